"""Where everything stands and how long it takes, for clerk and chair."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.actions.board import FEWEST, figures
from mercat.passports.models import Application, Pace, StageTally
from tests.factories.council import NOW, decide
from tests.passports.states import give_roles, in_state
from tests.passports.views.reading import said_on

DAY = timedelta(days=1)
BOARD = reverse("passports:board")


def walk(council, *, wait, panel, letter, **changed):
    """A case that took so many days for each stage; its letter went out now."""
    released = NOW
    decided = released - letter * DAY
    opened = decided - panel * DAY
    application = council.case("submitted", at=opened - wait * DAY)
    actions.open_case(application=application, by=council.clerk, at=opened)
    decide(application, by=council.chair, at=decided, **changed)
    actions.release(application=application, text="Yes.", by=council.clerk, at=released)
    return application


def paces(measure="stage"):
    rows = Pace.objects.filter(measure=measure)
    return {row.key: (row.cases, row.median, row.ninetieth) for row in rows}


@given(st.lists(st.integers(min_value=0, max_value=400), min_size=FEWEST, max_size=60))
def test_nine_in_ten_lie_at_or_below_the_ninetieth(days):
    found = figures(days)

    assert sum(each <= found["ninetieth"] for each in days) >= 0.9 * len(days)
    assert min(days) <= found["median"] <= found["ninetieth"] <= max(days)


def test_figures_of_too_few_are_none():
    assert figures([1, 2, 3, 4]) == {"cases": 4, "median": None, "ninetieth": None}
    assert figures([1, 2, 3, 4, 100]) == {"cases": 5, "median": 3, "ninetieth": 100}


def test_stages_are_measured_in_days(council):
    for wait in (1, 2, 3, 4, 20):
        walk(council, wait=wait, panel=5, letter=1, outcome="declined")

    actions.count_panel(at=NOW)

    assert paces() == {
        "wait": (5, 3, 20),
        "panel": (5, 5, 5),
        "letter": (5, 1, 1),
        "all": (5, 9, 26),
    }
    assert paces("outcome") == {"declined": (5, 9, 26)}
    assert paces("department") == {council.department.public_id: (5, 9, 26)}


def test_what_was_released_long_ago_or_decided_by_a_rule_is_not_counted(council):
    walk(council, wait=1, panel=1, letter=1, outcome="declined")
    actions.learn(
        answers={"purpose": "Read", "tools": "LinkedIn", "brings": "Ideas"},
        declarations=["policy"],
        by=council.member,
        at=NOW,
    )
    actions.count_panel(at=NOW + 366 * DAY)

    assert Pace.objects.count() == 0


def test_tallies_count_what_stands_where_and_what_is_late(council, outside):
    for state in ("draft", "submitted", "in_panel", "in_panel", "decided", "withdrawn"):
        in_state(council, state)
    in_state(outside, "submitted")
    late = Application.objects.filter(status="in_panel").first()
    Application.objects.filter(pk=late.pk).update(due_on=(NOW - DAY).date())

    actions.count_panel(at=NOW)

    rows = StageTally.objects.filter(organisation=council.organisation)
    assert {row.status: (row.count, row.overdue) for row in rows} == {
        "submitted": (1, 0),
        "in_panel": (2, 1),
        "decided": (1, 0),
    }
    assert StageTally.objects.count() == 4


@pytest.mark.parametrize("part", ["clerk", "chair", "auditor"])
def test_board_shows_the_case_due_first_at_the_top_and_marks_what_is_late(part, council, client):
    for name, days in (("Second", 5), ("First", -5)):
        case = council.case("in_panel", account_name=name)
        Application.objects.filter(pk=case.pk).update(due_on=(NOW + days * DAY).date())
    actions.count_panel(at=NOW)
    council.sign_in(client, part)

    page = client.get(BOARD)

    titles = said_on(page, "main//th/a[contains(@href, 'applications')]")
    assert titles == ["First on Instagram", "Second on Instagram"]
    assert "With the panel 2 1 overdue" in said_on(page, "main//h2")


@pytest.mark.parametrize("part", ["member", "panel_member", "adviser", "applicant"])
def test_board_is_not_for_others(part, council, client):
    council.sign_in(client, part)

    for name, more in (("board", []), ("board_csv", []), ("board_column", ["in_panel"])):
        assert client.get(reverse(f"passports:{name}", args=more)).status_code == 403


def test_board_shows_and_counts_nothing_that_its_reader_leaves_to_others(council, client):
    give_roles(council.applicant, Role.CLERK)
    own = council.case("decided", account_name="CANARY")
    left = council.case("in_panel", account_name="CANARY")
    left.seats.filter(person=council.chair.person).update(steps_out=True)
    actions.count_panel(at=NOW)

    for part, counts in (("applicant", (0, 0)), ("chair", (0, 1)), ("clerk", (1, 1))):
        council.sign_in(client, part)
        page = client.get(BOARD)
        headings = said_on(page, "main//h2")
        assert f"With the panel {counts[0]}" in " ".join(headings)
        assert f"Decided, not yet released {counts[1]}" in " ".join(headings)
        assert page.content.decode().count("CANARY") == sum(counts)
    assert own.status == "decided"


def test_board_with_few_cases_gives_no_figures_and_says_so(council, client):
    walk(council, wait=1, panel=1, letter=1, outcome="declined")
    actions.count_panel(at=NOW)
    council.sign_in(client, "chair")

    page = client.get(BOARD).content.decode()
    csv = b"".join(client.get(reverse("passports:board_csv"))).decode()

    assert "fewer than 5" in page
    assert " days</td>" not in page
    assert "outcome,Decline,fewer than 5,,\r\n" in csv


def test_csv_has_the_figures_of_the_page(council, client):
    council.department.name = "=Archives"
    council.department.save()
    for _ in range(FEWEST):
        walk(council, wait=1, panel=5, letter=1, outcome="declined")
    actions.count_panel(at=NOW)
    council.sign_in(client, "clerk")

    answer = client.get(reverse("passports:board_csv"))
    lines = b"".join(answer).decode().splitlines()

    assert answer.headers["Content-Disposition"].startswith(
        'attachment; filename="strathbeg-panel-'
    )
    assert "stage,From sending to the letter,5,7,7" in lines
    assert "department,'=Archives,5,7,7" in lines


@pytest.mark.parametrize("count", [1, 12])
def test_board_costs_the_same_for_one_case_and_twelve(
    count, council, client, django_assert_num_queries
):
    for _ in range(count):
        council.case("in_panel")
    actions.count_panel(at=NOW)
    council.sign_in(client, "chair")

    with django_assert_num_queries(15):
        page = client.get(BOARD)
    with django_assert_num_queries(5):
        column = client.get(reverse("passports:board_column", args=["in_panel"]))

    assert len(said_on(page, "main//th/a[contains(@href, 'applications')]")) == min(count, 10)
    assert len(said_on(column, "main//th/a[contains(@href, 'applications')]")) == count


def test_column_of_no_state_is_not_there(council, client):
    council.sign_in(client, "clerk")

    assert client.get(reverse("passports:board_column", args=["released"])).status_code == 404


def test_board_with_nothing_says_what_comes(council, client):
    council.sign_in(client, "clerk")

    page = client.get(BOARD).content.decode()

    assert "Nothing stands here now." in page
    assert "No letter went out yet" in page


def test_board_begins_with_how_many_stand_where_and_leads_on(council, client):
    for state in ("submitted", "submitted", "decided"):
        in_state(council, state)
    actions.count_panel(at=NOW + 60 * DAY)
    council.sign_in(client, "clerk")

    page = client.get(BOARD)

    numbers = [tuple(each["status"] for each in page.context["columns"] if each["overdue"])]
    assert numbers == [("submitted", "decided")]
    bars = {each["status"]: (each["bar"], each["late"]) for each in page.context["columns"]}
    assert (bars["submitted"], bars["decided"]) == ((200, 200), (100, 100))
    assert said_on(page, "main//p/a") == [
        "How long it takes",
        "Put cases before the panel",
        "Release letters",
    ]
