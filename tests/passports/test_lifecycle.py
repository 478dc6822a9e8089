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
from mercat.passports.lifecycle import MOVES, OPEN, PLAIN, TONES, Status
from mercat.passports.models import Application, ManagerView
from tests.factories.council import NOW, decide
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
    "decide": lambda a, by: decide(a, by=by, at=NOW),
    "reopen": lambda a, by: actions.reopen(application=a, by=by, at=NOW),
    "release": lambda a, by: actions.release(application=a, text="Yes.", by=by, at=NOW),
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
    "ask": {"clerk", "chair"},
    "decide": {"chair"},
    "reopen": {"chair"},
    "release": {"clerk"},
}
WHEN = {
    "save_section": {"draft", "more_info"},
    "submit": {"draft"},
    "answer": {"more_info"},
    "withdraw": {"draft", "submitted", "more_info", "in_panel", "decided"},
    "give_view": {"submitted", "more_info", "in_panel"},
    "name_manager": set(),  # a manager was asked already, in every state
    "open_case": {"submitted"},
    "discuss": {"more_info", "in_panel", "decided"},
    "ask": {"submitted", "in_panel"},
    "decide": {"in_panel"},
    "reopen": {"decided"},
    "release": {"decided"},
}
NEXT = {
    "submit": "submitted",
    "answer": "in_panel",
    "withdraw": "withdrawn",
    "open_case": "in_panel",
    "ask": "more_info",
    "decide": "decided",
    "reopen": "in_panel",
    "release": "released",
}


def expected(state: str, action: str, part: str) -> tuple[str, str, bool]:
    """What is said, the state afterwards, and whether there is an event."""
    if part not in WHO[action]:
        return "NotAllowed", state, False
    if state not in WHEN[action]:
        return "Refused", state, False
    return "done", NEXT.get(action, state), True


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
    assert len(found) == len(acts) * 12
    assert found == wanted


def test_lifecycle_table_is_the_one_that_is_walked_here():
    names = {"open": "open_case"}
    # No person makes the fast track's move: a rule does, in test_learn.py.
    made = [move for move in MOVES if move.action != "fast_track"]

    found = {(names.get(move.action, move.action), move.old) for move in made}

    assert found == {(action, state) for action in NEXT for state in WHEN[action]}
    assert {state for move in MOVES for state in (move.old, move.new)} == set(Status)


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
