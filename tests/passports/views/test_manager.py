"""The manager's page: from the link in the real mail, and signed in."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mercat.audit.models import Event
from mercat.common import links, outbox
from mercat.common.links import GONE, LinkPlan
from mercat.common.models import ActLink, OutboxMail
from mercat.organisations import actions as organisations
from mercat.passports import actions
from mercat.passports.models import ManagerView
from tests.letters import link_in
from tests.passports.views.reading import errors_of, said_on

SUPPORT = {"view": "support", "text": ""}


@pytest.fixture
def case(council):
    return council.case("submitted", at=timezone.now())


@pytest.fixture
def link(case, letter_box):
    """The path in the mail that the manager got."""
    outbox.send_due(at=timezone.now())
    (mail,) = letter_box.to("manager@strathbeg.example")
    return link_in(mail).removeprefix("http://localhost:8000")


def given() -> str:
    return ManagerView.objects.get().view


def test_manager_view_from_the_mail_shows_the_case_and_changes_nothing(case, link, client):
    events = Event.objects.count()

    pages = [client.get(link), client.get(link), client.head(link)]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert said_on(pages[0], "h1") == ["Your view, as Applicant’s manager"]
    assert "Answer family historians in public" in pages[0].content.decode()
    assert (given(), Event.objects.count()) == ("", events)
    assert ActLink.objects.get().used_at is None


def test_manager_view_tells_no_other_site_its_address_and_no_cache_keeps_it(link, client):
    page = client.get(link)

    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_manager_view_is_given_once_by_post(link, client):
    page = client.post(link, {"view": "object", "text": "Not before the summer"})

    view = ManagerView.objects.get()
    assert (page.status_code, page["Referrer-Policy"]) == (200, "no-referrer")
    assert said_on(page, "h1") == ["Thank you"]
    assert (view.view, view.text) == ("object", "Not before the summer")


@pytest.mark.parametrize("method", ["get", "post"])
def test_manager_view_a_second_time_says_that_the_link_has_ended(method, link, client):
    client.post(link, SUPPORT)

    page = getattr(client, method)(link, {"view": "object", "text": "I thought again"})

    assert (page.status_code, page["Referrer-Policy"]) == (410, "no-referrer")
    assert said_on(page, "h1") == ["This link has ended"]
    assert str(GONE) in page.content.decode()
    assert given() == "support"


@pytest.mark.parametrize("method", ["get", "post"])
def test_manager_view_is_dead_after_the_manager_leaves(method, link, client, council):
    organisations.end_membership(membership=council.manager, by=None, at=timezone.now())

    page = getattr(client, method)(link, SUPPORT)

    assert (page.status_code, given()) == (410, "")


@pytest.mark.parametrize(
    "changed",
    [
        {"purpose": "passports.another"},
        {"subject": "bcdfghjkmn"},
        {"expires_at": timezone.now() - timedelta(days=1)},
    ],
    ids=["purpose", "subject", "expired"],
)
def test_manager_view_of_a_link_for_something_else_has_ended(changed, link, client):
    ActLink.objects.update(**changed)

    assert client.post(link, SUPPORT).status_code == 410
    assert given() == ""


def test_manager_view_with_another_persons_key_is_refused(case, council, client):
    plan = LinkPlan(
        purpose="passports.manager_view",
        path="/passports/manager-view/{token}/",
        subject=case.public_id,
        person_key=str(council.clerk.person.audit_key),
        revision=1,
        days=30,
    )

    page = client.post(links.mint(plan, at=timezone.now()), SUPPORT)

    assert (page.status_code, given()) == (410, "")


@pytest.mark.parametrize("token", ["nothing", "%00", "a.b", "x" * 500])
def test_manager_view_of_a_made_up_token_has_ended(token, client, db):
    assert client.get(f"/passports/manager-view/{token}/").status_code == 410


def test_manager_view_by_another_method_is_not_taken(link, client):
    assert client.delete(link).status_code == 405


def test_manager_view_with_a_mistake_keeps_what_was_typed(link, client):
    page = client.post(link, {"view": "", "text": "Mind the weekends"})

    assert errors_of(page) == {"view": "Choose what your view is"}
    assert "Mind the weekends</textarea>" in page.content.decode()
    assert (given(), ActLink.objects.get().used_at) == ("", None)


def test_manager_view_of_a_withdrawn_case_says_so(case, link, client, council):
    actions.withdraw(application=case, reason="", by=council.applicant, at=timezone.now())

    page = client.post(link, SUPPORT)

    assert page.status_code == 200
    assert "This case has been decided or withdrawn" in page.content.decode()
    assert given() == ""


def test_manager_view_link_stands_nowhere_but_in_the_mail(link, client):
    token = link.rstrip("/").rpartition("/")[2]
    rows = [str(list(model.objects.values())) for model in (OutboxMail, ActLink, Event)]

    assert len(token) == 43
    assert [token in row for row in rows] == [False, False, False]


def test_give_view_signed_in_goes_back_to_ones_work(case, council, client):
    council.sign_in(client, "manager")

    page = client.post(reverse("passports:give_view", args=[case.public_id]), SUPPORT)

    assert (page.status_code, page["Location"]) == (302, "/dashboard/")
    assert given() == "support"


def test_give_view_that_nobody_was_asked_for_is_not_there(council, client):
    council.applicant.manager = None
    council.applicant.save()
    application = council.case("submitted", at=timezone.now())
    council.sign_in(client, "clerk")

    page = client.get(reverse("passports:give_view", args=[application.public_id]))

    assert page.status_code == 404
