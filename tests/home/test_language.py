"""Which language a page is in, and who decides it."""

import pytest
from lxml import html

from mercat.audit.models import Event
from mercat.common.languages import COOKIE
from tests.factories.council import make_council


@pytest.fixture
def both(settings):
    settings.PUBLIC_LANGUAGES = ["en", "cy"]


@pytest.fixture
def bilingual(db):
    council = make_council()
    council.organisation.languages = ["en", "cy"]
    council.organisation.save()
    return council


def language(response):
    return html.document_fromstring(response.content.decode()).get("lang")


def buttons(response):
    page = html.document_fromstring(response.content.decode())
    return page.xpath("//form[@action='/language/']//button/@lang")


def test_one_language_offers_no_switch_and_follows_no_browser(db, client):
    response = client.get("/", headers={"accept-language": "cy"})

    assert (language(response), buttons(response)) == ("en-gb", [])


def test_choice_is_remembered_against_the_browser(db, client, both):
    response = client.get("/", headers={"accept-language": "en"})
    assert (language(response), buttons(response)) == ("en-gb", ["cy"])
    assert client.cookies == {}

    chosen = client.post("/language/", {"language": "cy", "next": "/about/privacy/?a=b"})
    assert (chosen.status_code, chosen.url) == (302, "/about/privacy/?a=b")
    response = client.get("/", headers={"accept-language": "en"})
    assert (language(response), buttons(response)) == ("cy", ["en"])


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "", "\\x"])
def test_choice_leads_nowhere_else(db, client, back):
    assert client.post("/language/", {"language": "cy", "next": back}).url == "/"


@pytest.mark.parametrize("unknown", ["", "xx", "gd", "cy\x00", "cy" * 99])
def test_unknown_language_is_not_kept(db, client, unknown):
    response = client.post("/language/", {"language": unknown, "next": "/"})

    assert (response.status_code, COOKIE in response.cookies) == (302, False)


def test_choice_of_somebody_signed_in_is_theirs_on_every_device(client, bilingual):
    member = bilingual.sign_in(client, "member")
    client.post("/language/", {"language": "cy", "next": "/passports/"})
    del client.cookies[COOKIE]

    member.person.refresh_from_db()
    assert member.person.language == "cy"
    assert Event.objects.filter(verb="people.language.chosen").count() == 1
    assert language(client.get("/passports/")) == "cy"


def test_organisation_with_one_language_keeps_to_it(client, db):
    council = make_council()
    council.sign_in(client, "member")
    client.post("/language/", {"language": "cy", "next": "/passports/"})

    response = client.get("/passports/")
    assert (language(response), buttons(response)) == ("en-gb", [])


def test_first_language_of_the_organisation_is_for_a_browser_that_asks_for_none(client, bilingual):
    bilingual.organisation.languages = ["cy", "en"]
    bilingual.organisation.save()
    bilingual.sign_in(client, "member")

    assert language(client.get("/passports/", headers={"accept-language": "fr"})) == "cy"
    assert language(client.get("/passports/", headers={"accept-language": "en-US"})) == "en-gb"
