"""The days: set by the organisation, changed, called off."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership, Organisation
from mercat.register.elections import queries, rules
from mercat.register.elections.actions.recording import locked, record
from mercat.register.elections.lifecycle import MOVES
from mercat.register.elections.models import Period


@transaction.atomic
def set_period(
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    rules_text: str,
    by: Membership,
    at: datetime,
) -> Period:
    rules.check_can_set_periods(by)
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    _check_days(organisation, starts_on, ends_on, at=at)
    period = Period.objects.create(
        organisation=organisation,
        state=check_move(MOVES, action="set", old="").new,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        rules=rules_text,
        made_at=at,
        set_by=by.person,
        set_at=at,
    )
    tell_the_doors(organisation, at=at)
    record("set", period, by=by.person, at=at)
    return period


@transaction.atomic
def accept(
    *,
    period: Period,
    name: str,
    starts_on: date,
    ends_on: date,
    rules_text: str,
    by: Membership,
    at: datetime,
) -> Period:
    """The organisation makes the operator’s proposal its own, perhaps with other days."""
    organisation, period = _ours(period, by)
    period.state = check_move(MOVES, action="accept", old=period.state).new
    _check_days(organisation, starts_on, ends_on, at=at)
    period.name, period.starts_on, period.ends_on = name, starts_on, ends_on
    period.rules, period.set_by, period.set_at = rules_text, by.person, at
    period.save()
    tell_the_doors(organisation, at=at)
    record("set", period, by=by.person, at=at)
    return period


@transaction.atomic
def decline(*, period: Period, by: Membership, at: datetime) -> Period:
    _organisation, period = _ours(period, by)
    period.state = check_move(MOVES, action="decline", old=period.state).new
    period.save(update_fields=["state"])
    record("declined", period, by=by.person, at=at)
    return period


@transaction.atomic
def change(
    *,
    period: Period,
    name: str,
    starts_on: date,
    ends_on: date,
    rules_text: str,
    by: Membership,
    at: datetime,
) -> Period:
    """Other days, as long as it is not over; other rules, as long as nobody acknowledged them."""
    organisation, period = _ours(period, by)
    check_move(MOVES, action="change", old=period.state)
    _check_is_not_over(period, at=at)
    _check_days(organisation, starts_on, ends_on, at=at, but=period)
    if rules_text != period.rules and period.acknowledged_count:
        raise Refused(
            _(
                "People have acknowledged these rules already. Call the period off and set "
                "another, so that they are asked again."
            )
        )
    period.name, period.starts_on, period.ends_on = name, starts_on, ends_on
    period.rules = rules_text
    period.save(update_fields=["name", "starts_on", "ends_on", "rules"])
    tell_the_doors(organisation, at=at)
    record("changed", period, by=by.person, at=at)
    return period


@transaction.atomic
def call_off(*, period: Period, by: Membership, at: datetime) -> Period:
    organisation, period = _ours(period, by)
    period.state = check_move(MOVES, action="call_off", old=period.state).new
    _check_is_not_over(period, at=at)
    period.save(update_fields=["state"])
    tell_the_doors(organisation, at=at)
    record("called_off", period, by=by.person, at=at)
    return period


def tell_the_doors(organisation: Organisation, *, at: datetime) -> bool:
    """Public pages read the days with the organisation, so that they ask for nothing more."""
    period = queries.current_or_next(organisation, organisation.day(at))
    days = (period.starts_on, period.ends_on) if period else (None, None)
    if days == (organisation.pre_election_from, organisation.pre_election_until):
        return False
    organisation.pre_election_from, organisation.pre_election_until = days
    organisation.save(update_fields=["pre_election_from", "pre_election_until"])
    return True


def _ours(period: Period, by: Membership) -> tuple[Organisation, Period]:
    """Locked, the organisation first: two periods never overlap."""
    rules.check_can_set_periods(by, period)
    organisation = Organisation.objects.select_for_update().get(pk=period.organisation_id)
    period = locked(period)
    period.organisation = organisation
    return organisation, period


def _check_is_not_over(period: Period, *, at: datetime) -> None:
    if period.ends_on < period.organisation.day(at):
        raise Refused(_("This period is over already."))


def _check_days(
    organisation: Organisation,
    starts_on: date,
    ends_on: date,
    *,
    at: datetime,
    but: Period | None = None,
) -> None:
    if ends_on < starts_on:
        raise Refused(_("The last day cannot be before the first."))
    if ends_on < organisation.day(at):
        raise Refused(_("The last day has passed already."))
    others = queries.overlapping(organisation, starts_on, ends_on)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if other := others.first():
        raise Refused(_("These days overlap with another period: {period}.").format(period=other))
