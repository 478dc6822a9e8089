"""Earlier cases and accounts that are like a case."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mercat.passports import actions, queries
from mercat.passports.actions.likening import MOST_ASKED, stems
from mercat.passports.models import CaseWords, Likeness
from tests.factories import AccountFactory
from tests.factories.council import NOW, decide
from tests.passports.views.reading import said_on

FAMILY = {
    "account_name": "Strathbeg Records",
    "account": "instagram.com/strathbeg.records",
    "purpose": "Help family historians to find parish registers",
    "audience": "Genealogists who write to us",
}
ROADS = {
    "account_name": "Winter roads",
    "account": "facebook.com/strathbegwinter",
    "purpose": "Say which streets are gritted",
    "audience": "Drivers and cyclists",
}


def later(days):
    return NOW + timedelta(days=days)


def similar(council, application, part="chair"):
    return [str(each) for each in queries.similar_cases(council.members[part], application)]


@pytest.fixture
def cases(council):
    """One about roads and one for family historians, both released; then another like the first."""
    roads = council.case("released", **ROADS)
    family = council.case("released", at=later(1), **FAMILY)
    new = council.case("in_panel", at=later(2), purpose="Answer family historians and genealogists")
    actions.compare_cases(at=later(2))
    return roads, family, new


def test_earlier_case_of_the_same_purpose_is_found_and_another_is_not(council, cases):
    roads, family, new = cases

    assert similar(council, new) == [str(family)]
    assert similar(council, family) == []
    assert similar(council, roads) == []


def test_nothing_is_compared_twice_until_a_new_version_comes(council, cases):
    assert actions.compare_cases(at=NOW) == 0

    actions.ask(application=cases[2], question="How?", by=council.clerk, at=later(3))
    actions.answer(
        application=cases[2],
        declarations=["policy", "belongs", "manager"],
        shows_name=False,
        by=council.applicant,
        at=later(4),
    )

    assert actions.compare_cases(at=later(4)) == 1
    assert similar(council, cases[2]) == [str(cases[1])]


def test_cases_of_another_organisation_are_never_alike(council, outside):
    outside.case("released", **FAMILY)
    here = council.case("in_panel", at=later(1), **FAMILY)
    AccountFactory(organisation=outside.organisation, purpose="Family historians, parish registers")

    actions.compare_cases(at=later(1))

    assert similar(council, here) == []
    assert list(queries.similar_accounts(here)) == []


def test_whoever_steps_out_of_the_earlier_case_does_not_see_it(council, cases):
    _, family, new = cases
    family.seats.filter(person=council.chair.person).update(steps_out=True)

    assert similar(council, new) == []
    assert similar(council, new, "panel_member") == [str(family)]


def test_precedents_say_what_became_of_them_and_when(council, client, cases):
    council.sign_in(client, "chair")

    page = client.get(reverse("passports:application", args=[cases[2].public_id]))

    assert "Approve: 1 case (2026)" in said_on(page, "main//li")
    assert "Strathbeg Records on Instagram" in said_on(page, "main//th")


def test_a_decision_that_is_not_released_is_no_precedent(council):
    earlier = council.case("in_panel", **FAMILY)
    decide(earlier, by=council.chair, at=NOW, outcome="declined")
    new = council.case("in_panel", at=later(1), **FAMILY)
    actions.compare_cases(at=later(1))

    found = queries.similar_cases(council.clerk, new)

    assert [str(each) for each in found] == [str(earlier)]
    assert queries.precedents(found) == []


def test_accounts_for_the_same_people_are_found(council, client):
    for name, purpose in (
        ("Strathbeg Genealogy", "Family historians ask about parish registers"),
        ("Gritters", "Which roads are gritted"),
    ):
        AccountFactory(organisation=council.organisation, name=name, purpose=purpose)
    closed = AccountFactory(
        organisation=council.organisation, name="Old", purpose=FAMILY["purpose"]
    )
    closed.status = "closed_parked"
    closed.save()
    case = council.case("in_panel", **FAMILY)

    actions.compare_cases(at=NOW)

    assert [each.name for each in queries.similar_accounts(case)] == ["Strathbeg Genealogy"]
    council.sign_in(client, "panel_member")
    page = client.get(reverse("passports:application", args=[case.public_id]))
    assert said_on(page, "main//ul/li[a[contains(@href, 'accounts')]]") == [
        "Strathbeg Genealogy on Facebook: Family historians ask about parish registers"
    ]


def test_cases_to_learn_are_not_compared(council):
    actions.learn(
        answers={"purpose": "Read", "tools": "LinkedIn", "brings": "Ideas"},
        declarations=["policy"],
        by=council.member,
        at=NOW,
    )

    assert (CaseWords.objects.count(), actions.compare_cases(at=NOW)) == (0, 0)
    assert Likeness.objects.count() == 0


def test_stems_are_the_telling_words_each_once():
    assert stems("Archives, archives and the ARCHIVE for über-parishes 2026") == [
        "archive",
        "uber",
        "parishe",
    ]


@given(st.text(max_size=3000))
def test_stems_of_any_text_are_few_and_plain(text):
    found = stems(text)

    assert len(found) <= MOST_ASKED
    assert all(each.isalnum() and each == each.lower() for each in found)
