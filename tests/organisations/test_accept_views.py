from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from mercat.common import outbox
from mercat.common.models import ActLink
from mercat.organisations import actions
from mercat.organisations.models import Membership
from mercat.people.models import Person
from tests.factories import PersonFactory
from tests.letters import link_in

IONA = "iona@strathbeg.example"
TYPED = {"name": "Iona Sinclair", "password": "three odd words"}


@pytest.fixture
def invite(council, letter_box, settings):
    """Invites Iona with a real mail; the path of the link in it."""
    settings.SITE_URL = "http://testserver"

    def path():
        actions.invite(
            organisation=council.organisation,
            addressees=[("", IONA)],
            department=None,
            manager=None,
            job_title="",
            roles=[],
            by=None,
            at=timezone.now(),
        )
        outbox.send_due(at=timezone.now())
        return link_in(letter_box.to(IONA)[-1])

    return path


def said(response):
    return " ".join(
        html.document_fromstring(response.content).xpath("//main")[0].text_content().split()
    )


def test_accept_looking_changes_nothing_and_posting_joins(client, invite):
    path = invite()
    for _ in range(2):
        shown = client.get(path)
        assert (shown.status_code, shown["Referrer-Policy"]) == (200, "no-referrer")
    assert Person.objects.filter(email=IONA).exists() is False

    response = client.post(path, TYPED)

    membership = Membership.objects.get(person__email=IONA)
    assert "You are in" in said(response)
    assert (membership.person.name, membership.ended_at) == ("Iona Sinclair", None)
    assert client.login(email=IONA, password="three odd words") is True


def test_accept_posts_from_a_page_without_referrer(invite):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(invite(), TYPED, headers={"origin": "null"})

    assert response.status_code == 200
    assert Person.objects.filter(email=IONA).exists() is True


def test_accept_without_password_leads_to_the_code(client, invite):
    response = client.post(invite(), {"name": "Iona Sinclair", "password": ""})

    links = html.document_fromstring(response.content).xpath("//main//a/@href")
    assert links == ["/sign-in/code/"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"password": "short"}, "password"),
        ({"password": "administrator"}, "password"),
        ({"password": "Iona Sinclair"}, "password"),
        ({"password": "x" * 201}, "password"),
    ],
)
def test_accept_refuses_beside_the_field_and_keeps_the_link(client, invite, typed, field):
    path = invite()

    response = client.post(path, {**TYPED, **typed})

    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["name"].value() == {**TYPED, **typed}["name"]
    assert client.get(path).status_code == 200


def test_accept_of_somebody_known_asks_for_nothing(client, invite):
    PersonFactory(email=IONA, name="Iona S")
    path = invite()

    shown = client.get(path)
    response = client.post(path)

    assert "There is an account here with this address already, Iona S" in said(shown)
    assert shown.context["form"]["name"].value() != "Iona Sinclair"
    assert html.document_fromstring(shown.content).xpath("//main//input[@name='name']") == []
    assert "You are in" in said(response)
    assert Membership.objects.filter(person__email=IONA).count() == 1


def gone(client, path):
    answers = [client.get(path), client.post(path, TYPED)]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert [answer["Referrer-Policy"] for answer in answers] == ["no-referrer"] * 2
    return said(answers[0])


def test_accept_by_a_used_link_is_gone(client, invite):
    path = invite()
    client.post(path, TYPED)

    assert "This link has ended" in gone(client, path)
    assert Membership.objects.filter(person__email=IONA).count() == 1


def test_accept_by_an_expired_link_is_gone(client, invite):
    path = invite()
    ActLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    gone(client, path)


def test_accept_by_a_link_for_something_else_is_gone(client, invite):
    path = invite()
    ActLink.objects.update(purpose="passports.manager_view")

    gone(client, path)


def test_accept_by_an_older_link_or_a_withdrawn_invitation_is_gone(client, council, invite):
    path = invite()
    invitation = council.organisation.invitation_set.get()
    by = council.administrator.person

    actions.invite_again(invitation=invitation, by=by, at=timezone.now())
    gone(client, path)
    outbox.send_due(at=timezone.now())
    actions.withdraw_invitation(invitation=invitation, by=by, at=timezone.now())
    gone(client, path)


def test_accept_by_a_member_meanwhile_is_told(client, council, invite):
    path = invite()
    council.clerk.person.email = IONA
    council.clerk.person.save()

    response = client.post(path)

    assert "You are a member already" in said(response)
    assert client.get(path).status_code == 200
