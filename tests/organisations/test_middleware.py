from datetime import timedelta

import pytest

from mercat.organisations.middleware import SESSION_KEY
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory

PRIVATE = ["/dashboard/", "/passports/", "/passports/apply/", "/register/"]


def shown(response):
    return str(response.context["organisation"])


@pytest.fixture
def person(db):
    return PersonFactory()


@pytest.fixture
def two(person, at):
    """The membership of longer standing comes first."""
    return [
        MembershipFactory(
            person=person, organisation__name=name, started_at=at + timedelta(days=day)
        )
        for day, name in enumerate(["Strathbeg Council", "Glentarbet Care"])
    ]


def choose(client, membership):
    session = client.session
    session[SESSION_KEY] = membership.public_id
    session.save()


def test_current_membership_of_two_is_the_oldest(client, person, two):
    client.force_login(person)

    assert shown(client.get("/dashboard/")) == "Strathbeg Council"


def test_current_membership_of_two_is_the_one_chosen(client, person, two):
    client.force_login(person)
    choose(client, two[1])

    assert shown(client.get("/dashboard/")) == "Glentarbet Care"


def test_current_membership_chosen_and_ended_falls_back(client, person, two, at):
    client.force_login(person)
    choose(client, two[1])
    two[1].ended_at = at
    two[1].save()

    assert shown(client.get("/dashboard/")) == "Strathbeg Council"


def test_current_membership_of_somebody_else_is_never_taken(client, person, two):
    client.force_login(person)
    choose(client, MembershipFactory(organisation=OrganisationFactory(name="Elsewhere")))

    assert shown(client.get("/dashboard/")) == "Strathbeg Council"


@pytest.mark.parametrize("path", PRIVATE)
def test_current_membership_of_nobody_is_404_on_private_pages(client, person, path):
    client.force_login(person)

    assert client.get(path).status_code == 404


def test_current_membership_ended_is_404_on_private_pages(client, person, at):
    MembershipFactory(person=person, ended_at=at)
    client.force_login(person)

    assert client.get("/dashboard/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/lookup/", "/about/privacy/"])
def test_current_membership_is_not_needed_on_public_pages(client, person, path):
    client.force_login(person)

    assert client.get(path).status_code == 200


def test_current_membership_is_not_read_where_nobody_asks(
    client, person, two, django_assert_num_queries
):
    client.force_login(person)

    with django_assert_num_queries(0):
        client.get("/healthz")
