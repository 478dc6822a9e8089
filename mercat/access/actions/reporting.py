"""What everybody may do: report a barrier, say "me too", ask again, take it back."""

from datetime import date, datetime

from django.db import transaction

from mercat.access import emails, rules
from mercat.access.actions.recording import locked, move, record
from mercat.access.lifecycle import MOVES
from mercat.access.models import Barrier, MeToo, Site
from mercat.audit import actions as audit
from mercat.common import working_days
from mercat.common.lifecycle import check_move
from mercat.organisations.models import Membership, Organisation

DAYS = 10  # working days, in which ICT answers


@transaction.atomic
def report(
    *,
    kind: str,
    tool: str,
    title: str,
    work: str,
    for_whom: str,
    seen: str,
    site: Site | None,
    by: Membership,
    at: datetime,
) -> Barrier:
    organisation = by.organisation
    barrier = Barrier.objects.create(
        organisation=organisation,
        kind=kind,
        tool=tool,
        title=title,
        work=work,
        for_whom=for_whom,
        seen=seen,
        site=site,
        state=check_move(MOVES, action="report", old="").new,
        reported_by=by.person,
        reported_at=at,
        due_on=answer_by(organisation, at=at),
    )
    emails.queue_reported(barrier, at=at)
    record("report", barrier, by=by.person, at=at, kind=kind)
    return barrier


def answer_by(organisation: Organisation, *, at: datetime) -> date:
    return working_days.add(organisation.day(at), DAYS, nation=organisation.nation)


@transaction.atomic
def say_too(*, barrier: Barrier, by: Membership, at: datetime) -> None:
    rules.check_can_say_too(by, barrier)
    barrier = locked(barrier)
    given = {"barrier": barrier, "person": by.person}
    _too, is_new = MeToo.objects.get_or_create(**given, defaults={"said_at": at})
    if is_new:
        _note("say_too", barrier, by=by, at=at)


@transaction.atomic
def say_too_no_more(*, barrier: Barrier, by: Membership, at: datetime) -> None:
    rules.check_can_say_too(by, barrier)
    barrier = locked(barrier)
    gone, _kinds = MeToo.objects.filter(barrier=barrier, person=by.person).delete()
    if gone:
        _note("say_too_no_more", barrier, by=by, at=at)


@transaction.atomic
def reopen(*, barrier: Barrier, words: str, by: Membership, at: datetime) -> Barrier:
    """It is not removed after all, or the reasons do not convince."""
    rules.check_can_reopen(by, barrier)
    barrier = locked(barrier)
    move(barrier, "reopen")
    barrier.due_on = answer_by(barrier.organisation, at=at)
    barrier.ended_at = barrier.reminded_on = None
    barrier.save()
    emails.queue_reported(barrier, at=at)
    record("reopen", barrier, by=by.person, at=at, words=words)
    return barrier


@transaction.atomic
def withdraw(*, barrier: Barrier, by: Membership, at: datetime) -> Barrier:
    rules.check_can_withdraw(by, barrier)
    barrier = locked(barrier)
    move(barrier, "withdraw")
    barrier.ended_at, barrier.due_on = at, None
    barrier.save()
    record("withdraw", barrier, by=by.person, at=at)
    return barrier


def _note(action: str, barrier: Barrier, *, by: Membership, at: datetime) -> None:
    """In the chain alone: the page shows a number, and no names."""
    audit.record(
        f"access.barrier.{action}",
        subject=barrier,
        organisation=barrier.organisation,
        by=by.person,
        at=at,
    )
