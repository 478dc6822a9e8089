"""X and YouTube by servers that speak as theirs do, with a key and without."""

import pytest

from mercat.platforms import likely, recognise
from mercat.register.checks import running
from mercat.register.checks.asking.proofs import Question, look
from mercat.register.checks.asking.seen import Asking
from mercat.register.checks.asking.website import Website
from mercat.register.checks.lifecycle import Kind, Result, Trouble
from mercat.register.checks.models import Finding, Watch
from tests.factories import AccountFactory
from tests.register.checks.platforms import (
    be_x,
    be_youtube,
    have_no_x,
    say,
    say_channels,
    x_address,
    youtube_address,
)

X = "https://x.com/StrathTown"
ON_X = {"platform": "x", "handle": "StrathTown", "key": "x:strathtown", "url": X}
CHANNEL = "UC" + "a" * 22
OTHER_CHANNEL = "UC" + "b" * 22
FOUND, NOT_FOUND, UNKNOWN, ERROR = Result.FOUND, Result.NOT_FOUND, Result.UNKNOWN, Result.ERROR


@pytest.fixture(autouse=True)
def keys(settings):
    settings.X_BEARER_TOKEN, settings.YOUTUBE_API_KEY = "x-token", "youtube-key"


def report_on(address, *, known_id="", code=""):
    account = likely(recognise(address))
    known = (account.platform, account.key, account.handle, account.url, known_id)
    return look(Question(*known, Website(("strathbeg.example",), ""), code), Asking())


def seen(address, **known):
    sighting = report_on(address, **known).sighting
    return sighting.result, sighting.trouble, sighting.stable_id


@pytest.mark.parametrize("address", [X, f"https://www.youtube.com/channel/{CHANNEL}"])
def test_without_a_key_nothing_is_asked_and_nothing_said(web, settings, address):
    settings.X_BEARER_TOKEN = settings.YOUTUBE_API_KEY = ""

    assert seen(address) == (UNKNOWN, None, "")
    assert [url for url in web.urls() if "api" in url] == []


def test_x_account_is_there(web):
    be_x(
        web, "StrathTown", "1234567", bio="News mercat-bcdf-ghjk", link="https://strathbeg.example"
    )

    report = report_on(X, code="mercat-bcdf-ghjk")

    assert report.sighting.seen == "X has it as number 1234567."
    assert report.sighting.evidence_url == "https://x.com/i/user/1234567"
    assert report.sighting.words == "News mercat-bcdf-ghjk https://strathbeg.example"
    assert {each.kind: each.result for each in report.outcomes}[Kind.BIO_CODE] == FOUND
    asked = next(each for each in web.asked if each.url.startswith("https://api.x.com/"))
    assert asked.headers["Authorization"] == "Bearer x-token"


@pytest.mark.parametrize("title", ["Not Found Error", "Forbidden"])
def test_x_account_that_was_never_there_or_is_suspended(web, title):
    have_no_x(web, "by/username/strathtown", title=title)

    assert seen(X) == (NOT_FOUND, Trouble.GONE, "")


def test_x_account_that_has_a_new_name(web):
    be_x(web, "StrathCouncil", "1234567")
    have_no_x(web, "by/username/strathtown")

    sighting = report_on(X, known_id="1234567").sighting

    assert (sighting.trouble, sighting.stable_id) == (Trouble.RENAMED, "1234567")
    assert sighting.now_called.key == "x:strathcouncil"


def test_x_name_that_another_account_took(web):
    have_no_x(web, "1234567")
    be_x(web, "StrathTown", "999")

    assert seen(X, known_id="1234567") == (NOT_FOUND, Trouble.REPLACED, "999")


def test_x_account_known_by_its_number(web):
    be_x(web, "StrathTown", "1234567")

    assert seen("https://x.com/i/user/1234567") == (FOUND, None, "1234567")


def test_x_community_cannot_be_asked(web):
    assert seen("https://x.com/i/communities/1234567") == (UNKNOWN, None, "")


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        {"data": {"id": "1234567"}},
        {
            "errors": [
                {"title": "Forbidden", "type": "https://api.twitter.com/2/problems/not-authorized"}
            ]
        },
        {"meta": {"result_count": 0}},
    ],
)
def test_x_answer_that_says_nothing_counts_neither_way(web, answer):
    say(web, x_address("by/username/strathtown"), answer)

    assert seen(X) == (UNKNOWN, None, "")


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500])
def test_x_that_refuses_says_nothing_of_the_account(web, status):
    web.page(x_address("by/username/strathtown"), status=status)

    assert seen(X) == (ERROR, None, "")


def test_key_goes_to_the_platform_alone(web):
    web.redirect(x_address("by/username/strathtown"), "https://else.example/")
    web.page("https://else.example/", "{}", kind="application/json")

    assert seen(X) == (UNKNOWN, None, "")

    asked = [each for each in web.asked if each.url == "https://else.example/"]
    assert ["Authorization" in each.headers for each in asked] == [False]


def test_youtube_channel_by_its_name(web):
    be_youtube(web, CHANNEL, called="@strathbeg", by=("forHandle=%40strathbeg",))

    assert seen("https://www.youtube.com/@Strathbeg") == (FOUND, None, CHANNEL)
    asked = next(each for each in web.asked if "googleapis" in each.url)
    assert asked.headers["X-Goog-Api-Key"] == "youtube-key"
    assert "youtube-key" not in asked.url


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://www.youtube.com/user/Strathbeg", "forUsername=strathbeg"),
        (f"https://www.youtube.com/channel/{CHANNEL}", f"id={CHANNEL}"),
    ],
)
def test_youtube_channel_by_its_other_addresses(web, address, asked):
    be_youtube(web, CHANNEL, called="@somethingelse", by=(asked,))

    assert seen(address) == (FOUND, None, CHANNEL)
    assert seen(address, known_id=CHANNEL) == (FOUND, None, CHANNEL)


def test_youtube_channel_that_is_not_there(web):
    say_channels(web, "forHandle=%40strathbeg")

    assert seen("https://www.youtube.com/@strathbeg") == (NOT_FOUND, Trouble.GONE, "")


def test_youtube_channel_that_has_a_new_name(web):
    be_youtube(web, CHANNEL, called="@strathbegcouncil", by=())
    say_channels(web, "forHandle=%40strathbeg")

    sighting = report_on("https://www.youtube.com/@strathbeg", known_id=CHANNEL).sighting

    assert (sighting.trouble, sighting.now_called.key) == (
        Trouble.RENAMED,
        "youtube:@strathbegcouncil",
    )


def test_youtube_name_that_goes_on_leading_there_is_no_trouble(web):
    be_youtube(web, CHANNEL, called="@new", by=("forHandle=%40strathbeg",))

    assert seen("https://www.youtube.com/@strathbeg", known_id=CHANNEL) == (FOUND, None, CHANNEL)


def test_youtube_name_that_another_channel_took(web):
    say_channels(web, f"id={CHANNEL}")
    be_youtube(web, OTHER_CHANNEL, called="@strathbeg", by=("forHandle=%40strathbeg",))

    found = seen("https://www.youtube.com/@strathbeg", known_id=CHANNEL)

    assert found == (NOT_FOUND, Trouble.REPLACED, OTHER_CHANNEL)


def test_youtube_address_that_only_browsers_know_says_nothing(web):
    assert seen("https://www.youtube.com/c/Strathbeg") == (UNKNOWN, None, "")


def test_youtube_answer_that_is_no_list_says_nothing(web):
    say(web, youtube_address("forHandle=%40strathbeg"), {"error": {"code": 403}})

    assert seen("https://www.youtube.com/@strathbeg") == (UNKNOWN, None, "")


def test_our_page_may_link_to_the_number(web):
    be_x(web, "StrathTown", "1234567")
    web.page("https://strathbeg.example/", '<a href="https://x.com/i/user/1234567">')

    outcomes = {each.kind: each.result for each in report_on(X, known_id="1234567").outcomes}

    assert outcomes[Kind.OFFICIAL_PAGE] == FOUND


@pytest.mark.django_db
def test_name_that_changed_becomes_work_for_a_person(web, council, at):
    account = AccountFactory(organisation=council.organisation, **ON_X)
    running.watch_new_accounts(at=at)
    be_x(web, "StrathTown", "1234567")
    running.check_due(at=at)
    assert Watch.objects.get(account=account).stable_id == "1234567"

    be_x(web, "StrathCouncil", "1234567")
    have_no_x(web, "by/username/strathtown")
    Watch.objects.update(next_at=at)
    running.check_due(at=at)

    finding = Finding.objects.get(account=account)
    assert (finding.trouble, finding.handle) == (Trouble.RENAMED, "StrathCouncil")
    account.refresh_from_db()
    assert account.handle == "StrathTown"


@pytest.mark.django_db
def test_number_that_a_person_typed_is_believed(web, council, at):
    AccountFactory(organisation=council.organisation, stable_id="1234567", **ON_X)
    running.watch_new_accounts(at=at)
    have_no_x(web, "1234567")
    be_x(web, "StrathTown", "999")

    running.check_due(at=at)
    Watch.objects.update(next_at=at)
    running.check_due(at=at)

    assert [each.trouble for each in Finding.objects.all()] == [Trouble.REPLACED]
