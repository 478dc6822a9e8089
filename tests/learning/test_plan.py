"""What is planned after an assessment, who is reminded, and what becomes of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.home.queries import waiting_for
from mercat.learning import actions, queries
from mercat.learning.lifecycle import PLAN_MOVES, UNDONE
from mercat.learning.models import Evidence, NoAction, PlannedAction
from tests.factories.council import NOW
from tests.learning.addresses import asked, assessed, planned
from tests.passports.views.reading import errors_of, said_on


@pytest.fixture
def lead(council):
    return council.learning_lead


@pytest.fixture
def assessment(council):
    return assessed(council)


@pytest.fixture
def action(assessment, council, lead):
    return planned(assessment, council.colleague, by=lead)


def in_state(action, state, lead):
    if state == "begun":
        actions.begin(planned=action, by=lead, at=NOW)
    if state == "done":
        actions.complete(planned=action, outcome="Eight were asked.", by=lead, at=NOW)
    if state == "dropped":
        actions.drop(planned=action, outcome="Too soon.", by=lead, at=NOW)
    return PlannedAction.objects.get(pk=action.pk)


DAY = date(2027, 1, 15)
DO = {
    "change": lambda action, by: actions.change(
        planned=action, text="Ask again", stage="", owner=by, due_on=DAY, by=by, at=NOW
    ),
    "begin": lambda action, by: actions.begin(planned=action, by=by, at=NOW),
    "complete": lambda action, by: actions.complete(planned=action, outcome="Yes", by=by, at=NOW),
    "drop": lambda action, by: actions.drop(planned=action, outcome="No", by=by, at=NOW),
    "reopen": lambda action, by: actions.reopen(planned=action, due_on=DAY, by=by, at=NOW),
}


@pytest.mark.parametrize("who", ["learning_lead", "colleague", "member", "auditor"])
@pytest.mark.parametrize("name", DO)
@pytest.mark.parametrize("state", ["planned", "begun", "done", "dropped"])
def test_action_moves_as_the_table_says(state, name, who, action, council, lead):
    action = in_state(action, state, lead)
    of_owner = {move.action for move in PLAN_MOVES if "owner" in move.who}
    may = who == "learning_lead" or (who == "colleague" and name in of_owner)
    move = next((m for m in PLAN_MOVES if (m.action, m.old) == (name, state)), None)

    try:
        now = DO[name](action, council.members[who]).status
    except (Refused, NotAllowed):
        now = None

    assert now == (move.new if move and may else None)


def test_every_state_of_an_action_can_be_left():
    for state in UNDONE:
        assert any(move.old == state and move.new not in UNDONE for move in PLAN_MOVES)


def test_owner_is_told_and_finds_it_on_their_list(action, council, letter_box):
    outbox.send_due(at=NOW)

    (mail,) = letter_box.to("colleague@strathbeg.example")
    assert mail["Subject"] == "By 18 December 2026: Ask what stops night staff"
    (work,) = waiting_for(council.colleague)
    assert (work.title, work.due_on) == ("Ask what stops night staff", date(2026, 12, 18))


def test_plan_form_wants_somebody_here_and_a_day_to_come(assessment, council, client):
    council.sign_in(client, "learning_lead")
    address = reverse("learning:plan_action", args=[assessment.public_id, "purpose"])
    day = {"due_on_day": "1", "due_on_month": "1", "due_on_year": "2020"}

    page = client.post(address, {"owner": "nobody@elsewhere.example", **day})

    assert errors_of(page) == {
        "text": "Say what will be done",
        "owner": "Nobody here has this e-mail address",
        "due_on": "The day must not have passed",
    }


def test_reason_for_doing_nothing_stands_until_something_is_planned(
    assessment, council, lead, client
):
    council.sign_in(client, "learning_lead")
    address = reverse("learning:no_action", args=[assessment.public_id, "learning"])
    client.post(address, {"reason": "The network changes in May."})

    page = client.get(reverse("learning:plan", args=[assessment.public_id]))
    assert "Nothing for now: The network changes in May." in page.content.decode()

    planned(assessment, council.colleague, by=lead, capability="learning")
    assert not NoAction.objects.exists()


def test_plan_goes_on_after_the_report_is_final(assessment, council, lead):
    for key in assessment.capabilities:
        actions.judge(assessment=assessment, capability=key, stage="", reason="", by=lead, at=NOW)
    assessment = actions.finish(assessment=assessment, by=lead, at=NOW)
    before = assessment.sha256

    action = planned(assessment, council.colleague, by=lead)
    actions.complete(planned=action, outcome="Done.", by=council.colleague, at=NOW)

    assessment.refresh_from_db()
    assert actions.hash_of(assessment.report) == assessment.sha256 == before


def test_nothing_is_planned_from_what_was_stopped(assessment, council, lead):
    actions.stop(assessment=assessment, reason="Reorganised", by=lead, at=NOW)

    with pytest.raises(Refused):
        planned(assessment, council.colleague, by=lead)


def test_finished_action_becomes_evidence_by_one_press(action, assessment, council, client):
    council.sign_in(client, "learning_lead")
    page = reverse("learning:planned_action", args=[action.public_id])
    press = reverse("learning:action_evidence", args=[action.public_id])
    client.post(press)
    assert not Evidence.objects.exists()  # it is not done
    actions.complete(
        planned=action, outcome="Eight of ten can now read.", by=council.colleague, at=NOW
    )
    assert "Keep it as evidence" in client.get(page).content.decode()

    client.post(press)
    client.post(press)

    kept = Evidence.objects.get()
    assert kept.text == "Ask what stops night staff\n\nEight of ten can now read."
    assert kept.dated_on == date(2026, 11, 18)
    assert sorted(queries.evidence_of(assessment)) == ["purpose_begun_1", "purpose_begun_2"]
    assert "Keep it as evidence" not in client.get(page).content.decode()


def test_dashboard_says_how_far_the_plan_is(action, assessment, council, lead, client):
    planned(assessment, council.member, by=lead, text="Open the tools")
    actions.complete(planned=action, outcome="Done.", by=lead, at=NOW)
    council.sign_in(client, "learning_lead")

    page = client.get(reverse("learning:index"))

    assert "1 action of 2 is done." in " ".join(page.content.decode().split())
    council.sign_in(client, "member")
    page = client.get(reverse("learning:index"))
    assert "How far the plan is" not in said_on(page, "h2")
    assert "You said you would" in said_on(page, "h2")


def on(day):
    """Ten in the morning."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


def reminded(purpose):
    mails = OutboxMail.objects.filter(purpose=f"learning/{purpose}").order_by("pk")
    return [(each.to.partition("@")[0], each.context["late"]) for each in mails]


def test_action_is_reminded_of_at_each_step_and_once_when_late(action, council):
    """From 18 November to 18 December: 21 working days, without St Andrew’s Day."""
    day, told = date(2026, 11, 18), []
    while day <= date(2027, 1, 29):
        for _twice in range(2):
            told += [day] * actions.remind(at=on(day))
        day += timedelta(days=1)

    assert told == [date(2026, 12, 4), date(2026, 12, 14), *[date(2026, 12, 21)] * 2]
    assert reminded("action_reminder") == [
        ("colleague", False),
        ("colleague", False),
        ("colleague", True),
        ("learning_lead", True),
    ]


def test_team_is_reminded_of_its_day(assessment, council, lead):
    asked(assessment, council.colleague, by=lead, team="Archives")  # until 9 December

    actions.remind(at=on(date(2026, 12, 1)))
    actions.remind(at=on(date(2026, 12, 10)))
    actions.remind(at=on(date(2026, 12, 11)))

    assert reminded("share_reminder") == [
        ("colleague", False),
        ("colleague", True),
        ("learning_lead", True),
    ]


def test_done_and_sent_things_remind_nobody(action, assessment, council, lead):
    actions.complete(planned=action, outcome="Done.", by=lead, at=NOW)

    assert actions.remind(at=on(date(2027, 1, 29))) == 0


def test_another_day_begins_the_reminders_anew(action, council, lead):
    actions.remind(at=on(date(2026, 12, 21)))
    given = {"text": action.text, "stage": "", "owner": council.colleague}

    actions.change(
        planned=action, **given, due_on=date(2027, 3, 1), by=lead, at=on(date(2026, 12, 22))
    )

    assert actions.remind(at=on(date(2026, 12, 23))) == 0
    assert actions.remind(at=on(date(2027, 3, 2))) == 2


def test_plan_page_takes_as_many_queries_for_many_actions(
    action, assessment, council, lead, client, django_assert_num_queries
):
    council.sign_in(client, "learning_lead")
    pages = [reverse("learning:plan", args=[assessment.public_id]), reverse("learning:index")]
    for page, number in zip(pages, (7, 9), strict=True):
        client.get(page)
        with django_assert_num_queries(number):
            client.get(page)
    for number in range(5):
        planned(assessment, council.member, by=lead, text=f"Action {number}")

    for page, number in zip(pages, (7, 9), strict=True):
        with django_assert_num_queries(number):
            client.get(page)
