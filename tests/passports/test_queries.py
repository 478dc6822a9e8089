"""Who sees which application and passport, and that nobody sees more on any page."""

from typing import Any

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from mercat.organisations.roles import Role
from mercat.passports import actions, queries
from mercat.passports.models import PanelSeat
from tests.factories import AccountFactory, OrganisationFactory
from tests.factories.council import NOW, decide
from tests.passports.states import STATES, everybody, give_roles, in_state, passport_for

READERS = {"clerk", "chair", "panel_member", "adviser", "auditor"}
ANSWER, TALK, NOTE = "CANARY-ANSWER", "CANARY-TALK", "CANARY-NOTE"
APPS = ("home", "lookup", "passports", "register")


@pytest.mark.parametrize("state", STATES)
def test_seen_by_each_part_in_state(state, council, outside):
    in_state(council, state)
    people = everybody(council, outside)

    sees = {part for part, member in people.items() if queries.seen_by(member).exists()}

    assert sees == ({"applicant"} if state == "draft" else {"applicant", "manager", *READERS})


def test_seen_by_readers_leaves_out_a_draft_that_was_withdrawn(council):
    application = council.case("draft")
    actions.withdraw(application=application, reason="", by=council.applicant, at=NOW)

    assert queries.seen_by(council.clerk).count() == 0
    assert queries.seen_by(council.applicant).get() == application


def test_seen_by_one_who_steps_out_leaves_the_case_out(council):
    application = council.case("in_panel")
    application.seats.filter(person=council.panel_member.person).update(steps_out=True)

    assert queries.seen_by(council.panel_member).count() == 0
    assert queries.seen_by(council.chair).get() == application


def test_seen_by_a_manager_on_the_panel_counts_the_case_once(council):
    give_roles(council.manager, Role.PANEL_MEMBER)
    council.case("in_panel")

    assert queries.seen_by(council.manager).count() == 1


def test_waiting_leaves_out_ones_own_and_puts_the_first_due_on_top(council):
    give_roles(council.applicant, Role.CLERK)
    first = council.case("submitted")
    second = council.case("submitted", at=NOW.replace(day=25))

    assert list(queries.waiting(council.clerk, status="submitted")) == [first, second]
    assert list(queries.waiting(council.applicant, status="submitted")) == []


@pytest.mark.parametrize(
    ("state", "asked"), [("submitted", 1), ("in_panel", 1), ("withdrawn", 0), ("released", 0)]
)
def test_views_asked_of_a_manager_end_with_the_case(state, asked, council):
    in_state(council, state)

    found = queries.views_asked_of(council.manager.person, council.organisation)

    assert found.count() == asked


def test_own_applications_are_open_or_ended(council):
    draft, released = council.case("draft"), council.case("released")

    assert list(queries.open_own(council.applicant)) == [draft]
    assert list(queries.ended_own(council.applicant)) == [released]
    assert list(queries.open_own(council.clerk)) == []


def test_passports_seen_by_each_part(council, outside):
    council.case("released")
    people = everybody(council, outside)

    sees = {part for part, member in people.items() if queries.passports_seen_by(member).exists()}

    assert sees == {"applicant", "adviser", "clerk", "chair", "keeper", "auditor"}


def test_public_passports_are_those_of_verified_organisations(council):
    verified = council.case("released").passport
    hidden = AccountFactory(organisation=OrganisationFactory())
    passport_for(hidden, holder=council.member)

    assert list(queries.public_passports()) == [verified]


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ([], None),
        (["active"], None),
        (["expired"], "expired"),
        (["revoked"], "expired"),
        (["expired", "suspended"], "suspended"),
        (["expired", "active"], None),
    ],
)
def test_accounts_without_valid_passport_say_why(statuses, told, council):
    account = AccountFactory(organisation=council.organisation)
    for status in statuses:
        passport_for(account, holder=council.applicant, status=status)

    found = queries.accounts_without_valid_passport([account])

    assert found == ({account.pk: told} if told else {})


def addresses(**ids: Any) -> list[str]:
    """Every address of the pages below, with these ids wherever one goes."""
    found = []
    for name, converters in named(get_resolver().url_patterns):
        try:
            found.append(reverse(name, kwargs={key: ids.get(key, "nothing") for key in converters}))
        except NoReverseMatch:
            continue
    return found


def named(patterns: list[Any], space: str = "") -> list[tuple[str, list[str]]]:
    found = []
    for each in patterns:
        if hasattr(each, "url_patterns"):
            found += named(each.url_patterns, each.namespace or space)
        elif space in APPS:
            found.append((f"{space}:{each.name}", list(each.pattern.converters)))
    return found


def text_of(answer):
    """Downloads too."""
    return b"".join(answer).decode(errors="ignore")


def canaries_seen(client: Any, member: Any, pages: list[str]) -> set[str]:
    client.force_login(member.person)
    told = "".join(text_of(client.get(page)) for page in pages)
    return {canary for canary in (ANSWER, TALK, NOTE) if canary in told}


@pytest.fixture
def pages(council):
    """A case with something to hide in every state from the panel on, and all addresses."""
    give_roles(council.applicant, Role.PANEL_MEMBER)
    found = []
    for state in ("in_panel", "decided", "released"):
        found += addresses(**with_canaries(council, state))
    return sorted(set(found))


def with_canaries(council: Any, state: str) -> dict[str, str]:
    at = timezone.now()
    case = council.case("in_panel", at=at, risks=ANSWER, audience=ANSWER)
    actions.discuss(application=case, text=TALK, by=council.chair, at=at)
    if state != "in_panel":
        decide(case, by=council.chair, at=at, panel_note=NOTE)
    if state == "released":
        actions.release(application=case, text="Yes.", by=council.clerk, at=at)
    passport = getattr(case, "passport", None)
    return {
        "application_id": case.public_id,
        "section": "risks",
        "token": "nothing",
        "passport_id": passport.public_id if passport else "nothing",
        "person_id": case.applicant.public_id,
        "account_id": passport.account.public_id if passport else "nothing",
        "slug": council.organisation.slug,
    }


def test_canaries_are_on_the_pages_that_the_panel_reads(pages, council, client):
    assert len(pages) > 50
    assert canaries_seen(client, council.clerk, pages) == {ANSWER, TALK, NOTE}
    assert canaries_seen(client, council.auditor, pages) == {ANSWER, TALK, NOTE}


def test_canaries_of_the_panel_are_not_for_adviser_and_manager(pages, council, client):
    assert canaries_seen(client, council.adviser, pages) == {ANSWER}
    assert canaries_seen(client, council.manager, pages) == {ANSWER}


def test_canaries_of_the_panel_are_not_for_an_applicant_who_sits_on_it(pages, council, client):
    assert canaries_seen(client, council.applicant, pages) == {ANSWER}


def test_canaries_are_nowhere_for_a_panel_member_who_steps_out(pages, council, client):
    PanelSeat.objects.filter(person=council.panel_member.person).update(steps_out=True)

    # The account's audience stands on the register, which every member reads.
    cases = [page for page in pages if not page.startswith("/register/accounts/")]
    assert canaries_seen(client, council.panel_member, cases) == set()


def test_canaries_are_nowhere_for_a_plain_member(pages, council, client):
    cases = [page for page in pages if not page.startswith("/register/accounts/")]

    assert canaries_seen(client, council.member, cases) == set()


def test_canaries_are_nowhere_for_an_outsider(pages, outside, client):
    give_roles(outside.clerk, *Role)

    assert canaries_seen(client, outside.clerk, pages) == set()


def test_canaries_are_nowhere_for_nobody(pages, client):
    told = "".join(text_of(client.get(page)) for page in pages)

    assert [canary for canary in (ANSWER, TALK, NOTE) if canary in told] == []
