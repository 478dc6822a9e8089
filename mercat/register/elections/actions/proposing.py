"""The operator proposes days to a nation. Each organisation of it answers for itself.

A press makes or withdraws the proposal; tick brings it to the organisations, one at a time, those
that begin later included.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register.elections import emails, queries, rules
from mercat.register.elections.actions.recording import locked, record
from mercat.register.elections.lifecycle import MOVES, State
from mercat.register.elections.models import Period, Proposal


@transaction.atomic
def propose(
    *,
    nation: str,
    name: str,
    starts_on: date,
    ends_on: date,
    by: Person | None,
    at: datetime,
) -> Proposal:
    """`by` is nobody where the operator's command does it."""
    if by is not None:
        rules.check_can_propose(by)
    given = {"nation": nation, "starts_on": starts_on, "ends_on": ends_on}
    if Proposal.objects.filter(**given, withdrawn_at=None).exists():
        raise Refused(_("These days are proposed to this nation already."))
    proposal = Proposal.objects.create(**given, name=name, made_at=at)
    _record("proposed_to_nation", proposal, by=by, at=at)
    return proposal


@transaction.atomic
def withdraw(*, proposal: Proposal, by: Person, at: datetime) -> Proposal:
    """Whoever has set these days keeps them: they are theirs."""
    rules.check_can_propose(by)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.withdrawn_at is not None:
        raise Refused(_("This was withdrawn already."))
    proposal.withdrawn_at = at
    proposal.save(update_fields=["withdrawn_at"])
    _record("withdrawn_from_nation", proposal, by=by, at=at)
    return proposal


def follow_proposals(*, at: datetime) -> int:
    """Bring what is proposed or withdrawn to the organisations; returns to how many."""
    count = sum(spread(proposal, at=at) for proposal in _to_spread(at))
    return count + sum(take_back(period, at=at) for period in queries.to_take_back())


def _to_spread(at: datetime) -> list[Proposal]:
    return list(queries.proposals_to_spread(today=at.date()))


def spread(proposal: Proposal, *, at: datetime) -> int:
    return sum(
        _bring(proposal, each, at=at)
        for each in queries.not_told_of(proposal).filter(sealed_at=None)
    )


@transaction.atomic
def _bring(proposal: Proposal, organisation: Organisation, *, at: datetime) -> bool:
    """Nothing where these very days are known there already, or it was withdrawn meanwhile."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    known = queries.not_told_of(proposal).filter(pk=organisation.pk)
    if proposal.withdrawn_at is not None or not known.exists():
        return False
    period = Period.objects.create(
        organisation=organisation,
        proposal=proposal,
        state=check_move(MOVES, action="propose", old="").new,
        name=proposal.name,
        starts_on=proposal.starts_on,
        ends_on=proposal.ends_on,
        made_at=at,
    )
    emails.queue_proposed(period, at=at)
    record("proposed", period, by=None, at=at)
    return True


@transaction.atomic
def take_back(period: Period, *, at: datetime) -> bool:
    period = locked(period)
    if period.state != State.PROPOSED:  # they have answered meanwhile
        return False
    period.state = check_move(MOVES, action="withdraw", old=period.state).new
    period.save(update_fields=["state"])
    record("withdrawn", period, by=None, at=at)
    return True


def _record(verb: str, proposal: Proposal, *, by: Person | None, at: datetime) -> None:
    audit.record(
        f"register.election.{verb}",
        subject=proposal,
        organisation=None,
        by=by,
        at=at,
        facts={
            "nation": proposal.nation,
            "from": proposal.starts_on.isoformat(),
            "until": proposal.ends_on.isoformat(),
        },
    )
