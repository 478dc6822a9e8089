import pytest
from django.utils import timezone

from mercat.lookup import actions, queries
from mercat.lookup.models import Likeness
from mercat.register.models import Account, Publication
from tests.factories import OrganisationFactory
from tests.lookup.claims import published
from tests.passports.views.reading import said_on


def follow():
    actions.follow_likeness(at=timezone.now())


@pytest.fixture
def ferries(council):
    made = published(
        council.organisation,
        name="Ferries",
        handle="StrathbegFerries",
        key="facebook:strathbegferries",
    )
    follow()
    return made


def similar(text, platform=""):
    found = queries.look_up(text, at=timezone.now(), platform=platform)
    told = [(str(each.likeness), each.publication.handle) for each in found.similar]
    return found.answer, told


@pytest.mark.parametrize(
    ("text", "likeness"),
    [
        ("facebook.com/Strathbeg-Ferries", "letters"),
        ("facebook.com/StrathbegFerr1es", "letters"),
        ("facebook.com/StrathbegFerriesSupport", "words"),
        ("facebook.com/StrathbegFeries", "slip"),
        ("instagram.com/strathbeg.ferries", "letters"),
    ],
)
def test_look_up_of_a_like_name_says_of_which_and_accuses_nobody(text, likeness, ferries):
    assert similar(text) == ("not_registered", [(likeness, "StrathbegFerries")])


@pytest.mark.parametrize(
    "text",
    [
        "facebook.com/StrathbegLibraries",
        "instagram.com/strathbegferriessupport",  # elsewhere only what reads the same
        "facebook.com/61550000000000",
    ],
)
def test_look_up_of_an_honest_other_says_nothing_of_it(text, ferries):
    assert similar(text) == ("not_registered", [])


def test_look_up_of_the_account_itself_names_no_other(ferries):
    assert similar(ferries.url) == ("official", [])


@pytest.mark.parametrize("answer", ["was_official", "known_false", "own_account"])
def test_only_official_accounts_are_named(answer, ferries):
    Publication.objects.update(answer=answer)

    assert similar("facebook.com/StrathbegFeries") == ("not_registered", [])


def test_account_of_an_unverified_organisation_is_not_named(db):
    published(OrganisationFactory(), handle="StrathbegFerries", key="facebook:strathbegferries")
    follow()

    assert similar("facebook.com/StrathbegFeries") == ("not_registered", [])


def test_likeness_follows_the_register(ferries):
    Publication.objects.update(key="facebook:strathbegsailings", handle="StrathbegSailings")
    follow()
    renamed = [
        similar(f"facebook.com/{name}")[1] for name in ("StrathbegFeries", "StrathbegSailing")
    ]
    Account.objects.all().delete()
    follow()

    assert renamed == [[], [("slip", "StrathbegSailings")]]
    assert Likeness.objects.count() == 0


def test_likeness_that_has_not_followed_for_long_begins_anew(ferries):
    Likeness.objects.all().delete()

    actions.follow_likeness(at=timezone.now() + actions.register.KEPT_FOR * 2)

    assert Likeness.objects.count() == 1


def test_following_again_does_nothing(ferries):
    assert actions.follow_likeness(at=timezone.now()) == 0


def test_page_says_it_with_a_link_and_without_blame(ferries, client):
    page = client.get("/lookup/", {"q": "facebook.com/StrathbegFeries"})

    assert said_on(page, "div[@id='answer']//h2") == [
        "It is not on any register here, and its name is like one that is"
    ]
    assert said_on(page, f"a[@href='/lookup/accounts/{ferries.public_id}/']") == [
        "Its name is one letter away from StrathbegFerries on Facebook, run by Strathbeg Council."
    ]


def test_api_says_it_too(ferries, client):
    said = client.get("/api/v1/lookup", {"url": "facebook.com/StrathbegFeries"}).json()

    assert (said["answer"], said["claims"]) == ("not_registered", [])
    assert said["similar"] == [
        {
            "likeness": "slip",
            "organisation": "Strathbeg Council",
            "name": "Ferries",
            "platform": "facebook",
            "handle": "StrathbegFerries",
            "page": f"http://localhost:8000/lookup/accounts/{ferries.public_id}/",
        }
    ]


@pytest.mark.parametrize("count", [1, 8])
def test_look_up_of_a_like_name_takes_as_many_queries_however_many_there_are(
    count, ferries, council, django_assert_num_queries
):
    for n in range(count):
        published(
            council.organisation,
            platform="instagram",
            handle=f"strathbeg{'_' * n}ferries",
            key=f"instagram:strathbeg{'_' * n}ferries",
        )
    follow()

    with django_assert_num_queries(4):
        found = queries.look_up("facebook.com/StrathbegFeries", at=timezone.now())

    assert len(found.similar) == 1
