import pytest

from mercat.people.models import Person
from tests.factories.models import PASSWORD


def sign_in(client, email, password=PASSWORD, **changed):
    return client.post("/sign-in/", {"login": email, "password": password, **changed})


def signed_in(client):
    return Person.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_sign_in_page_asks_for_address_and_password(db, client):
    response = client.get("/sign-in/")

    labels = [field.label for field in response.context["form"]]
    assert (response.status_code, labels) == (
        200,
        ["E-mail address", "Password", "Keep me signed in on this computer for 12 hours"],
    )


def test_sign_in_with_the_password_opens_your_work(ailsa, client):
    response = sign_in(client, ailsa.email)

    assert (response.status_code, response.url) == (302, "/dashboard/")
    assert signed_in(client) == ailsa
    assert client.get(response.url).status_code == 200


def test_sign_in_with_the_address_in_capitals_is_the_same(ailsa, client):
    sign_in(client, ailsa.email.upper())

    assert signed_in(client) == ailsa


def test_sign_in_goes_where_one_wanted_to_go(ailsa, client):
    asked = client.get("/register/?after=abc")
    response = client.post(asked.url, {"login": ailsa.email, "password": PASSWORD})

    assert response.url == "/register/?after=abc"


def test_sign_in_never_goes_to_another_site(ailsa, client):
    response = client.post(
        "/sign-in/?next=https://elsewhere.example/", {"login": ailsa.email, "password": PASSWORD}
    )

    assert response.url == "/dashboard/"


def test_sign_in_says_the_same_for_a_wrong_password_and_an_unknown_address(ailsa, client):
    wrong = sign_in(client, ailsa.email, "not her password")
    unknown = sign_in(client, "nobody@strathbeg.example", PASSWORD)

    errors = wrong.context["form"].errors
    assert (wrong.status_code, list(errors)) == (200, ["__all__"])
    assert (unknown.status_code, unknown.context["form"].errors) == (200, errors)
    assert signed_in(client) is None


def test_sign_in_page_with_an_error_says_so_in_its_title(ailsa, client):
    response = sign_in(client, ailsa.email, "")

    assert response.context["form"].errors == {"password": ["Enter your password"]}
    assert "<title>Error: Sign in" in response.content.decode()


def test_sign_in_of_somebody_who_left_is_refused(ailsa, client):
    Person.objects.update(is_active=False)

    response = sign_in(client, ailsa.email)

    assert (response.status_code, response.url) == (302, "/sign-in/inactive/")
    assert signed_in(client) is None
    assert client.get(response.url).status_code == 200


def test_session_of_somebody_who_left_ends_at_once(ailsa, client):
    client.force_login(ailsa)
    Person.objects.update(is_active=False)

    response = client.get("/dashboard/")

    assert (response.status_code, response.url) == (302, "/sign-in/?next=/dashboard/")


def test_sign_out_page_only_asks(ailsa, client):
    client.force_login(ailsa)

    response = client.get("/sign-out/")

    assert response.status_code == 200
    assert signed_in(client) == ailsa


def test_sign_out_by_post_ends_the_session(ailsa, client):
    client.force_login(ailsa)

    response = client.post("/sign-out/")

    assert (response.status_code, response.url) == (302, "/")
    assert signed_in(client) is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_registering_is_closed(db, client, method):
    typed = {"email": "new@strathbeg.example", "password1": PASSWORD}

    response = getattr(client, method)("/sign-in/closed/", typed)

    assert response.status_code == 200
    assert "<h1>People are invited</h1>" in response.content.decode()
    assert Person.objects.count() == 0
