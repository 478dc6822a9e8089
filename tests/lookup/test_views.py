from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from mercat.passports import actions
from mercat.register.models import Custodian
from tests.factories import MembershipFactory, OrganisationFactory
from tests.factories.council import NOW
from tests.lookup.claims import published
from tests.passports.states import passport_for
from tests.passports.views.reading import said_on


@pytest.fixture
def ferries(council):
    made = published(
        council.organisation,
        name="Strathbeg Ferries",
        handle="StrathbegFerries",
        key="facebook:strathbegferries",
        purpose="Sailings",
        audience="CANARY-AUDIENCE",
        department=council.department,
    )
    Custodian.objects.create(
        account=made, person=council.colleague.person, level="owner", since=NOW
    )
    return made


def asked(client: Any, text: str, **more: str) -> Any:
    return client.get("/lookup/", {"q": text, **more})


def heading(page: Any) -> list[str]:
    return said_on(page, "div[@id='answer']//h2")


@pytest.mark.parametrize("path", ["/lookup/", "/"])
@pytest.mark.parametrize(
    "text",
    [
        "https://www.facebook.com/StrathbegFerries",
        "m.facebook.com/strathbegferries/",
        "fb.com/StrathbegFerries?ref=ts",
        " FACEBOOK.COM/strathbegferries#top ",
    ],
)
def test_lookup_of_each_spelling_says_yes(path, text, ferries, client):
    page = client.get(path, {"q": text})

    assert heading(page) == ["Yes, this is official"]
    assert f"/lookup/accounts/{ferries.public_id}/" in page.content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("facebook.com/stranger", "It is not on any register here"),
        ("facebook.com/StrathbegFerries/posts/1", "This is not the address of an account"),
        ("hello world", "We cannot tell what this is"),
        ("x" * 10_000, "We cannot tell what this is"),
        ("\0", "We cannot tell what this is"),
        ("facebook.com/a\0b", "We cannot tell what this is"),
        ("\u202efacebook.com", "We cannot tell what this is"),
    ],
    ids=["stranger", "post", "nonsense", "long", "nul", "nul inside", "turned round"],
)
def test_lookup_of_something_else_says_what_it_is(text, said, ferries, client):
    page = asked(client, text)

    assert (page.status_code, heading(page)) == (200, [said])


@pytest.mark.parametrize("text", ["", "   "])
def test_lookup_of_nothing_asks_the_question_alone(text, client, db):
    page = asked(client, text)

    assert (said_on(page, "h1"), heading(page)) == (["Is this account really theirs?"], [])


@pytest.mark.parametrize(
    "hostile",
    ['"><script>alert(1)</script>', "<img src=x onerror=alert(1)>", "facebook.com/<b>x</b>",
     "javascript:alert(1)", "'; DROP TABLE register_account; --"],
)  # fmt: skip
def test_lookup_of_hostile_text_shows_it_as_words(hostile, client, db):
    page = asked(client, hostile)

    assert (page.status_code, said_on(page, "script[not(@src)]")) == (200, [])
    assert said_on(page, "img") + said_on(page, "b") == []


def test_lookup_of_hostile_names_shows_them_as_words(council, client):
    account = published(council.organisation, name="<script>alert(1)</script>", purpose="<i>x</i>")
    pages = [
        asked(client, account.url),
        client.get(reverse("lookup:account", args=[account.public_id])),
        client.get("/lookup/organisations/strathbeg/"),
    ]

    told = "".join(page.content.decode() for page in pages)

    assert ("<script>alert" in told, "<i>x" in told) == (False, False)
    assert told.count("&lt;script&gt;alert") >= 3


def test_lookup_of_a_bare_name_asks_for_the_platform(ferries, client):
    page = asked(client, "StrathbegFerries")

    assert "Facebook" in said_on(page, "select[@name='platform']/option")


def test_lookup_of_a_name_with_its_platform_says_yes(ferries, client):
    assert heading(asked(client, "StrathbegFerries", platform="facebook")) == [
        "Yes, this is official"
    ]


@pytest.mark.parametrize("platform", ["nothing", "\0", "<b>"])
def test_lookup_with_an_unknown_platform_asks_again(platform, ferries, client):
    page = asked(client, "StrathbegFerries", platform=platform)

    assert heading(page) == ["We cannot tell what this is"]


@pytest.mark.parametrize("known", [True, False])
def test_lookup_takes_few_queries(known, ferries, client, django_assert_num_queries):
    text = ferries.url if known else "facebook.com/stranger"

    with django_assert_num_queries(5 if known else 4):
        asked(client, text)


def test_lookup_keeps_no_cookie(ferries, client):
    asked(client, ferries.url)

    assert dict(client.cookies) == {}


PUBLIC = ["/lookup/", "/lookup/organisations/", "/lookup/organisations/strathbeg/"]


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_page_by_another_method_is_not_taken(path, method, council, client):
    assert getattr(client, method)(path).status_code == 405


@pytest.mark.parametrize(
    "path",
    ["accounts/nothing/", "accounts/%00/", "passports/nothing/", "passports/%00/",
     "organisations/nothing/", "organisations/%00/"],
)  # fmt: skip
def test_public_page_of_a_bad_id_is_not_there(path, council, client):
    assert client.get(f"/lookup/{path}").status_code == 404


def test_organisations_are_the_verified_ones(council, outside, client):
    OrganisationFactory(slug="unverified", name="Nobody's Council")

    page = client.get("/lookup/organisations/")

    assert said_on(page, "main//li/a") == ["Glentarbet Care", "Strathbeg Council"]


@pytest.mark.parametrize("count", [1, 60])
def test_organisations_take_as_many_queries_for_one_as_for_sixty(
    count, client, django_assert_num_queries, db
):
    for number in range(count):
        OrganisationFactory(slug=f"council-{number:03}", verified=True)

    with django_assert_num_queries(2):
        page = client.get("/lookup/organisations/")

    assert len(said_on(page, "main//ul[contains(@class, 'm-list')]/li")) == min(count, 50)


@pytest.mark.parametrize("count", [1, 60])
def test_organisation_takes_as_many_queries_for_one_account_as_for_sixty(
    count, council, client, django_assert_num_queries
):
    for number in range(count):
        published(council.organisation, name=f"Account {number:03}")

    with django_assert_num_queries(3):
        page = client.get("/lookup/organisations/strathbeg/")

    assert len(said_on(page, "tbody/tr")) == min(count, 50)


def test_organisation_lists_what_is_and_was_official(council, client):
    for name, status in [("A", "active"), ("B", "closed_parked"), ("C", "false"), ("D", "own")]:
        published(council.organisation, name=name, status=status)

    page = client.get("/lookup/organisations/strathbeg/")

    assert said_on(page, "tbody/tr/th/a") == ["A", "B"]


def test_organisation_that_is_not_verified_is_not_there(client, db):
    published(OrganisationFactory(slug="unverified"))

    assert client.get("/lookup/organisations/unverified/").status_code == 404


def test_account_says_whose_it_is(ferries, client):
    page = client.get(reverse("lookup:account", args=[ferries.public_id]))

    assert said_on(page, "h1") == ["Strathbeg Ferries on Facebook"]
    assert said_on(page, "dd") == [
        "https://www.facebook.com/StrathbegFerries",
        "Strathbeg Council",
        "Archives",
        "Sailings",
    ]


def test_account_that_is_not_official_is_no_link(council, client):
    account = published(council.organisation, status="false")

    page = client.get(reverse("lookup:account", args=[account.public_id]))

    assert f'href="{account.url}"' not in page.content.decode()


@pytest.mark.parametrize("url", ["", "https://files.example/"])
def test_account_offers_its_badge_where_the_files_are_published(url, ferries, client, settings):
    settings.LOOKUP_FILES_URL = url

    code = said_on(client.get(reverse("lookup:account", args=[ferries.public_id])), "pre")

    assert len(code) == bool(url)
    for line in code:
        assert 'data-mercat-badge="facebook:strathbegferries"' in line
        assert '<script src="https://files.example/badge.js" async></script>' in line


def test_account_of_an_unverified_organisation_is_not_there(client, db):
    account = published(OrganisationFactory())

    assert client.get(reverse("lookup:account", args=[account.public_id])).status_code == 404


def test_account_takes_few_queries(ferries, client, django_assert_num_queries):
    with django_assert_num_queries(6):
        client.get(reverse("lookup:account", args=[ferries.public_id]))


def passport_page(client: Any, passport: Any) -> Any:
    return client.get(reverse("lookup:passport", args=[passport.public_id]))


@pytest.mark.parametrize(("shows_name", "who"), [(False, "the holder"), (True, "Applicant")])
def test_passport_shows_a_name_only_where_it_was_chosen(shows_name, who, ferries, council, client):
    passport = passport_for(
        ferries, holder=council.applicant, shows_name=shows_name, job_title="Archivist"
    )

    page = passport_page(client, passport)

    assert said_on(page, "h1") == ["This passport is valid"]
    assert said_on(page, "p[@class='m-lead']") == [
        f"Strathbeg Council has agreed that {who} (Archivist) may speak for it on social media."
    ]
    assert ("Applicant" in page.content.decode()) is shows_name


def test_passport_that_has_expired_is_no_longer_valid(ferries, council, client):
    passport = passport_for(ferries, holder=council.applicant, status="expired")

    assert said_on(passport_page(client, passport), "h1") == ["This passport is no longer valid"]


def test_passport_of_an_unverified_organisation_is_not_there(client, db):
    organisation = OrganisationFactory()
    holder = MembershipFactory(organisation=organisation)

    page = passport_page(client, passport_for(published(organisation), holder=holder))

    assert page.status_code == 404


def test_passport_takes_one_query(ferries, council, client, django_assert_num_queries):
    passport = passport_for(ferries, holder=council.applicant)

    with django_assert_num_queries(2):
        passport_page(client, passport)


def test_public_pages_tell_nothing_private(council, client):
    at = timezone.now()
    application = council.case("released", at=at, audience="CANARY-AUDIENCE", risks="CANARY-RISK")
    account, passport = application.passport.account, application.passport
    actions.expire_passports(at=at + timedelta(days=1))
    paths = [
        *PUBLIC,
        f"/lookup/?q={account.url}",
        f"/?q={account.url}",
        f"/api/v1/lookup?url={account.url}",
        reverse("lookup:account", args=[account.public_id]),
        reverse("lookup:passport", args=[passport.public_id]),
    ]

    told = "".join(client.get(path).content.decode() for path in paths)

    private = ["CANARY", "Colleague", "Applicant", "@strathbeg.example", "Chair", "Clerk"]
    assert [word for word in private if word in told] == []
    assert told.count("Strathbeg Archives") >= 6
