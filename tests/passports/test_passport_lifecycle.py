"""Every state of a passport × every action × every part: allowed exactly where the tables say."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from mercat.audit import queries as audit
from mercat.audit.models import Event
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.lifecycle import LIVE, PASSPORT_MOVES, PassportStatus
from mercat.passports.models import Passport
from tests.factories import AccountFactory
from tests.factories.council import NOW
from tests.passports.states import everybody, give_roles, passport_for

SOON = date(2026, 12, 1)
WHY = "Posts outside the house rules, and no answer to three mails."
Act = Callable[[Passport, Membership], Any]
ACTS: dict[str, Act] = {
    "suspend": lambda p, by: actions.suspend(passport=p, reason=WHY, review_on=SOON, by=by, at=NOW),
    "resume": lambda p, by: actions.resume(passport=p, words="", by=by, at=NOW),
    "give_reasons": lambda p, by: actions.give_reasons(passport=p, reasons=WHY, by=by, at=NOW),
    "revoke": lambda p, by: actions.revoke_at_once(passport=p, reasons=WHY, by=by, at=NOW),
    "surrender": lambda p, by: actions.surrender(passport=p, by=by, at=NOW),
}
WHO = {
    "suspend": {"adviser", "chair"},
    "resume": {"adviser", "chair"},
    "give_reasons": {"chair"},
    "revoke": {"chair"},
    "surrender": {"applicant"},
}
MOVES = {(move.action, move.old): move.new for move in PASSPORT_MOVES}
# To ask is no move: the passport stays what it is until something is decided.
MOVES |= {("give_reasons", state): state for state in LIVE}


def in_state(council: Any, state: str) -> Passport:
    account = AccountFactory(organisation=council.organisation)
    return passport_for(account, holder=council.applicant, status=state)


def tried(passport: Passport, act: Act, by: Membership) -> tuple[str, str, bool]:
    """What was said, the state afterwards, and whether there is an event; all of it undone."""
    events = Event.objects.count()
    with transaction.atomic():
        try:
            act(passport, by)
            said = "done"
        except (NotAllowed, Refused) as refusal:
            said = type(refusal).__name__
        status = str(Passport.objects.get(pk=passport.pk).status)
        told = Event.objects.count() > events
        transaction.set_rollback(True)
    return said, status, told


@pytest.mark.parametrize("state", PassportStatus.values)
def test_passport_in_state_allows_exactly_what_the_tables_say(state, council, outside):
    passport = in_state(council, state)
    people = everybody(council, outside)

    for action, act in ACTS.items():
        for part, by in people.items():
            new = MOVES.get((action, state))
            wanted = ("done", str(new), True) if new else ("Refused", state, False)
            if part not in WHO[action]:
                wanted = ("NotAllowed", state, False)
            assert (action, part, *tried(passport, act, by)) == (action, part, *wanted)


@pytest.mark.parametrize("action", ["suspend", "give_reasons", "revoke"])
def test_nobody_judges_their_own_passport(action, council):
    give_roles(council.applicant, *Role)

    with pytest.raises(NotAllowed, match="This is your own passport"):
        ACTS[action](in_state(council, "active"), council.applicant)


def test_each_live_state_ends_by_the_calendar(council):
    passports = [in_state(council, state) for state in PassportStatus.values]

    assert actions.expire_passports(at=NOW + timedelta(days=366)) == len(LIVE)

    states = [Passport.objects.get(pk=each.pk).status for each in passports]
    assert states == ["expired", "expired", "expired", "superseded", "surrendered", "revoked"]
    assert list(audit.faults()) == []


def test_an_ended_passport_has_no_way_back_but_from_a_revocation_or_a_correction():
    back = {move.old for move in PASSPORT_MOVES if move.new in LIVE and move.old not in LIVE}

    assert back == {PassportStatus.REVOKED, PassportStatus.SUPERSEDED}
