import pytest
from django.urls import reverse
from django.utils import timezone

from tests.passports.views.reading import said_on


@pytest.fixture
def passport(council):
    return council.case("released", at=timezone.now()).passport


@pytest.fixture
def address(passport):
    return reverse("passports:passport", args=[passport.public_id])


def test_passport_shows_its_holder_the_card_and_the_public_address(
    passport, address, council, client
):
    council.sign_in(client, "applicant")

    page = client.get(address)

    public = f"http://localhost:8000/lookup/passports/{passport.public_id}/"
    assert said_on(page, "h1") == [f"Passport {passport.spoken_number}"]
    assert public in page.content.decode()
    assert said_on(page, "svg/title")[-1] == ("A code that opens the public page of this passport")


@pytest.mark.parametrize("part", ["adviser", "clerk", "chair", "keeper", "auditor"])
def test_passport_is_there_for_those_who_see_all(part, address, council, client):
    council.sign_in(client, part)

    page = client.get(address)

    assert page.status_code == 200
    assert "See the letter" not in page.content.decode()


@pytest.mark.parametrize("part", ["member", "colleague", "panel_member", "administrator"])
def test_passport_is_not_there_for_others(part, address, council, client):
    council.sign_in(client, part)

    assert client.get(address).status_code == 404


def test_passport_is_not_there_for_another_organisation(address, outside, client):
    outside.sign_in(client, "clerk")

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("bad", ["nothing", "%00", "BCDFGHJKMN"])
def test_passport_of_a_bad_id_is_not_there(bad, council, client):
    council.sign_in(client, "clerk")

    assert client.get(f"/passports/{bad}/").status_code == 404


def test_passport_by_another_method_is_not_taken(address, council, client):
    council.sign_in(client, "applicant")

    assert client.post(address, {"status": "expired"}).status_code == 405


def test_passport_takes_few_queries(address, council, client, django_assert_num_queries):
    council.sign_in(client, "applicant")

    with django_assert_num_queries(6):
        client.get(address)
