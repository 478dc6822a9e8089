"""Each file to the byte, and that our own checker finds the accounts in what we publish."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from lxml import etree

from mercat.register import actions as register
from mercat.register.checks.asking.website import Website, is_named
from mercat.register.checks.reading import pages, schema, trust_txt
from mercat.register.models import Account, Custodian, Publication, PublicChange
from mercat.register.open_data import reading
from tests.factories import AccountFactory, MembershipFactory, OrganisationFactory
from tests.pages import check_page

NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
SITE = "http://localhost:8000"
OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def account(organisation, name, *, at=NOW, **fields):
    made = AccountFactory(organisation=organisation, name=name, handle=name, **fields)
    register.publish(account=made, at=at)
    return made


@pytest.fixture
def strathbeg(db):
    return OrganisationFactory(slug="strathbeg", name="Strathbeg Council", verified=True)


@pytest.fixture
def four(strathbeg):
    """One official, one that ended, one out of our hands, and three that are no open data."""
    made = {
        "harbour": account(strathbeg, "Harbour", purpose={"en": "Berths", "cy": "Angorfeydd"}),
        "parks": account(strathbeg, "Parks", status="closed_parked", platform="x", key="x:parks"),
        "roads": account(strathbeg, "Roads", status="lost", confirmed_at=None),
    }
    for name, status in [("Own", "own"), ("Fake", "false"), ("Soon", "proposed")]:
        account(strathbeg, name, status=status)
    hidden = OrganisationFactory(slug="hidden", name="Hidden Council")
    account(hidden, "Hidden")
    return made


def text_of(client, file, *, of="organisations/strathbeg/"):
    answer = client.get(f"/lookup/{of}{file}")
    assert answer.status_code == 200
    return answer.getvalue().decode()


@pytest.mark.parametrize("of", ["organisations/strathbeg/data/", "data/"])
def test_csv_to_the_byte(four, client, of):
    ids = {name: each.public_id for name, each in four.items()}
    page = f"{SITE}/lookup/accounts"
    assert text_of(client, "accounts.csv", of=of) == (
        "\ufeffid,organisation,name,platform,handle,url,answer,since,service,purpose,"
        "confirmed_on,page,licence\r\n"
        f"{ids['harbour']},Strathbeg Council,Harbour,facebook,Harbour,"
        f"https://www.facebook.com/Harbour,official,2026-06-01,,Berths,2026-06-01,"
        f"{page}/{ids['harbour']}/,{OGL}\r\n"
        f"{ids['parks']},Strathbeg Council,Parks,x,Parks,"
        f"https://www.facebook.com/Parks,was_official,2026-06-01,,,2026-06-01,"
        f"{page}/{ids['parks']}/,{OGL}\r\n"
        f"{ids['roads']},Strathbeg Council,Roads,facebook,Roads,"
        f"https://www.facebook.com/Roads,not_controlled,2026-06-01,,,,"
        f"{page}/{ids['roads']}/,{OGL}\r\n"
    )


@pytest.mark.parametrize("said", ["=1+1", "+44", "-2", "@home", "\t=1", "|x", "%x", "'=1"])
def test_formula_in_the_csv_is_text(strathbeg, client, said):
    account(strathbeg, "Harbour", purpose={"en": said})
    [row] = csv.DictReader(io.StringIO(text_of(client, "data/accounts.csv").removeprefix("\ufeff")))
    assert row["purpose"].startswith("'")
    assert row["purpose"].lstrip("'").strip() == said.lstrip("'").strip()


def test_json(four, client):
    harbour = four["harbour"].public_id
    found = json.loads(text_of(client, "data/accounts.json"))
    assert found["organisations"] == [
        {
            "slug": "strathbeg",
            "name": {"en": "Strathbeg Council"},
            "website": "https://strathbeg.example/",
            "page": f"{SITE}/lookup/organisations/strathbeg/",
            "licence": {"name": "Open Government Licence 3.0", "url": OGL},
        }
    ]
    assert [each["name"] for each in found["accounts"]] == ["Harbour", "Parks", "Roads"]
    assert found["accounts"][0] == {
        "id": harbour,
        "organisation": "strathbeg",
        "name": "Harbour",
        "platform": "facebook",
        "handle": "Harbour",
        "url": "https://www.facebook.com/Harbour",
        "answer": "official",
        "since": "2026-06-01",
        "service": {},
        "purpose": {"en": "Berths", "cy": "Angorfeydd"},
        "confirmed_on": "2026-06-01",
        "page": f"{SITE}/lookup/accounts/{harbour}/",
    }
    assert set(found) == {"as_of", "organisations", "accounts"}


@pytest.mark.parametrize("of", ["organisations/strathbeg/data/", "data/"])
def test_json_ld(four, client, of):
    assert json.loads(text_of(client, "accounts.jsonld", of=of)) == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "GovernmentOrganization",
                "@id": "https://strathbeg.example/#organisation",
                "name": "Strathbeg Council",
                "url": "https://strathbeg.example/",
                "subjectOf": {
                    "@type": "Dataset",
                    "name": "Strathbeg Council: social media accounts",
                    "url": f"{SITE}/lookup/organisations/strathbeg/",
                    "license": OGL,
                },
                "sameAs": ["https://www.facebook.com/Harbour"],
            }
        ],
    }


def test_govuk_shape(four, strathbeg, client):
    account(strathbeg, "On X", platform="x", key="x:onx")
    account(strathbeg, "On TikTok", platform="tiktok", key="tiktok:on")
    links = [
        {
            "service_type": "facebook",
            "title": "Harbour",
            "href": "https://www.facebook.com/Harbour",
        },
        {
            "service_type": "other",
            "title": "On TikTok",
            "href": "https://www.facebook.com/On TikTok",
        },
        {"service_type": "twitter", "title": "On X", "href": "https://www.facebook.com/On X"},
    ]
    assert json.loads(text_of(client, "data/govuk.json")) == {"social_media_links": links}
    assert json.loads(text_of(client, "data/govuk.json", of="")) == {
        "organisations": [
            {
                "title": "Strathbeg Council",
                "href": "https://strathbeg.example/",
                "social_media_links": links,
            }
        ]
    }


@pytest.mark.parametrize("file", ["trust.txt", "data/trust.txt"])
def test_trust_txt_to_the_byte(four, client, file):
    assert text_of(client, file) == (
        "# Strathbeg Council: its social media accounts\n"
        f"# From {SITE}/lookup/organisations/strathbeg/\n"
        f"# Licence: {OGL}\n"
        "social=https://www.facebook.com/Harbour\n"
    )


def test_our_own_checker_reads_all_of_it(four, client):
    keys = frozenset({four["harbour"].key})
    website = Website(("strathbeg.example",))

    text = text_of(client, "trust.txt")
    assert trust_txt.is_trust_txt(text)
    assert [is_named(each, keys) for each in trust_txt.accounts(text)] == [True]

    page = text_of(client, "data/me.html")
    links = pages.links(page, base="https://strathbeg.example/accounts/")
    assert [link.url for link in links if "me" in link.rel and is_named(link.url, keys)] == [
        "https://www.facebook.com/Harbour"
    ]
    inside = json.loads(text_of(client, "data/accounts.jsonld"))
    assert pages.linked_data(page) == [inside]
    [(own, same)] = schema.same_as([inside])
    assert website.owns(own)
    assert [is_named(each, keys) for each in same] == [True]


def test_page_of_links_is_a_page_whatever_the_names_are(strathbeg, client):
    strathbeg.name = {"en": "</script><b>Strathbeg & Co</b>"}
    strathbeg.save()
    account(strathbeg, "<i>Harbour</i>", key="facebook:h")
    page = text_of(client, "data/me.html")
    head, _, after = page.partition("<script")  # data, which no browser runs
    check_page(head + after.partition("</script>")[2])
    assert "<b>" not in page
    assert "<i>" not in page
    assert page.count("</script>") == 1
    [data] = pages.linked_data(page)
    assert data["@graph"][0]["name"] == "</script><b>Strathbeg & Co</b>"


ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(text):
    feed = etree.fromstring(text.encode())
    return [
        [entry.findtext(f"a:{name}", namespaces=ATOM) for name in ("title", "summary", "updated")]
        for entry in feed.findall("a:entry", ATOM)
    ]


@pytest.mark.parametrize("of", ["organisations/strathbeg/data/", "data/"])
def test_feed_says_what_changed_newest_first(four, client, of):
    four["harbour"].purpose = {"en": "Berths & moorings"}
    register.publish(account=four["harbour"], at=NOW)
    four["roads"].status = "proposed"
    register.publish(account=four["roads"], at=NOW)
    register.confirm(account=four["harbour"], at=NOW)

    found = entries(text_of(client, "changes.atom", of=of))

    gone = [
        "An account that is no longer on the register",
        "It was taken off the register of Strathbeg Council.",
        "2026-11-18T10:30:00+00:00",
    ]
    harbour = (
        "It is an official account of Strathbeg Council since 1 June 2026. "
        "https://www.facebook.com/Harbour"
    )
    parks = (
        "It was an official account of Strathbeg Council until 1 June 2026. "
        "https://www.facebook.com/Parks"
    )
    assert found == [
        gone,
        ["Changed: Harbour on Facebook", harbour, "2026-11-18T10:30:00+00:00"],
        gone,
        ["Entered: Parks on X", parks, "2026-11-18T10:30:00+00:00"],
        ["Entered: Harbour on Facebook", harbour, "2026-11-18T10:30:00+00:00"],
    ]


def test_feed_without_a_change_is_a_feed(strathbeg, client):
    feed = etree.fromstring(text_of(client, "data/changes.atom").encode())
    assert feed.findtext("a:title", namespaces=ATOM) == "Strathbeg Council: changes of the register"
    assert feed.findtext("a:rights", namespaces=ATOM) == OGL
    assert feed.find("a:entry", ATOM) is None


EMPTY = {
    "data/accounts.csv": "\ufeffid,organisation,name,platform,handle,url,answer,since,service,"
    "purpose,confirmed_on,page,licence\r\n",
    "data/govuk.json": '{"social_media_links": []}\n',
}


@pytest.mark.parametrize("file", EMPTY)
def test_nothing_published_is_an_empty_file(strathbeg, client, file):
    assert text_of(client, file) == EMPTY[file]


def test_long_list_is_whole_and_in_order(strathbeg, client, monkeypatch):
    monkeypatch.setattr(reading, "STEP", 3)
    for number in range(9):
        account(strathbeg, f"Name {number // 2}", key=f"facebook:{number}")
    found = json.loads(text_of(client, "data/accounts.json"))["accounts"]
    assert [each["name"] for each in found] == [f"Name {number // 2}" for number in range(9)]
    assert len({each["id"] for each in found}) == 9


def test_nothing_private_is_in_any_file(strathbeg, client):
    made = account(
        strathbeg,
        "Harbour",
        audience={"en": "CANARY"},
        mailbox="canary@strathbeg.example",
        secret_place="CANARY",
        tool="CANARY",
        contract="CANARY",
        status_reason="CANARY",
        stable_id="CANARY",
        administrator_count=31415,
    )
    person = MembershipFactory(organisation=strathbeg, person__name="Canary Person").person
    Custodian.objects.create(
        account=made, person=person, level="owner", since=timezone.now(), reason="CANARY"
    )
    for file in ["accounts.csv", "accounts.json", "accounts.jsonld", "govuk.json", "changes.atom"]:
        for of in ("organisations/strathbeg/data/", "data/"):
            said = text_of(client, file, of=of)
            assert "canary" not in said.lower()
            assert "31415" not in said
    for file in ["trust.txt", "me.html"]:
        assert "canary" not in text_of(client, f"data/{file}").lower()


def test_every_published_account_comes_from_the_published_version(four, client):
    Account.objects.update(name="Not agreed yet")
    assert "Not agreed yet" not in text_of(client, "data/accounts.json")
    assert Publication.objects.count() == 6
    assert PublicChange.objects.count() == 5
