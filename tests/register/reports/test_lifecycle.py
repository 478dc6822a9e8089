"""Every step × every state × every part: what the table says, and no more."""

import pytest
from django.db import IntegrityError, transaction

from mercat.common.refusals import NotAllowed, Refused
from mercat.register.reports import actions
from mercat.register.reports.lifecycle import ENDED, FALSE_IF, MOVES, WAITING, State
from mercat.register.reports.models import ReportedAccount
from tests.factories.council import NOW
from tests.register.reports.reported import evidence, in_state, known_false, proposed

TRIAGE = {"keeper", "adviser"}
WHO = {
    "look": TRIAGE,
    "clear": TRIAGE,
    "set_aside": TRIAGE,
    "reopen": TRIAGE,
    "propose": TRIAGE,
    "lift": TRIAGE,
    "agree": {"adviser", "chair"},  # the keeper proposed it
    "decline": {"adviser", "chair"},
    "take_back": {"keeper"},
}


def acts(council, reported):
    given = {"reported": reported, "at": NOW}
    words = {**given, "words": "Because"}
    more = {name: evidence(council)[name] for name in ("does", "since", "evidence", "picture")}
    return {
        "look": (actions.look, given),
        "clear": (actions.clear, {**words, "why": "parody"}),
        "set_aside": (actions.set_aside, given),
        "reopen": (actions.reopen, given),
        "propose": (actions.propose, {**given, **more}),
        "lift": (actions.lift, words),
        "agree": (actions.agree, given),
        "decline": (actions.decline, words),
        "take_back": (actions.take_back, given),
    }


def tried(act, **given):
    with transaction.atomic():
        try:
            said = act(**given).state
        except (NotAllowed, Refused) as refusal:
            said = type(refusal).__name__
        transaction.set_rollback(True)
    return said


@pytest.mark.parametrize("state", State)
def test_every_step_is_taken_exactly_where_and_by_whom_the_table_says(state, council, outside):
    reported = in_state(council, state)
    assert reported.state == state
    people = {**council.members, "elsewhere": outside.keeper}
    is_proposed = reported.proposed_by_id is not None
    for action, (act, given) in acts(council, reported).items():
        new = {move.new for move in MOVES if move.action == action and move.old == state}
        right = new.pop() if new else "Refused"
        may = set(WHO[action])
        if not is_proposed:
            may |= {"keeper"} if action in {"agree", "decline"} else set()
            may -= {"keeper"} if action == "take_back" else set()
        said = {part: tried(act, **given, by=by) for part, by in people.items()}
        wanted = {part: right if part in may else "NotAllowed" for part in people}
        assert (action, said) == (action, wanted)


def test_every_state_that_waits_has_an_exit():
    for state in WAITING:
        assert [move for move in MOVES if move.old == state and move.new in ENDED] or [
            move for move in MOVES if move.old == state and move.new == State.LOOKED_AT
        ]
    assert {move.old for move in MOVES if move.old} == set(State)


@pytest.mark.parametrize("does", ["parody", "criticism", "", "nonsense"])
def test_parody_and_criticism_are_never_proposed(does, council):
    reported = in_state(council, "received")

    with pytest.raises(Refused, match="never false"):
        actions.propose(reported=reported, **evidence(council, does=does))

    reported.refresh_from_db()
    assert (reported.state, set(FALSE_IF)) == ("received", {"pretends", "asks"})


@pytest.mark.parametrize(
    "wrong", [{"does": "parody"}, {"does": "criticism"}, {"proposed_at": None}]
)
def test_database_holds_no_false_account_without_evidence(wrong, council):
    reported = known_false(council)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReportedAccount.objects.filter(pk=reported.pk).update(**wrong)


def test_database_holds_no_false_account_of_one_person(council):
    reported = proposed(council)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReportedAccount.objects.filter(pk=reported.pk).update(
            state="known_false", decided_by=council.keeper.person, decided_at=NOW
        )
