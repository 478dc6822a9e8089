from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from django.utils import timezone

from mercat.lookup import queries
from mercat.register import actions as register
from mercat.register.models import Publication
from tests.factories import OrganisationFactory
from tests.factories.council import NOW
from tests.lookup.claims import published

SPELLINGS = [
    "https://www.facebook.com/StrathbegFerries",
    "facebook.com/strathbegferries/",
    "HTTPS://M.FACEBOOK.COM/StrathbegFerries?ref=ts&fref=nf",
    "  fb.com/strathbegferries#about ",
]


@pytest.fixture
def ferries(council):
    return published(
        council.organisation, handle="StrathbegFerries", key="facebook:strathbegferries"
    )


def asked(text, platform=""):
    return queries.look_up(text, at=NOW, platform=platform)


@pytest.mark.parametrize("text", SPELLINGS)
def test_look_up_of_each_spelling_finds_the_account(text, ferries):
    found = asked(text)

    assert (found.answer, [claim.publication.account for claim in found.claims]) == (
        "official",
        [ferries],
    )


def test_look_up_of_a_name_with_its_platform_finds_the_account(ferries):
    assert asked("@StrathbegFerries", platform="facebook").answer == "official"


@pytest.mark.parametrize(
    ("text", "answer", "reason"),
    [
        ("facebook.com/StrathbegFerry", "not_registered", None),
        ("@ferries@social.strathbeg.scot", "not_registered", None),
        ("https://social.strathbeg.scot/@ferries", "not_registered", "maybe_fediverse"),
        ("faceb00k.com/StrathbegFerries", "lookalike", "lookalike"),
        ("facebook.com/StrathbegFerries/posts/123", "not_an_account", "post"),
        ("facebook.com/login", "not_an_account", "reserved_page"),
        ("https://bit.ly/abc", "not_an_account", "share_link"),
        ("hello world", "not_recognised", "not_a_url"),
        ("https://example.org/", "not_recognised", "unknown_site"),
        ("StrathbegFerries", "not_recognised", "needs_platform"),
        ("", "not_recognised", "empty"),
        ("x" * 10_000, "not_recognised", "too_long"),
        ("\0", "not_recognised", "not_a_url"),
    ],
)
def test_look_up_of_what_is_on_no_register(text, answer, reason, ferries):
    found = asked(text)

    assert (found.answer, found.reason, found.claims) == (answer, reason, ())


def test_look_up_of_a_candidate_that_is_registered_gives_no_reason(council):
    published(
        council.organisation,
        platform="mastodon",
        key="mastodon:ferries@social.strathbeg.scot",
        handle="ferries@social.strathbeg.scot",
        url="https://social.strathbeg.scot/@ferries",
    )

    spellings = ["https://social.strathbeg.scot/@ferries", "@Ferries@social.strathbeg.scot"]

    assert [(asked(text).answer, asked(text).reason) for text in spellings] == [
        ("official", None)
    ] * 2


ANSWERS = ("official", "own_account", "not_controlled", "was_official", "known_false")
COMBINED = {
    ("official", "own_account"): "official",
    ("official", "not_controlled"): "disputed",
    ("official", "was_official"): "official",
    ("official", "known_false"): "disputed",
    ("own_account", "not_controlled"): "disputed",
    ("own_account", "was_official"): "own_account",
    ("own_account", "known_false"): "disputed",
    ("not_controlled", "was_official"): "not_controlled",
    ("not_controlled", "known_false"): "not_controlled",
    ("was_official", "known_false"): "was_official",
}


@pytest.mark.parametrize("pair", list(permutations(ANSWERS, 2)))
def test_combined_answer_of_two_claims_in_either_order(pair):
    ordered = pair if pair in COMBINED else pair[::-1]

    assert queries.combined(pair) == COMBINED[ordered]


@pytest.mark.parametrize("answer", ANSWERS)
def test_combined_answer_of_one_claim_is_that_claim(answer):
    assert queries.combined([answer, answer]) == answer


def test_combined_answer_of_no_claim_is_not_registered():
    assert queries.combined([]) == "not_registered"


def both(council, outside, status):
    for each, its in ((council, "active"), (outside, status)):
        published(each.organisation, key="facebook:ferries", url=URL, status=its)
    return asked(URL)


URL = "https://www.facebook.com/ferries"


@pytest.mark.parametrize(
    ("status", "answer"),
    [("active", "official"), ("false", "disputed"), ("lost", "disputed"), ("own", "official")],
)
def test_look_up_of_two_claims_names_both(status, answer, council, outside):
    found = both(council, outside, status)

    names = [str(claim.publication.organisation.name) for claim in found.claims]
    assert (found.answer, names) == (answer, ["Strathbeg Council", "Glentarbet Care"])


def test_look_up_counts_no_claim_of_an_unverified_organisation(ferries):
    pretender = OrganisationFactory()

    published(pretender, key=ferries.key, url=ferries.url, status="false")

    assert (asked(ferries.url).answer, len(asked(ferries.url).claims)) == ("official", 1)


def test_look_up_tells_what_was_published_and_not_what_is_edited(ferries):
    ferries.name = "A name that nobody has agreed"
    ferries.save()

    (claim,) = asked(ferries.url).claims

    assert claim.as_json()["account"]["name"] == "StrathbegFerries"


def test_claim_as_json_says_all_that_is_public(council):
    account = published(
        council.organisation,
        department=council.department,
        purpose="Sailings",
        audience="CANARY",
        key="facebook:ferries",
        handle="Ferries",
        since=date(2026, 6, 1),
        confirmed_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
    )

    (claim,) = asked(account.url).claims

    assert claim.as_json() == {
        "answer": "official",
        "organisation": {
            "name": "Strathbeg Council",
            "url": "http://localhost:8000/lookup/organisations/strathbeg/",
        },
        "account": {
            "name": "Ferries",
            "platform": "facebook",
            "handle": "Ferries",
            "url": "https://www.facebook.com/Ferries",
            "page": f"http://localhost:8000/lookup/accounts/{account.public_id}/",
        },
        "department": "Archives",
        "since": "2026-06-01",
        "confirmed_on": "2026-07-02",  # half past midnight in Scotland
        "pre_election_until": None,
        "warnings": [],
        "proofs": [],
    }


def test_claim_says_what_anybody_can_see_and_when_it_was_seen(council):
    account = published(council.organisation)
    seen = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    told = {"latest_result": "found", "checked_at": seen, "found_at": seen}
    page = "https://www.strathbeg.example/contact"
    for kind, result in (
        ("official_page", "found"),
        ("rel_me", "not_found"),
        ("attested", "found"),
    ):
        account.proofs.create(kind=kind, result=result, evidence_url=page, **told)

    (claim,) = asked(account.url).claims

    proof = {"kind": "official_page", "url": page, "seen_on": "2026-07-02"}
    assert claim.as_json()["proofs"] == [proof]


def test_claim_that_nobody_confirmed_has_no_day(council):
    account = published(council.organisation, confirmed_at=None)

    (claim,) = asked(account.url).claims

    assert (claim.as_json()["confirmed_on"], claim.warnings) == (None, ("unconfirmed",))


def test_look_up_as_json_says_as_of_when(council):
    assert asked("hello world").as_json() == {
        "answer": "not_recognised",
        "claims": [],
        "similar": [],
        "reason": "not_a_url",
        "as_of": "2026-11-18T10:30:00+00:00",
    }


def test_look_up_takes_at_most_four_queries_for_two_claims(
    council, outside, django_assert_max_num_queries
):
    both(council, outside, "active")

    with django_assert_max_num_queries(4):
        asked(URL)


def test_look_up_of_no_account_takes_no_query(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        asked("faceb00k.com/strathbeg")


def test_look_up_changes_at_once_with_the_register(ferries, council):
    before = asked(ferries.url).answer

    register.set_status(
        account=ferries,
        status="closed_parked",
        since=timezone.now().date(),
        by=council.keeper.person,
        at=timezone.now(),
    )

    assert (before, asked(ferries.url).answer) == ("official", "was_official")
    assert Publication.objects.count() == 1
