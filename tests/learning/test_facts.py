"""What the system counts, and what it keeps to itself."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from mercat.common.refusals import Refused
from mercat.learning import actions, facts, frameworks, queries
from mercat.learning.frameworks.facts import FACTS
from mercat.learning.models import DepartmentFact, Evidence, Fact
from tests.factories.council import NOW
from tests.factories.models import AccountFactory, DepartmentFactory
from tests.learning.addresses import assessed, small
from tests.passports.views.reading import said_on

TODAY = date(2026, 11, 18)


def accounts(council, count, **changed):
    return [
        AccountFactory(organisation=council.organisation, status="active", **changed)
        for _ in range(count)
    ]


def counted(council, key):
    found = facts.counted(council.organisation, on=TODAY)[key]
    return found.number, found.of


def test_every_fact_that_a_framework_may_name_is_counted():
    assert set(facts.WAYS) == set(FACTS)


def test_shares_count_accounts_in_use_alone(council):
    accounts(council, 4, administrator_count=2, mailbox="us@strathbeg.example")
    accounts(council, 2, administrator_count=1, second_factor="on", purpose={"en": "Why"})
    accounts(council, 1, administrator_count=2, second_factor="none")
    AccountFactory(organisation=council.organisation, status="proposed", administrator_count=2)
    AccountFactory(status="active", administrator_count=2)  # another organisation's

    assert counted(council, "accounts_two_administrators") == (5, 7)
    assert counted(council, "accounts_second_step") == (2, 6)
    assert counted(council, "accounts_team_mailbox") == (4, 7)


def test_accounts_with_a_purpose(council):
    accounts(council, 2, purpose={"en": "Answer"})
    accounts(council, 1, purpose={})

    assert counted(council, "accounts_purpose") == (2, 3)


def test_days_to_decide_is_the_median_of_the_last_year(council):
    assert counted(council, "days_to_decide") == (None, 0)
    long_ago = council.case("decided", at=NOW - timedelta(days=500))
    long_ago.decisions.update(decided_at=NOW - timedelta(days=450))
    for days in (2, 4, 9):
        application = council.case("decided", at=NOW - timedelta(days=20))
        application.decisions.update(decided_at=application.submitted_at + timedelta(days=days))

    assert counted(council, "days_to_decide") == (4, 3)


def test_counting_again_says_the_same_and_keeps_one_row(council):
    accounts(council, 6, administrator_count=2)
    actions.count_facts(by=council.learning_lead, at=NOW)
    before = list(Fact.objects.order_by("key").values("key", "number", "of", "on", "query"))

    actions.count_facts(by=council.learning_lead, at=NOW + timedelta(hours=1))

    assert list(Fact.objects.order_by("key").values("key", "number", "of", "on", "query")) == before
    assert len(before) == len(FACTS)


def test_counting_on_another_day_keeps_both(council):
    actions.count_facts(by=council.learning_lead, at=NOW)
    accounts(council, 6, administrator_count=2)
    actions.count_facts(by=council.learning_lead, at=NOW + timedelta(days=1))

    kept = Fact.objects.filter(key="accounts_two_administrators").order_by("on")
    assert [each.of for each in kept] == [0, 6]
    now = queries.facts_of(council.organisation)["accounts_two_administrators"]
    assert (now.on, now.of) == (date(2026, 11, 19), 6)


@pytest.mark.parametrize(
    ("number", "of", "told"),
    [
        (0, 0, "nothing to count"),
        (1, 4, "fewer than five to count, so we do not say"),
        (4, 5, "80 % of 5"),
        (0, 5, "0 % of 5"),
    ],
)
def test_fewer_than_five_are_not_told(council, number, of, told):
    fact = Fact(key="advice_answered", number=number, of=of, on=TODAY, query=1)

    assert queries.fact_shown(fact)["value"] == told
    assert (queries.fact_shown(fact)["number"] is None) == (0 < of < 5)


def test_small_counts_stand_in_no_page_and_no_report(council, client):
    accounts(council, 4, purpose={"en": "Why"})
    assessment = assessed(council)
    council.sign_in(client, "learning_lead")

    page = client.get(reverse("learning:judge", args=[assessment.public_id, "purpose"]))

    assert "fewer than five to count" in page.content.decode()
    report = queries.report(assessment, on=TODAY)
    of_purpose = report["capabilities"][0]["indicators"][0]["facts"]
    assert [(each["number"], each["of"]) for each in of_purpose] == [(None, None)]


def test_facts_stand_beside_the_answers_with_their_day(council, client):
    accounts(council, 5, purpose={"en": "Why"})
    assessment = assessed(council)
    council.sign_in(client, "learning_lead")

    page = client.get(reverse("learning:judge", args=[assessment.public_id, "purpose"]))

    said = page.content.decode()
    assert "<b>100 % of 5</b>, counted on 18 November 2026" in said
    assert "Accounts in use with a purpose on record" in said_on(page, "th")


def test_fact_becomes_evidence_by_one_press_as_it_stands(council, client):
    accounts(council, 5, purpose={"en": "Why"})
    assessment = assessed(council)
    council.sign_in(client, "learning_lead")
    address = reverse(
        "learning:use_fact", args=[assessment.public_id, "purpose", "accounts_purpose"]
    )

    client.post(address)
    client.post(address)

    kept = Evidence.objects.get()
    assert (kept.kind, kept.dated_on) == ("fact", TODAY)
    assert kept.text == (
        "Accounts in use with a purpose on record: 100 % of 5, counted on 18 November 2026."
    )
    assert list(queries.evidence_of(assessment)) == ["purpose_begun_1"]


def test_hidden_fact_becomes_no_evidence(council):
    accounts(council, 3, purpose={"en": "Why"})
    assessment = assessed(council)
    capability = assessment.version.data.capability("purpose")

    with pytest.raises(Refused):
        actions.use_fact(
            assessment=assessment,
            capability=capability,
            key="accounts_purpose",
            by=council.learning_lead,
            at=NOW,
        )

    assert not Evidence.objects.exists()


def test_unknown_fact_has_its_line(db):
    text = small().text.replace("facts: [accounts_purpose]", "facts: [moon_phase]")

    (fault,) = frameworks.check(text).faults

    assert text.splitlines()[fault.line - 1].strip() == "facts: [moon_phase]"
    assert "accounts_purpose" in fault.sentence


def test_facts_speak_for_the_organisation_alone_and_once(db):
    text = small().text.replace(
        "facts: [accounts_purpose]", "facts: [accounts_purpose, accounts_purpose]"
    )
    text = text.replace("audience: worker", "audience: worker\n        facts: [accounts_backup]", 1)

    assert [each.sentence for each in frameworks.check(text).faults] == [
        "“accounts_purpose” stands twice.",
        "Facts are for indicators of the organisation alone.",
    ]


# Of a department.


@pytest.fixture
def below(council):
    return DepartmentFactory(organisation=council.organisation, parent=council.department)


def of_department(council):
    found = facts.counted_of(council.department, on=TODAY)["accounts_two_administrators"]
    return found.number, found.of


def begun(council):
    given = {"title": "Archives", "department": council.department, "target": ""}
    return actions.start(
        version=small(),
        **given,
        starts_on=TODAY,
        ends_on=TODAY,
        capabilities=["purpose", "keys"],
        by=council.learning_lead,
        at=NOW,
    )


def test_department_counts_with_those_below_it(council, below):
    accounts(council, 6, administrator_count=2, department=council.department)
    accounts(council, 2, administrator_count=1, department=below)
    accounts(council, 5, administrator_count=2)

    assert of_department(council) == (6, 8)
    assert counted(council, "accounts_two_administrators") == (11, 13)


def test_facts_stand_beside_a_departments_answers_and_become_its_evidence(council, client):
    accounts(council, 6, administrator_count=2, department=council.department)
    accounts(council, 4, administrator_count=1, department=council.department)
    accounts(council, 6, administrator_count=1)
    assessment = begun(council)
    council.sign_in(client, "learning_lead")
    address = reverse("learning:judge", args=[assessment.public_id, "keys"])

    page = client.get(address).content.decode()
    shown = queries.facts_about(assessment)
    client.post(
        reverse(
            "learning:use_fact",
            args=[assessment.public_id, "keys", "accounts_two_administrators"],
        )
    )

    assert "60 % of 10" in page
    assert str(council.department) in page
    other = client.get(reverse("learning:judge", args=[assessment.public_id, "purpose"]))
    assert "The whole organisation" in other.content.decode()  # of facts that no department has
    assert shown["advice_answered"].department is None
    name = council.department
    assert f"administrators ({name}): 60 % of 10, counted on" in Evidence.objects.get().text


@pytest.mark.parametrize("others", [1, 4])
def test_department_is_not_told_where_the_rest_are_fewer_than_five(council, others):
    accounts(council, 6, department=council.department)
    accounts(council, others)

    fact = queries.facts_about(begun(council))["accounts_two_administrators"]

    assert (fact.of, fact.rest) == (6, others)
    assert queries.fact_shown(fact)["value"] == "fewer than five to count, so we do not say"
    assert queries.fact_shown(fact)["of"] is None


def test_department_that_is_the_whole_is_told(council):
    accounts(council, 6, administrator_count=2, department=council.department)

    fact = queries.facts_about(begun(council))["accounts_two_administrators"]

    assert queries.fact_shown(fact)["value"] == "100 % of 6"


def test_department_is_counted_anew_once_a_day(council):
    assessment = begun(council)
    accounts(council, 6, administrator_count=2, department=council.department)
    given = {"department": council.department, "by": council.learning_lead}
    actions.count_facts(**given, at=NOW + timedelta(hours=1))

    assert DepartmentFact.objects.count() == len(facts.OF_DEPARTMENTS)
    assert queries.facts_about(assessment)["accounts_two_administrators"].of == 6
