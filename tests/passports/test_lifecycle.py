"""Every state × every action × every part: allowed exactly where the tables below say."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from mercat.audit.models import Event
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.lifecycle import ENDED, MOVES, MOVES_OF, OPEN, PLAIN, TONES, Status
from mercat.passports.models import Application, ManagerView
from tests.factories.council import NOW, decide
from tests.passports.correcting import propose
from tests.passports.states import STATES, everybody, give_roles, in_state

DECLARED = {"declarations": ["policy", "belongs", "manager"], "shows_name": False}
Act = Callable[[Application, Membership], Any]


def save_section(application: Application, by: Membership) -> Any:
    saved = application.sections.get(section="risks")
    return actions.save_section(
        application=application,
        section="risks",
        answers={"risks": "Fewer than before"},
        row_version=saved.row_version,
        by=by,
        at=NOW,
    )


def give_view(application: Application, by: Membership) -> Any:
    view = ManagerView.objects.get(application=application)
    return actions.give_view(manager_view=view, view="support", text="", by=by, at=NOW)


def name_manager(application: Application, by: Membership) -> Any:
    keeper = Membership.objects.get(organisation=application.organisation, person__name="Keeper")
    return actions.name_manager(application=application, manager=keeper, by=by, at=NOW)


def correct(application: Application, by: Membership) -> Any:
    """On a proposal of the other: chairs agree to clerks', and clerks to chairs'."""
    found = Membership.objects.filter(organisation=application.organisation)
    other = {"Chair": "Clerk", "Clerk": "Chair"}.get(by.person.name) if by in found else None
    proposer = found.get(person__name=other) if other else by
    correction = propose(application, by=proposer)
    return actions.agree_correction(correction=correction, by=by, at=NOW)


ACTS: dict[str, Act] = {
    "save_section": save_section,
    "submit": lambda a, by: actions.submit(application=a, **DECLARED, by=by, at=NOW),
    "answer": lambda a, by: actions.answer(application=a, **DECLARED, by=by, at=NOW),
    "withdraw": lambda a, by: actions.withdraw(application=a, reason="", by=by, at=NOW),
    "give_view": give_view,
    "name_manager": name_manager,
    "open_case": lambda a, by: actions.open_case(application=a, by=by, at=NOW),
    "discuss": lambda a, by: actions.discuss(application=a, text="I agree.", by=by, at=NOW),
    "ask": lambda a, by: actions.ask(application=a, question="How often?", by=by, at=NOW),
    "decide": lambda a, by: decide(a, by=by, at=NOW, override_reason="It cannot wait."),
    "reopen": lambda a, by: actions.reopen(application=a, by=by, at=NOW),
    "release": lambda a, by: actions.release(application=a, text="Yes.", by=by, at=NOW),
    "correct": correct,
}
WHO = {
    "save_section": {"applicant"},
    "submit": {"applicant"},
    "answer": {"applicant"},
    "withdraw": {"applicant"},
    "give_view": {"manager"},
    "name_manager": {"clerk"},
    "open_case": {"clerk"},
    "discuss": {"clerk", "chair", "panel_member"},
    "ask": {"adviser", "clerk", "chair"},
    "decide": {"chair"},
    "reopen": {"chair"},
    "release": {"clerk"},
    "correct": {"clerk", "chair"},
}
ALIASES = {"open": "open_case"}
# What nobody does by hand: the policy's rule, and the calendar.
BY_ITSELF = {"fast_track", "lapse", "take_up"}
# Of each action, the states that it is possible in and the state that each goes to first.
MOVED: dict[str, dict[str, str]] = {}
for each in reversed(MOVES):
    if each.action not in BY_ITSELF:
        MOVED.setdefault(ALIASES.get(each.action, each.action), {})[each.old] = each.new
MOVED["answer"]["more_info"] = "in_panel"  # whence this one came
# What leaves a case in its state.
IN_PLACE = {
    "save_section": {"draft", "more_info"},
    "give_view": {"submitted", "more_info", "in_panel", "deferred"},
    "name_manager": set(),  # a manager was asked already, in every state
    "discuss": {"more_info", "in_panel", "decided"},
}


def expected(state: str, action: str, part: str) -> tuple[str, str, bool]:
    """What is said, the state afterwards, and whether there is an event."""
    if part not in WHO[action]:
        return "NotAllowed", state, False
    if action in IN_PLACE:
        return ("done", state, True) if state in IN_PLACE[action] else ("Refused", state, False)
    new = MOVED[action].get(state)
    return ("done", str(new), True) if new else ("Refused", state, False)


def tried(application: Application, act: Act, by: Membership) -> tuple[str, str, bool]:
    """What came of it, and everything as it was before."""
    row = Application.objects.values()
    before, events = row.get(pk=application.pk), Event.objects.count()
    with transaction.atomic():
        try:
            act(application, by)
        except (NotAllowed, Refused) as refusal:
            said = type(refusal).__name__
        else:
            said = "done"
        after, later = row.get(pk=application.pk), Event.objects.count()
        transaction.set_rollback(True)
    status = str(after["status"])
    return said, status if said == "done" or after == before else "changed", later > events


@pytest.mark.parametrize("state", STATES)
def test_lifecycle_of_state_allows_exactly_what_the_tables_say(state, council, outside):
    application = in_state(council, state)
    people = everybody(council, outside)
    # Nobody has asked the manager about a draft, so there is no question to answer.
    acts = {name: act for name, act in ACTS.items() if (state, name) != ("draft", "give_view")}

    found = {
        (action, part): tried(application, act, by)
        for action, act in acts.items()
        for part, by in people.items()
    }

    wanted = {key: expected(state, *key) for key in found}
    assert len(found) == len(acts) * len(people)
    assert found == wanted


def test_every_move_of_the_table_is_walked_here():
    assert {*MOVED, *IN_PLACE} == set(ACTS) == set(WHO)
    assert {state for move in MOVES for state in (move.old, move.new)} == set(Status)


INTERESTS = {
    "steps_out": "You step out of this case.",
    "unsaid": "Say first whether you have an interest in this case.",
    "helps": "You help with this application: somebody else has to do this.",
}
JUDGING = ["open_case", "discuss", "ask", "decide", "reopen", "release", "name_manager"]


def give_interest(application: Application, member: Membership, interest: str) -> None:
    if interest == "helps":
        application.helpers.create(person=member.person, added_at=NOW)
        return
    said = {"steps_out": interest == "steps_out", "interest_said": interest != "unsaid"}
    application.seats.update_or_create(person=member.person, defaults=said)


@pytest.mark.parametrize("state", [state for state in STATES if state != "draft"])
@pytest.mark.parametrize("interest", INTERESTS)
def test_interest_in_state_keeps_everybody_from_judging(interest, state, council):
    application = in_state(council, state)
    for part in ("clerk", "chair", "panel_member"):
        give_interest(application, council.members[part], interest)

    for action in JUDGING:
        for part in sorted(WHO[action] & {"clerk", "chair", "panel_member"}):
            with pytest.raises(NotAllowed) as refusal:
                ACTS[action](application, council.members[part])
            assert (action, part, str(refusal.value)) == (action, part, INTERESTS[interest])


TABLES = {"usual": MOVES, **MOVES_OF}


@pytest.mark.parametrize("kind", TABLES)
def test_every_open_state_has_an_exit_and_every_end_is_one(kind):
    table = TABLES[kind]
    reached = {move.new for move in table}
    exits = {move.old for move in table if move.action == "withdraw"}
    waits_for_nobody = {move.old for move in table if move.action in BY_ITSELF}

    assert {state for state in reached if state in OPEN} <= exits
    assert exits <= {*OPEN}
    left = {(move.action, move.old) for move in table if move.old in ENDED}
    assert left <= {("correct", Status.RELEASED)}
    # Nothing waits for the applicant, or for a day, without an end of its own.
    assert {Status.MORE_INFO, Status.DEFERRED} & reached <= waits_for_nobody


@pytest.mark.parametrize("state", OPEN)
def test_withdraw_in_open_state_is_the_applicants_exit(state, council):
    application = in_state(council, state)

    actions.withdraw(application=application, reason="Another way", by=council.applicant, at=NOW)

    application.refresh_from_db()
    assert (application.status, application.ended_at) == ("withdrawn", NOW)
    assert (application.resumes_to, application.is_open) == ("", False)


@pytest.mark.parametrize(
    ("state", "action"),
    [
        ("submitted", "open_case"),
        ("submitted", "ask"),
        ("in_panel", "discuss"),
        ("in_panel", "ask"),
        ("in_panel", "decide"),
        ("decided", "reopen"),
        ("decided", "release"),
    ],
)
def test_action_on_own_application_is_refused_even_with_every_role(state, action, council):
    application = in_state(council, state)
    give_roles(council.applicant, *Role)

    with pytest.raises(NotAllowed) as refusal:
        ACTS[action](application, council.applicant)

    assert str(refusal.value) == "This is your own application: somebody else has to do this."
    application.refresh_from_db()
    assert application.status == state


@pytest.mark.parametrize("action", ["save_section", "withdraw"])
def test_action_through_membership_elsewhere_is_refused(action, council, outside):
    application = council.case("draft")
    elsewhere = outside.member
    elsewhere.person = council.applicant.person
    elsewhere.save()

    with pytest.raises(NotAllowed) as refusal:
        ACTS[action](application, elsewhere)

    assert str(refusal.value) == "This belongs to another organisation."


def test_answer_returns_to_submitted_when_the_clerk_asked(council):
    application = council.case("submitted")
    actions.ask(application=application, question="Which plan?", by=council.clerk, at=NOW)

    actions.answer(application=application, **DECLARED, by=council.applicant, at=NOW)

    application.refresh_from_db()
    assert (application.status, application.resumes_to) == ("submitted", "")


def test_every_status_has_words_and_a_tone():
    assert set(PLAIN) == set(Status)
    assert set(TONES) == set(Status)
