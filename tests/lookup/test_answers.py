from datetime import UTC, date, datetime

import pytest

from mercat.api.lookup import LookUpOut
from mercat.lookup import answers, queries
from mercat.register.checks.lifecycle import OPEN_TO_ALL
from tests.factories.council import NOW
from tests.lookup.claims import published

DOCUMENTED = set(LookUpOut.model_fields["answer"].annotation.__args__)


def card(text):
    return answers.card(queries.look_up(text, at=NOW))


def ferries(council, **fields):
    given = {"name": "Ferries", "handle": "ferries", "key": "facebook:ferries", **fields}
    return published(council.organisation, since=date(2026, 6, 1), **given)


def test_every_answer_has_words_and_a_tone():
    assert set(answers.HEADINGS) == DOCUMENTED
    assert set(answers.TONES) == DOCUMENTED


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("active", "Ferries on Facebook, ferries, is run by Archives at Strathbeg Council."),
        ("closed_parked", ("Ferries on Facebook, ferries, was run by Archives at Strathbeg Council "
         "until 1 June 2026.")),
        ("lost", ("Archives at Strathbeg Council has not controlled Ferries on Facebook, ferries, "
         "since 1 June 2026.")),
        ("false", "ferries on Facebook is not run by Strathbeg Council."),
        ("own", "Ferries on Facebook, ferries, does not speak for Strathbeg Council."),
    ],
)  # fmt: skip
def test_card_says_whose_account_it_is(status, sentence, council):
    account = ferries(council, status=status, department=council.department)

    assert card(account.url)["body"] == sentence


def test_card_without_a_department_names_the_organisation(council):
    account = ferries(council)

    assert card(account.url)["body"] == "Ferries on Facebook, ferries, is run by Strathbeg Council."


def test_card_of_official_account_says_what_it_rests_on(council):
    account = ferries(council, confirmed_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))

    assert card(account.url)["proofs"] == [
        {"state": "yes", "text": "On the register of Strathbeg Council"},
        {"state": "yes", "text": "Confirmed by the people who run it, 2 July 2026"},
    ]


def test_card_of_official_account_says_what_anybody_can_see(council):
    account = ferries(council, confirmed_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    account.proofs.create(
        kind="trust_txt", result="found", latest_result="found", checked_at=NOW, found_at=NOW
    )

    assert card(account.url)["proofs"][2:] == [
        {"state": "yes", "text": "The organisation’s trust.txt names it, seen 18 November 2026"}
    ]


def test_every_proof_that_is_open_to_all_has_words():
    assert set(answers.PROOFS) == set(OPEN_TO_ALL)


def test_card_of_unconfirmed_account_says_so_instead(council):
    account = ferries(council, confirmed_at=None)

    assert card(account.url)["proofs"] == [
        {"state": "yes", "text": "On the register of Strathbeg Council"},
        {"state": "unknown", "text": "Nobody has confirmed it in the last 180 days"},
    ]


def test_card_of_disputed_account_gives_both_sides(council, outside):
    for each, status in ((council, "active"), (outside, "false")):
        ferries(each, status=status)

    found = card("facebook.com/ferries")

    assert (found["tone"], found["heading"]) == ("wait", "Two organisations say different things")
    assert found["body"] == (
        "Ferries on Facebook, ferries, is run by Strathbeg Council. "
        "ferries on Facebook is not run by Glentarbet Care."
    )


def test_card_of_unknown_account_does_not_call_it_false(council):
    found = card("instagram.com/strathbeg.archives")

    assert found["heading"] == "It is not on any register here"
    assert found["body"] == f"Instagram, strathbeg.archives. {answers.NOT_REGISTERED}"


def test_card_of_no_account_says_what_to_do(db):
    assert card("faceb00k.com/strathbeg") == {
        "tone": "stop",
        "heading": answers.HEADINGS["lookalike"],
        "body": "Careful: this address only looks like Facebook. It leads to a different website. "
        "Do not log in there. Find the account on Facebook and copy its address.",
        "proofs": [],
    }
