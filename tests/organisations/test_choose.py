import pytest

from tests.factories import MembershipFactory

CHOOSE = "/organisation/choose/"


@pytest.fixture
def second(council, outside):
    """The clerk of the council works for another organisation, too."""
    person = council.clerk.person
    return MembershipFactory(organisation=outside.organisation, person=person)


def shown(response):
    return str(response.context["organisation"])


def test_choose_changes_where_one_works(client, council, outside, second):
    council.sign_in(client, "clerk")
    assert shown(client.get("/dashboard/")) == "Strathbeg Council"

    response = client.post(CHOOSE, {"organisation": second.public_id}, follow=True)

    assert shown(response) == "Glentarbet Care"
    assert "Change organisation" in response.content.decode()


@pytest.mark.parametrize("kind", ["somebody else’s", "nothing"])
def test_choose_of_what_is_not_ones_own_is_refused(client, council, outside, second, kind):
    council.sign_in(client, "clerk")
    chosen = outside.chair.public_id if kind == "somebody else’s" else ""

    response = client.post(CHOOSE, {"organisation": chosen})

    assert list(response.context["form"].errors) == ["organisation"]
    assert shown(client.get("/dashboard/")) == "Strathbeg Council"


def test_choose_is_not_offered_to_people_of_one_organisation(client, council):
    council.sign_in(client, "clerk")

    assert "Change organisation" not in client.get("/dashboard/").content.decode()
