from datetime import date, timedelta

import pytest

from mercat.home import queries
from mercat.organisations.models import MembershipRole
from mercat.organisations.queries import active_memberships
from mercat.passports import actions

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
    names = ["colleague", "member", "administrator", "keeper", "adviser", "auditor"]

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
