"""Who may ask, when a file is sent again, and how it is found."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from mercat.config import settings as real
from mercat.organisations import actions as organisations
from mercat.register import actions as register
from mercat.register.models import PublicChange
from mercat.register.open_data import reading
from mercat.register.open_data.files import FILES
from tests.factories import AccountFactory, OrganisationFactory
from tests.passports.views.reading import said_on

NOW = datetime(2026, 11, 18, 10, 30, 20, tzinfo=UTC)
CSV = "/lookup/organisations/strathbeg/data/accounts.csv"
ALL = [
    *(f"/lookup/organisations/strathbeg/data/{each.name}" for each in FILES),
    *(f"/lookup/data/{each.name}" for each in FILES if each.of_site),
    "/lookup/organisations/strathbeg/trust.txt",
]


@pytest.fixture
def strathbeg(db):
    return OrganisationFactory(slug="strathbeg", name="Strathbeg Council", verified=True)


@pytest.fixture
def harbour(strathbeg):
    made = AccountFactory(organisation=strathbeg, name="Harbour", handle="Harbour")
    register.publish(account=made, at=NOW - timedelta(days=3))
    return made


@pytest.mark.parametrize("address", ALL)
def test_who_has_it_as_it_is_gets_304_without_a_body(harbour, client, address):
    first = client.get(address)
    headers = {"If-None-Match": first["ETag"]}

    again = client.get(address, headers=headers)

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    by_day = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    assert by_day.status_code == 304
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in first
    assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


def test_files_of_all_organisations_have_an_end_in_an_hour(harbour, client, settings):
    settings.EXPORTS_AN_HOUR = 2
    site, ours = "/lookup/data/accounts.json", "/lookup/organisations/strathbeg/data/accounts.json"
    tag = client.get(site)["ETag"]
    client.head(site)
    client.get(site, headers={"If-None-Match": tag})
    second = client.get("/lookup/data/accounts.csv")

    third = client.get(site)

    assert (second.status_code, third.status_code, third["Retry-After"]) == (200, 429, "3600")
    assert third.content.decode().startswith("Too many files of all organisations in an hour.")
    assert client.get(site, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(ours).status_code == 200
    assert client.get(site, REMOTE_ADDR="10.0.0.2").status_code == 200


def test_export_limit_is_set():
    assert real.EXPORTS_AN_HOUR


@pytest.mark.parametrize("address", ALL)
def test_a_head_alone_can_be_asked_for(harbour, client, address):
    whole, head = client.get(address), client.head(address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])
    assert head["Content-Type"] == whole["Content-Type"]


def test_it_is_sent_packed_to_whoever_unpacks(strathbeg, client):
    for number in range(30):
        each = AccountFactory(organisation=strathbeg, name=f"Account {number}")
        register.publish(account=each, at=NOW)
    plain = client.get(CSV).getvalue()
    packed = client.get(CSV, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    content = packed.getvalue()
    assert gzip.decompress(content) == plain
    assert len(content) < len(plain) / 3
    again = client.get(CSV, headers={"If-None-Match": packed["ETag"], "Accept-Encoding": "gzip"})
    assert again.status_code == 304


def changes(harbour):
    harbour.purpose = {"en": "Berths"}
    register.publish(account=harbour, at=NOW)


def confirms(harbour):
    register.confirm(account=harbour, at=NOW)


def withdraws(harbour):
    harbour.status = "proposed"
    register.publish(account=harbour, at=NOW)


def renames(harbour):
    organisations.change_organisation(
        organisation=harbour.organisation,
        name={"en": "Strathbeg"},
        languages=["en"],
        by=None,
        at=NOW,
    )


def licenses(harbour):
    organisations.choose_licence(
        organisation=harbour.organisation, licence="cc0-1", by=None, at=NOW
    )


@pytest.mark.parametrize("act", [changes, confirms, withdraws, renames, licenses])
@pytest.mark.parametrize("address", [CSV, "/lookup/data/accounts.json"])
def test_what_the_public_reads_changed_so_it_is_sent_again(harbour, client, act, address):
    first = client.get(address)
    before = first.getvalue()
    act(harbour)

    by_tag = client.get(address, headers={"If-None-Match": first["ETag"]})
    by_day = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})

    assert (by_tag.status_code, by_day.status_code) == (200, 200)
    assert by_tag.getvalue() != before


def test_what_nobody_may_see_changes_no_tag(harbour, client):
    first = client.get(CSV)
    harbour.mailbox, harbour.tool = "harbour@strathbeg.example", "Poster"
    harbour.save()
    register.publish(account=harbour, at=NOW)
    own = AccountFactory(organisation=harbour.organisation, status="own")
    register.publish(account=own, at=NOW)

    assert client.get(CSV, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_newest_change_settles_after_five_minutes():
    def shown(**later):
        return reading.settled(NOW, at=NOW + timedelta(**later)).strftime("%H:%M:%S")

    assert [shown(seconds=10), shown(seconds=50), shown(minutes=3)] == [
        "10:30:20",
        "10:31:00",
        "10:33:00",
    ]
    assert {shown(minutes=5), shown(minutes=6), shown(days=9)} == {"10:35:00", "10:35:20"}


@pytest.mark.parametrize("count", [1, 40])
def test_queries_do_not_grow_with_the_accounts(strathbeg, client, count, django_assert_num_queries):
    for _ in range(count):
        register.publish(account=AccountFactory(organisation=strathbeg), at=NOW)
    with django_assert_num_queries(5):
        client.get(CSV).getvalue()
    with django_assert_num_queries(6):
        client.get("/lookup/organisations/strathbeg/data/changes.atom")
    known = {"If-None-Match": client.head(CSV)["ETag"]}
    with django_assert_num_queries(4):
        client.get(CSV, headers=known)


@pytest.mark.parametrize("address", [each for each in ALL if "strathbeg" in each])
def test_organisation_without_a_proved_domain_publishes_nothing(db, client, address):
    hidden = OrganisationFactory(slug="strathbeg")
    register.publish(account=AccountFactory(organisation=hidden), at=NOW)
    assert client.get(address).status_code == 404
    assert client.get("/lookup/data/govuk.json").getvalue() == b'{"organisations": []}\n'
    assert PublicChange.objects.count() == 1


@pytest.mark.parametrize("name", ["trust.txt", "me.html", "accounts.xml", "accounts"])
def test_file_that_is_not_there(strathbeg, client, name):
    assert client.get(f"/lookup/data/{name}").status_code == 404


def test_page_names_every_file_and_the_licence(harbour, client):
    page = client.get("/lookup/organisations/strathbeg/data/")
    assert said_on(page, "main//tbody//th/a") == [str(each.title) for each in FILES]
    assert "Open Government Licence 3.0" in page.content.decode()
    site = client.get("/lookup/data/")
    assert said_on(site, "main//tbody//th/a") == [str(each.title) for each in FILES if each.of_site]


def test_page_of_the_organisation_leads_there(harbour, client):
    page = client.get("/lookup/organisations/strathbeg/").content.decode()
    for name in ["accounts.csv", "accounts.json", "accounts.jsonld", "changes.atom"]:
        assert f'href="/lookup/organisations/strathbeg/data/{name}"' in page
    assert 'rel="alternate" type="application/atom+xml"' in page
    assert 'href="/lookup/organisations/strathbeg/data/"' in page


def test_administrator_chooses_the_licence(council, client):
    council.sign_in(client, "administrator")
    client.post("/organisation/licence/", {"licence": "cc-by-4"})
    page = client.get("/lookup/organisations/strathbeg/data/").content.decode()
    assert "https://creativecommons.org/licenses/by/4.0/" in page


def test_licence_that_is_none_is_refused_beside_the_field(council, client):
    council.sign_in(client, "administrator")
    page = client.post("/organisation/licence/", {"licence": "mine"})
    assert page.status_code == 200
    council.organisation.refresh_from_db()
    assert council.organisation.licence == "ogl-3"
