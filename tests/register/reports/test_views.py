"""The pages of those who look: list, triage, proposal, agreement, letter, review."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mercat.home.queries import waiting_for
from mercat.organisations.queries import active_memberships
from mercat.register.reports.models import ReportedAccount
from tests.lookup.claims import published
from tests.passports.views.reading import said_on
from tests.register.reports.reported import (
    CANARY,
    TITLE,
    ask_review,
    attributes,
    in_state,
    known_false,
    make_report,
    png,
    proposed,
)


def page(name, reported, *more):
    return reverse(f"reports:{name}", args=[reported.public_id, *more])


def state(reported):
    return ReportedAccount.objects.get(pk=reported.pk).state


def given(**changed):
    picture = SimpleUploadedFile("seen.png", png(), content_type="image/png")
    return {
        "does": "pretends",
        "since_day": "1",
        "since_month": "11",
        "since_year": "2026",
        "evidence": "Our crest",
        "picture": picture,
        "sure": "on",
        **changed,
    }


def test_keeper_triages_and_adviser_agrees(client, council):
    reported = make_report(council)
    council.sign_in(client, "keeper")
    client.post(page("look", reported))
    client.post(page("propose", reported), given())
    own = client.get(page("reported_account", reported)).content.decode()
    council.sign_in(client, "adviser")
    others = client.get(page("reported_account", reported)).content.decode()
    client.post(page("agree", reported))

    assert ("I agree: it is false" in own, "I agree: it is false" in others) == (False, True)
    assert state(reported) == "known_false"
    shown = client.get(page("picture", reported))
    assert (shown.headers["Content-Type"], b"".join(shown)[:4]) == ("image/png", b"\x89PNG")
    shown.close()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"does": "parody"}, "Parody and criticism are never called false"),
        ({"does": ""}, "Select what it does"),
        ({"since_year": "2999"}, "This day has to be today or before"),
        ({"since_day": "31"}, "must be a real date"),
        ({"evidence": " "}, "Say what shows that it pretends to be us"),
        ({"picture": ""}, "Choose a picture of what stands there today"),
        ({"sure": ""}, "Say that it is neither parody nor criticism"),
        ({"evidence": "\0"}, "holds a character we cannot keep"),
    ],
)
def test_proposal_without_its_evidence_says_what_is_missing(wrong, said, client, council):
    reported = make_report(council)
    council.sign_in(client, "keeper")

    answer = client.post(page("propose", reported), given(**wrong))

    assert (answer.status_code, said in answer.content.decode()) == (200, True)
    assert state(reported) == "received"


def test_proposal_keeps_the_picture_when_something_else_is_wrong(client, council):
    reported = make_report(council)
    council.sign_in(client, "keeper")

    answer = client.post(page("propose", reported), given(evidence=""))
    (held,) = attributes(answer, "input[@name='picture_held']/@value")
    client.post(page("propose", reported), given(picture="", picture_held=held))

    assert state(reported) == "proposed"


def test_list_shows_what_waits_and_how_many_reported_it(client, council):
    make_report(council, words="One")
    make_report(council, words="Two")
    other = make_report(council, url="https://x.com/StrathbegHelp")
    council.sign_in(client, "adviser")
    client.post(page("clear", other), {"why": "parody"})

    waiting = client.get(reverse("reports:reported_accounts"))
    decided = client.get(reverse("reports:reported_accounts"), {"shown": "not_false"})

    assert said_on(waiting, "td[@data-label='Reports']") == ["2"]
    assert said_on(decided, "th[@scope='row']") == ["StrathbegHelp"]


@pytest.mark.parametrize("shown", ["nonsense", "\0", "", "set_aside"])
def test_list_of_a_bad_filter_is_a_list(shown, client, council):
    council.sign_in(client, "keeper")

    assert client.get(reverse("reports:reported_accounts"), {"shown": shown}).status_code == 200


@pytest.mark.parametrize("count", [1, 60])
def test_list_takes_as_many_queries_for_one_as_for_sixty(
    count, client, council, django_assert_num_queries
):
    for number in range(count):
        make_report(council, url=f"https://x.com/Strathbeg{number}")
    council.sign_in(client, "keeper")

    with django_assert_num_queries(5):
        client.get(reverse("reports:reported_accounts"))


def test_reporters_address_is_on_no_page(client, council):
    reported = make_report(council, email=CANARY)
    review = ask_review(known_false(council, words="More"), email="owner." + CANARY)
    pages = [
        reverse("reports:reported_accounts") + "?shown=known_false",
        page("reported_account", reported),
        page("letter", reported),
        page("review", reported, review.public_id),
        "/dashboard/",
        f"/lookup/?q={reported.url}",
        "/lookup/organisations/strathbeg/",
    ]
    for part in ("keeper", "adviser", "chair", "auditor", "administrator"):
        council.sign_in(client, part)
        for each in pages:
            assert (each, CANARY in client.get(each).content.decode()) == (each, False)


def test_letter_is_drafted_from_what_we_know_and_kept_as_edited(client, council):
    published(council.organisation, platform="x", name="Strathbeg Council", url="https://x.com/sb")
    reported = known_false(council)
    council.sign_in(client, "keeper")

    draft = client.get(page("letter", reported)).content.decode()
    client.post(page("letter", reported), {"text": "Dear X, please."})
    kept = client.get(page("letter", reported)).content.decode()

    for fact in (
        reported.url,
        "with our crest",
        "18 November 2026",
        "https://x.com/sb",
        "strathbeg.example",
        "/lookup/organisations/strathbeg/",
    ):
        assert (fact, fact in draft) == (fact, True)
    assert ("Dear X, please." in kept, "with our crest" in kept) == (True, False)


def test_owners_review_is_answered_by_the_chair(client, council):
    reported = known_false(council)
    review = ask_review(reported)
    council.sign_in(client, "keeper")
    assert (
        "Your answer" not in client.get(page("review", reported, review.public_id)).content.decode()
    )
    council.sign_in(client, "chair")

    answer = {"outcome": "lifted", "answer": "You are right."}
    client.post(page("review", reported, review.public_id), answer)

    assert state(reported) == "lifted"


def work(council, part):
    (member,) = active_memberships(council.members[part].person)
    return [(each.title, each.what) for each in waiting_for(member)]


def test_work_is_what_each_may_do(council):
    make_report(council, words="One")
    make_report(council, words="Two")

    for part in ("keeper", "adviser"):
        assert work(council, part) == [(TITLE, "Does it pretend to be us? 2 reports")]
    proposed(council)
    agrees = [(TITLE, "Agree that it pretends to be us, or do not")]
    assert [work(council, part) for part in ("keeper", "adviser", "chair")] == [[], agrees, agrees]


def test_work_of_a_review_is_for_whoever_had_no_part(council):
    ask_review(known_false(council))

    assert [len(work(council, part)) for part in ("keeper", "adviser", "chair")] == [0, 0, 1]


@pytest.mark.parametrize("known", ["lifted", "set_aside", "not_false"])
def test_decided_account_is_looked_at_again(known, client, council):
    reported = in_state(council, known)
    council.sign_in(client, "keeper")

    assert "Look at it again" in client.get(page("reported_account", reported)).content.decode()
    client.post(page("reopen", reported))

    assert state(reported) == "looked_at"
