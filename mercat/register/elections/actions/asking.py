"""The holders read the rules: asked, reminded, chased; each once a day at most."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mercat.common import links
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership, Organisation
from mercat.people.models import Person
from mercat.register.elections import emails, queries, rules
from mercat.register.elections.actions.recording import locked, record
from mercat.register.elections.actions.setting import tell_the_doors
from mercat.register.elections.lifecycle import Phase, State
from mercat.register.elections.models import Acknowledgement, Period

ASKED_BEFORE = timedelta(days=14)  # its first day
AGAIN = timedelta(days=5)
MOST_TIMES = 4  # that a program asks; a person may ask more often
BATCH = 500


def follow_periods(*, at: datetime) -> int:
    """Every hour: ask whoever is due, and let what is over end. Returns the number of mails."""
    for organisation in (
        Organisation.objects.exclude(pre_election_until=None).filter(sealed_at=None).order_by("pk")
    ):
        _follow_organisation(organisation, at=at)
    return sum(_follow(period, at=at) for period in queries.to_run(at=at))


@transaction.atomic
def _follow_organisation(organisation: Organisation, *, at: datetime) -> None:
    until = organisation.pre_election_until
    if until and until < organisation.day(at):
        tell_the_doors(Organisation.objects.select_for_update().get(pk=organisation.pk), at=at)


def _follow(period: Period, *, at: datetime) -> int:
    today = period.organisation.day(at)
    if not period.starts_on - ASKED_BEFORE <= today <= period.ends_on:
        return 0
    asked = sum(_ask(period, each, at=at) for each in queries.people_to_ask(period)[:BATCH])
    due = queries.to_chase(period, before=today - AGAIN + timedelta(days=1))
    found = list(due.filter(times__lt=MOST_TIMES)[:BATCH])
    return asked + sum(_ask_again(period, each, today=today, at=at) for each in found)


@transaction.atomic
def _ask(period: Period, person: Person, *, at: datetime) -> bool:
    _asked, made = Acknowledgement.objects.get_or_create(
        period=period, person=person, defaults={"asked_on": period.organisation.day(at)}
    )
    if made:  # and not by another worker
        Period.objects.filter(pk=period.pk).update(asked_count=F("asked_count") + 1)
        emails.queue_rules(period, person, times=1, at=at)
    return made


@transaction.atomic
def _ask_again(period: Period, asked: Acknowledgement, *, today: date, at: datetime) -> bool:
    """Whoever changes the day first sends the mail."""
    still = Acknowledgement.objects.filter(
        pk=asked.pk, asked_on=asked.asked_on, acknowledged_at=None
    )
    if not still.exclude(asked_on=today).update(asked_on=today, times=F("times") + 1):
        return False
    emails.queue_rules(period, asked.person, times=asked.times + 1, at=at)
    return True


def chase(*, period: Period, by: Membership, at: datetime) -> int:
    """Everybody who has not acknowledged and got no mail today."""
    rules.check_can_set_periods(by, period)
    today = period.organisation.day(at)
    if period.state != State.SET or period.phase(today) == Phase.AFTER:
        raise Refused(_("This period is over."))
    found = list(queries.to_chase(period, before=today)[:BATCH])
    sent = sum(_ask_again(period, each, today=today, at=at) for each in found)
    if not sent:
        raise Refused(_("Nobody is left to remind: they have acknowledged, or got a mail today."))
    _record_chased(period, sent, by=by, at=at)
    return sent


@transaction.atomic
def _record_chased(period: Period, sent: int, *, by: Membership, at: datetime) -> None:
    record("chased", period, by=by.person, at=at, mails=sent)


@transaction.atomic
def acknowledge(
    *, period: Period, by: Membership, at: datetime, link: ActLink | None = None
) -> Acknowledgement:
    """They have read the rules. A link is used up by it; twice is once."""
    if link:
        links.spend(link, at=at)
    period = locked(period)
    today = period.organisation.day(at)
    if period.state != State.SET or period.phase(today) == Phase.AFTER:
        raise Refused(_("This period is over, or was called off. There is nothing to do."))
    asked, made = Acknowledgement.objects.get_or_create(
        period=period, person=by.person, defaults={"asked_on": today}
    )
    if asked.acknowledged_at:
        return asked
    asked.acknowledged_at, asked.by_link = at, link is not None
    asked.save(update_fields=["acknowledged_at", "by_link"])
    period.asked_count += made
    period.acknowledged_count += 1
    period.save(update_fields=["asked_count", "acknowledged_count"])
    record("acknowledged", period, by=by.person, at=at, by_link=asked.by_link)
    return asked
