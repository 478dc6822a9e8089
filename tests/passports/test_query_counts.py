"""Each page of the panel asks the database as often for one case as for four, and how often."""

import pytest
from django.urls import reverse

from mercat.passports import actions
from mercat.passports.models import Condition
from tests.factories.council import NOW, decide
from tests.passports.full_panel import cast, votes_now
from tests.passports.meetings import named, plan
from tests.passports.states import DAY


def url(name, *about):
    return reverse(f"passports:{name}", args=[each.public_id for each in about])


# Each makes one more case as it has to be, and says where its page is.
def in_panel(name):
    return lambda council, number: url(name, named(council, f"Case{number}"))


def voted(name):
    def make(council, number):
        if number == 0:
            votes_now(council)
        case = named(council, f"Case{number}")
        case.seats.update(interest_said=name != "interest")
        if name == "decide":
            cast(case, "support", by=council.chair)
        return url(name, case)

    return make


def decided(council, number):
    return url("release", named(council, f"Case{number}", "decided"))


def released(council, number):
    return url("correct", named(council, f"Case{number}", "released"))


def granted(council, number):
    named(council, f"Case{number}", "released")
    return url("held")


def with_condition(council, number):
    case = named(council, f"Case{number}", "released")
    decision = case.decisions.get()
    Condition.objects.create(
        organisation=council.organisation,
        decision=decision,
        number=1,
        text="Publish house rules",
        due_on=(NOW + 30 * DAY).date(),
    )
    return url("conditions")


def taken_back(council, number):
    passport = named(council, f"Case{number}", "released").passport
    given = {"passport": passport, "reasons": "Posts outside the rules.", "by": council.chair}
    return url("revocation", actions.give_reasons(**given, at=NOW))


def to_add(council, number):
    meeting = plan(council, days=number + 1)
    named(council, f"Case{number}")
    return url("add_items", meeting)


def attended(council, number):
    return url("attendance", plan(council, days=number + 1))


def in_calendar(council, number):
    named(council, f"Case{number}")
    secret = actions.make_calendar(by=council.panel_member, at=NOW)
    return reverse("passports:calendar", args=[secret])


def told(council, number):
    case = named(council, f"Case{number}")
    decide(case, by=council.chair, at=NOW)
    actions.release(application=case, text="Yes.", by=council.clerk, at=NOW)
    actions.count_panel(at=NOW + DAY)
    return url("board_csv")


def met(council, number):
    plan(council, days=number + 1)
    return url("meetings")


def at_work(council, number):
    if number == 0:
        votes_now(council)
    named(council, f"Case{number}")
    return reverse("home:dashboard")


def drafted(council, number):
    """What the panel sees of a policy that is being written, with cases under the old one."""
    named(council, f"Case{number}")
    actions.draft_policy(terms={"validity_months": 6}, by=council.administrator, at=NOW)
    return url("preview_policy")


PAGES = {
    "case": (in_panel("application"), "chair", 25),
    "decide": (in_panel("decide"), "chair", 9),
    "ask": (in_panel("ask"), "clerk", 6),
    "assess": (in_panel("assess"), "adviser", 11),
    "interests": (in_panel("set_interest"), "clerk", 8),
    "vote": (voted("vote"), "panel_member", 15),
    "interest": (voted("interest"), "panel_member", 7),
    "decide by votes": (voted("decide"), "chair", 19),
    "release": (decided, "clerk", 8),
    "correct": (released, "chair", 10),
    "passports held": (granted, "chair", 5),
    "conditions": (with_condition, "clerk", 5),
    "revocation": (taken_back, "chair", 7),
    "add to agenda": (to_add, "clerk", 6),
    "attendance": (attended, "clerk", 7),
    "calendar": (in_calendar, None, 10),
    "board, CSV": (told, "chair", 4),
    "meetings": (met, "clerk", 6),
    "my panel work": (at_work, "panel_member", 22),
    "policy, preview": (drafted, "administrator", 8),
}


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize("name", PAGES)
def test_page_asks_as_often_for_one_case_as_for_four(
    name, count, council, client, django_assert_num_queries
):
    make, reader, queries = PAGES[name]
    for number in range(count):
        address = make(council, number)
    if reader:
        council.sign_in(client, reader)
    client.get(address)  # what is kept for a while is kept now

    with django_assert_num_queries(queries):
        answer = client.get(address)

    assert answer.status_code == 200
