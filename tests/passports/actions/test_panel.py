from datetime import UTC, date, datetime

import pytest

from mercat.audit import queries as audit
from mercat.audit.models import EventWords
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations import actions as organisations
from mercat.organisations.models import MembershipRole
from mercat.organisations.roles import Role
from mercat.passports import actions, queries
from mercat.passports.models import PanelSeat
from tests.factories.council import NOW, decide
from tests.passports.states import give_roles, in_state

LATER = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def seats(application):
    return list(
        application.seats.order_by("person__name").values_list(
            "person__name", "is_chair", "steps_out"
        )
    )


def test_open_case_calls_the_roll(council):
    application = council.case("in_panel")

    assert seats(application) == [("Chair", True, False), ("Panel Member", False, False)]
    assert application.discussion.organisation == council.organisation
    event = audit.events_of(application).last()
    assert (event.verb, event.facts) == (
        "passports.application.opened",
        {"status": "in_panel", "seats": 2},
    )


def test_open_case_lets_an_applicant_on_the_panel_step_out(council):
    give_roles(council.applicant, Role.PANEL_MEMBER)

    application = council.case("in_panel")

    assert seats(application) == [
        ("Applicant", False, True),
        ("Chair", True, False),
        ("Panel Member", False, False),
    ]
    mails = OutboxMail.objects.filter(purpose="passports/panel").order_by("to")
    assert [mail.to for mail in mails] == [
        "chair@strathbeg.example",
        "panel_member@strathbeg.example",
    ]


def test_open_case_calls_each_member_once_whatever_roles_they_hold(council):
    give_roles(council.chair, Role.PANEL_MEMBER)

    application = council.case("in_panel")

    assert seats(application) == [("Chair", True, False), ("Panel Member", False, False)]


def test_open_case_calls_nobody_who_has_left(council):
    organisations.end_membership(membership=council.panel_member, by=None, at=NOW)

    application = council.case("in_panel")

    assert seats(application) == [("Chair", True, False)]


@pytest.mark.parametrize("applicant_is_chair", [True, False])
def test_open_case_with_no_chair_left_is_refused(applicant_is_chair, council):
    application = council.case("submitted")
    MembershipRole.objects.filter(role=Role.CHAIR).delete()
    if applicant_is_chair:
        give_roles(council.applicant, Role.CHAIR)

    with pytest.raises(Refused) as refusal:
        actions.open_case(application=application, by=council.clerk, at=NOW)

    application.refresh_from_db()
    assert refusal.value.sentence == (
        "No chair can take this case. Ask an administrator to name another chair."
    )
    assert (application.status, application.discussion) == ("submitted", None)
    assert PanelSeat.objects.count() == 0


def test_discuss_adds_to_the_panels_thread(council):
    application = council.case("in_panel")

    comment = actions.discuss(
        application=application, text="A clear case.", by=council.panel_member, at=LATER
    )

    assert (comment.thread, comment.author) == (
        application.discussion,
        council.panel_member.person,
    )
    assert audit.events_of(comment).get().verb == "comments.comment.added"


def test_discuss_before_the_panel_began_is_refused(council):
    application = council.case("submitted")
    actions.ask(application=application, question="Which plan?", by=council.clerk, at=NOW)

    with pytest.raises(Refused) as refusal:
        actions.discuss(application=application, text="Well", by=council.chair, at=LATER)

    assert refusal.value.sentence == "The panel is not discussing this case now."


@pytest.mark.parametrize("act", ["discuss", "decide", "ask"])
def test_panel_action_of_somebody_who_steps_out_is_refused(act, council):
    application = council.case("in_panel")
    application.seats.filter(person=council.chair.person).update(steps_out=True)
    acts = {
        "discuss": lambda: actions.discuss(
            application=application, text="Well", by=council.chair, at=LATER
        ),
        "decide": lambda: decide(application, by=council.chair, at=LATER),
        "ask": lambda: actions.ask(
            application=application, question="Why?", by=council.chair, at=LATER
        ),
    }

    with pytest.raises(NotAllowed) as refusal:
        acts[act]()

    assert str(refusal.value) == "You step out of this case."


@pytest.mark.parametrize("state", ["submitted", "in_panel"])
def test_ask_stops_the_clock_and_remembers_whence_it_came(state, council):
    application = council.case(state)

    request = actions.ask(
        application=application, question="How often?", by=council.clerk, at=LATER
    )

    application.refresh_from_db()
    assert (application.status, application.resumes_to) == ("more_info", state)
    # Ten working days after 25 November 2026, without St Andrew's Day.
    assert application.due_on == request.due_on == date(2026, 12, 10)
    assert (request.question, request.answered_at) == ("How often?", None)


def test_ask_keeps_the_question_out_of_the_events_facts(council):
    application = in_state(council, "more_info")

    event = audit.events_of(application).last()

    assert (event.verb, event.facts) == (
        "passports.application.asked",
        {"status": "more_info"},
    )
    assert EventWords.objects.get(event_id=event.pk).words == {"question": "How often?"}


def test_decide_binds_the_decision_to_the_latest_revision(council):
    application = in_state(council, "more_info")
    actions.answer(
        application=application,
        declarations=[],
        shows_name=False,
        by=council.applicant,
        at=LATER,
    )

    decision = decide(application, by=council.chair, at=LATER, outcome="declined")

    assert (decision.outcome, decision.revision.number) == ("declined", 2)
    assert (decision.decided_by, decision.decided_at) == (council.chair.person, LATER)
    event = audit.events_of(application).last()
    assert event.verb == "passports.application.decided"
    assert event.facts == {
        "status": "decided",
        "outcome": "declined",
        "revision": 2,
        "sha256": decision.revision.sha256,
    }


def test_decide_tells_the_clerk_and_not_the_applicant(council):
    application = council.case("in_panel")
    OutboxMail.objects.all().delete()

    decide(application, by=council.chair, at=LATER)

    mail = OutboxMail.objects.get()
    assert (mail.purpose, mail.to) == ("passports/decided", "clerk@strathbeg.example")


def test_reopen_keeps_the_replaced_decision(council):
    application = council.case("decided")

    actions.reopen(application=application, by=council.chair, at=LATER)
    decide(application, by=council.chair, at=LATER, outcome="declined")

    first, second = application.decisions.order_by("pk")
    assert (first.outcome, first.replaced_at) == ("approved", LATER)
    assert (second.outcome, second.replaced_at) == ("declined", None)
    assert queries.standing_decision(application) == second


def test_reopen_leaves_an_event(council):
    application = council.case("decided")

    actions.reopen(application=application, by=council.chair, at=LATER)

    application.refresh_from_db()
    assert (application.status, queries.standing_decision(application)) == ("in_panel", None)
    assert audit.events_of(application).last().verb == "passports.application.reopened"
