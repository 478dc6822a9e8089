import pytest

from mercat.people.middleware import PRIVATE_PREFIXES
from tests.factories import PersonFactory

EXISTING = [
    "/dashboard/",
    "/passports/",
    "/passports/apply/",
    "/register/",
]
NOWHERE = [f"{prefix}nothing/here/at-all" for prefix in PRIVATE_PREFIXES]
UNKNOWN_THINGS = [
    "/passports/bcdfghjkmn/",
    "/passports/applications/bcdfghjkmn/",
    "/passports/applications/bcdfghjkmn/decide/",
    "/register/accounts/bcdfghjkmn/",
]


@pytest.mark.parametrize("path", [*EXISTING, *UNKNOWN_THINGS, *NOWHERE])
@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_private_path_sends_nobody_to_sign_in_whether_it_exists_or_not(db, client, method, path):
    response = getattr(client, method)(path)

    assert (response.status_code, response.url) == (302, f"/sign-in/?next={path}")


def test_private_path_costs_nobody_no_query(db, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/register/accounts/bcdfghjkmn/")


@pytest.mark.parametrize("path", NOWHERE)
def test_private_path_that_does_not_exist_is_404_for_somebody_signed_in(db, client, path):
    client.force_login(PersonFactory())

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/nowhere/", "/about/nothing/", "/lookup/organisations/no-one/"])
def test_public_path_that_does_not_exist_is_404(db, client, path):
    assert client.get(path).status_code == 404


def test_path_asked_for_keeps_its_query(db, client):
    response = client.get("/register/?after=abc&x=1")

    assert response.url == "/sign-in/?next=/register/%3Fafter%3Dabc%26x%3D1"


@pytest.mark.parametrize(
    "path", ["/", "/sign-in/", "/sign-in/code/", "/sign-in/closed/", "/lookup/", "/healthz"]
)
def test_public_path_opens_for_nobody(db, client, path):
    assert client.get(path).status_code == 200
