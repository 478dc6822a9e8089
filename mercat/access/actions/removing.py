"""What ICT does with a barrier, and communications who pass it on."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.access import emails, queries, rules
from mercat.access.actions.recording import locked, move, record
from mercat.access.lifecycle import State
from mercat.access.models import Barrier
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership


@transaction.atomic
def take(*, barrier: Barrier, due_on: date, words: str, by: Membership, at: datetime) -> Barrier:
    """ICT has it, and says until when it answers."""
    rules.check_can_take(by, barrier)
    _check_to_come(barrier, due_on, at=at)
    barrier = locked(barrier)
    move(barrier, "take")
    barrier.due_on, barrier.reminded_on = due_on, None
    return _moved("take", barrier, words=words, by=by, at=at)


@transaction.atomic
def set_due(*, barrier: Barrier, due_on: date, words: str, by: Membership, at: datetime) -> Barrier:
    """It takes longer, and those who wait hear why."""
    rules.check_can_open(by, barrier)
    _check_to_come(barrier, due_on, at=at)
    barrier = locked(barrier)
    if not barrier.waits:
        raise Refused(_("Nobody waits for it any more."))
    barrier.due_on, barrier.reminded_on = due_on, None
    return _moved("set_due", barrier, words=words, by=by, at=at)


@transaction.atomic
def try_out(
    *, barrier: Barrier, open_to: str, due_on: date, words: str, by: Membership, at: datetime
) -> Barrier:
    """Some people try it until a day."""
    rules.check_can_open(by, barrier)
    _check_to_come(barrier, due_on, at=at)
    barrier = locked(barrier)
    move(barrier, "try_out")
    barrier.open_to, barrier.due_on, barrier.reminded_on = open_to, due_on, None
    return _moved("try_out", barrier, words=words, by=by, at=at)


@transaction.atomic
def open_to_some(
    *, barrier: Barrier, open_to: str, words: str, by: Membership, at: datetime
) -> Barrier:
    rules.check_can_open(by, barrier)
    barrier = locked(barrier)
    move(barrier, "open_to_some")
    barrier.open_to, barrier.due_on = open_to, None
    barrier.opened_at = barrier.opened_at or at
    return _moved("open_to_some", barrier, words=words, by=by, at=at)


@transaction.atomic
def open_to_all(*, barrier: Barrier, words: str, by: Membership, at: datetime) -> Barrier:
    rules.check_can_open(by, barrier)
    barrier = locked(barrier)
    move(barrier, "open_to_all")
    barrier.open_to, barrier.due_on = "", None
    barrier.opened_at, barrier.ended_at = barrier.opened_at or at, at
    return _moved("open_to_all", barrier, words=words, by=by, at=at)


@transaction.atomic
def decline(*, barrier: Barrier, words: str, by: Membership, at: datetime) -> Barrier:
    """With reasons, which everybody who waits reads."""
    rules.check_can_open(by, barrier)
    barrier = locked(barrier)
    move(barrier, "decline")
    barrier.due_on, barrier.ended_at = None, at
    return _moved("decline", barrier, words=words, by=by, at=at)


def chase_barriers(*, at: datetime) -> int:
    """ICT is reminded, weekly, of what is late; whoever reported it, of the end of a trial."""
    return sum(_chase(barrier, at=at) for barrier in queries.to_chase(at=at)[:500])


@transaction.atomic
def _chase(barrier: Barrier, *, at: datetime) -> int:
    barrier = locked(barrier)
    today = barrier.organisation.day(at)
    if not barrier.is_overdue(today):
        return 0
    first = barrier.reminded_on is None
    if not first and (today - barrier.reminded_on).days < 7:
        return 0
    barrier.reminded_on = today
    barrier.save(update_fields=["reminded_on"])
    emails.queue_late(barrier, at=at)
    if barrier.state == State.TRIAL and first:
        emails.queue_trial_ends(barrier, at=at)
    return 1


def _moved(action: str, barrier: Barrier, *, words: str, by: Membership, at: datetime) -> Barrier:
    barrier.save()
    emails.queue_moved(barrier, words=words, by=by.person, at=at)
    record(action, barrier, by=by.person, at=at, words=words)
    return barrier


def _check_to_come(barrier: Barrier, day: date, *, at: datetime) -> None:
    if day <= barrier.organisation.day(at):
        raise Refused(_("The day has to be after today."))
