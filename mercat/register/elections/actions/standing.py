"""Candidates: they say so, or the keeper does. Their own accounts are hidden for the time."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership
from mercat.people.models import Person
from mercat.platforms import Account as Recognised
from mercat.register import actions as register
from mercat.register import rules as register_rules
from mercat.register.elections import queries
from mercat.register.elections.actions.recording import locked, record
from mercat.register.elections.lifecycle import Phase, State
from mercat.register.elections.models import Candidate, Period
from mercat.register.models import Account, Publication


@transaction.atomic
def stand(*, period: Period, person: Person, by: Membership, at: datetime) -> Candidate:
    period = _ours(period, person, by)
    if period.state != State.SET or period.phase(period.organisation.day(at)) == Phase.AFTER:
        raise Refused(_("This period is over, or was called off. There is nothing to do."))
    candidate, made = Candidate.objects.get_or_create(
        period=period,
        person=person,
        ended_at=None,
        defaults={"said_by": by.person, "said_at": at},
    )
    if made:
        _follow(candidate, at=at)
        record("candidate_said", period, by=by.person, at=at)
    return candidate


@transaction.atomic
def stand_no_longer(*, period: Period, person: Person, by: Membership, at: datetime) -> None:
    period = _ours(period, person, by)
    candidate = queries.candidacy_of(period, person)
    if candidate is None:
        raise Refused(_("This was taken back already."))
    candidate.period, candidate.ended_at = period, at
    candidate.save(update_fields=["ended_at"])
    _follow(candidate, at=at)
    record("candidate_taken_back", period, by=by.person, at=at)


def _ours(period: Period, person: Person, by: Membership) -> Period:
    period = locked(period)
    if period.organisation_id != by.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))
    if by.person_id != person.pk:
        register_rules.check_can_keep(by)
    return period


@transaction.atomic
def list_own(*, recognised: Recognised, name: str, by: Membership, at: datetime) -> Account:
    """As the register does it; a candidate’s is listed, and shown when the period is over."""
    account = register.list_own(recognised=recognised, name=name, by=by, at=at)
    today = by.organisation.day(at)
    if queries.stands_now(by.person, by.organisation, today=today):
        Publication.objects.filter(account=account).delete()
    return account


def follow_candidates(*, at: datetime, most: int = 500) -> int:
    """Every few minutes: hide what has to be hidden, show what may be shown again."""
    return sum(_follow_locked(each, at=at) for each in list(queries.candidates_to_follow()[:most]))


@transaction.atomic
def _follow_locked(candidate: Candidate, *, at: datetime) -> bool:
    found = queries.candidates_to_follow().select_for_update(of=("self",))
    locked_one = found.filter(pk=candidate.pk).first()
    return locked_one is not None and _follow(locked_one, at=at)


def _follow(candidate: Candidate, *, at: datetime) -> bool:
    period = candidate.period
    phase = period.phase(period.organisation.day(at))
    stands = candidate.ended_at is None and period.state == State.SET
    if stands and phase == Phase.DURING:
        return _hide(candidate, at=at)
    is_done = not stands or phase == Phase.AFTER
    return _show(candidate, is_done=is_done, at=at)


def _hide(candidate: Candidate, *, at: datetime) -> bool:
    own = queries.own_accounts(candidate)
    gone, _kinds = Publication.objects.filter(account__in=own).delete()
    if candidate.hidden_at is None:
        candidate.hidden_at = at
        candidate.save(update_fields=["hidden_at"])
    return bool(gone)


def _show(candidate: Candidate, *, is_done: bool, at: datetime) -> bool:
    was_hidden, candidate.hidden_at = candidate.hidden_at, None
    candidate.shown_at = at if is_done else None
    if not was_hidden and not is_done:
        return False
    candidate.save(update_fields=["hidden_at", "shown_at"])
    if was_hidden:
        register.publish_all(accounts=list(queries.own_accounts(candidate)), at=at)
    return bool(was_hidden)
