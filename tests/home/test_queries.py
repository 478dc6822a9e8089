from datetime import date, timedelta

import pytest
from django.utils import timezone

from mercat.home import case_work, queries
from mercat.organisations.models import MembershipRole
from mercat.organisations.queries import active_memberships
from mercat.passports import actions
from tests.passports.test_assessment import assess

DAY = timedelta(days=1)
TITLE = "Strathbeg Archives on Instagram"


def waiting_for(council, name):
    (membership,) = active_memberships(council.members[name].person)
    return queries.waiting_for(membership)


def said(work):
    return [(each.title, each.what, each.due_on) for each in work]


def case_page(application, page=""):
    return f"/passports/applications/{application.public_id}/{page}"


@pytest.mark.parametrize("status", ["draft", "submitted", "in_panel", "decided", "released"])
def test_waiting_for_people_without_a_part_is_nothing(council, status):
    council.case(status)
    names = ["colleague", "member", "administrator", "keeper", "auditor"]

    assert [name for name in names if waiting_for(council, name)] == []


def test_waiting_for_clerk_is_a_case_sent(council):
    application = council.case("submitted")

    (work,) = waiting_for(council, "clerk")

    assert (work.title, work.what, work.due_on, work.url) == (
        TITLE,
        "Put it before the panel",
        date(2026, 12, 3),
        case_page(application),
    )


def test_waiting_for_clerk_is_a_letter_to_release(council):
    application = council.case("decided")

    (work,) = waiting_for(council, "clerk")

    assert (work.what, work.url) == ("Release the letter", case_page(application, "release/"))


@pytest.mark.parametrize(
    ("name", "what"),
    [("chair", "Record what the panel agreed"), ("panel_member", "Join the discussion")],
)
def test_waiting_for_the_panel_is_a_case_that_is_open(council, name, what):
    application = council.case("in_panel")

    (work,) = waiting_for(council, name)

    assert (work.title, work.what, work.url) == (TITLE, what, case_page(application))


def test_waiting_for_a_chair_who_is_a_member_too_is_each_case_once(council):
    MembershipRole.objects.create(membership=council.chair, role="panel_member")
    council.case("in_panel")

    assert [work.what for work in waiting_for(council, "chair")] == ["Record what the panel agreed"]


def test_waiting_for_manager_is_a_view_until_it_is_given(council, at):
    application = council.case("submitted")

    before = waiting_for(council, "manager")
    actions.give_view(
        manager_view=application.manager_view,
        view="support",
        text="",
        by=council.manager,
        at=at,
    )

    (work,) = before
    assert (work.title, work.what, work.due_on, work.url) == (
        f"Applicant: {TITLE}",
        "Your view, as their manager",
        date(2026, 11, 25),
        case_page(application, "view/"),
    )
    assert waiting_for(council, "manager") == []


def test_waiting_for_applicant_is_a_question(council, at):
    application = council.case("in_panel")
    actions.ask(application=application, question="Who?", by=council.chair, at=at)

    (work,) = waiting_for(council, "applicant")

    assert (work.title, work.what, work.due_on, work.url, work.tone) == (
        TITLE,
        "We need something from you",
        date(2026, 12, 3),
        case_page(application),
        "stop",
    )


def test_waiting_for_clerk_is_never_their_own_case(council):
    MembershipRole.objects.create(membership=council.applicant, role="clerk")
    council.case("submitted")

    assert waiting_for(council, "applicant") == []


def test_waiting_for_clerk_of_another_organisation_is_nothing(council, outside):
    council.case("submitted")

    assert waiting_for(outside, "clerk") == []


def test_waiting_for_somebody_with_three_parts_is_in_the_order_of_days(council, at):
    manager = council.manager
    for role in ("clerk", "chair"):
        MembershipRole.objects.create(membership=manager, role=role)
    council.case("submitted", at=at + DAY)
    council.case("decided", at=at)
    council.case("in_panel", at=at - DAY)

    work = waiting_for(council, "manager")

    days = [each.due_on for each in work]
    assert days == sorted(days)
    assert [each.what for each in work] == [
        "Your view, as their manager",
        "Your view, as their manager",
        "Your view, as their manager",
        "Record what the panel agreed",
        "Release the letter",
        "Put it before the panel",
    ]


@pytest.mark.parametrize(
    ("status", "row", "url"),
    [
        ("submitted", ("2 more cases that came in", "Put them before the panel together"), "open"),
        ("decided", ("2 more letters to release", "Release them together"), "release"),
    ],
)
def test_waiting_for_clerk_of_many_cases_is_a_few_of_them_and_the_way_to_all(
    council, at, status, row, url
):
    for number in range(7):
        council.case(status, at=at + number * DAY)

    work = waiting_for(council, "clerk")

    assert len(work) == 6
    assert (work[-1].title, work[-1].what) == row
    assert work[-1].url == f"/passports/together/{url}/"
    days = [each.due_on for each in work]
    assert days == sorted(days)


def test_waiting_for_clerk_of_more_than_go_together_says_so(council, monkeypatch):
    monkeypatch.setattr(case_work, "MOST_TOGETHER", 6)
    for _number in range(8):
        council.case("submitted")

    assert waiting_for(council, "clerk")[-1].title == "2 more cases that came in, or more"


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (30, True)])
def test_waiting_for_clerk_says_what_is_overdue(council, days, is_late):
    council.case("submitted", at=timezone.now() - days * DAY)

    assert [work.is_late for work in waiting_for(council, "clerk")] == [is_late]


def test_waiting_for_adviser_is_a_case_of_which_communications_has_said_nothing(council, at):
    application = council.case("in_panel")

    (work,) = waiting_for(council, "adviser")
    assess(application, council)

    assert (work.what, work.url) == (
        "Say what communications thinks of it",
        case_page(application, "assess/"),
    )
    assert waiting_for(council, "adviser") == []


def test_waiting_for_a_member_ends_when_they_have_spoken_of_this_version(council, at):
    application = council.case("in_panel", at=at - DAY)
    actions.discuss(application=application, text="Yes.", by=council.panel_member, at=at)

    spoken = waiting_for(council, "panel_member")
    actions.ask(application=application, question="Who?", by=council.chair, at=at)
    application.refresh_from_db()
    answer = {"declarations": ["policy", "belongs", "manager"], "by": council.applicant}
    actions.answer(application=application, **answer, at=at + DAY)

    assert spoken == []
    assert [each.what for each in waiting_for(council, "panel_member")] == ["Join the discussion"]


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_for_clerk_and_chair_costs_few_queries(council, count, django_assert_num_queries):
    MembershipRole.objects.create(membership=council.clerk, role="chair")
    for status in ("submitted", "in_panel", "decided") * count:
        council.case(status)
    (membership,) = list(active_memberships(council.clerk.person))

    with django_assert_num_queries(24):
        work = queries.waiting_for(membership)

    assert len(work) == 3 * count


def test_own_applications_are_ones_own_the_newest_first(council, at):
    older, newer = council.case("released", at=at - DAY), council.case("draft", at=at)

    own = queries.own_applications(council.applicant)

    assert own == [newer, older]
    assert queries.own_applications(council.clerk) == []
