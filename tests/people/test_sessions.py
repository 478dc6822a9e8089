from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from mercat.organisations import actions as organisations
from mercat.organisations.models import Membership
from mercat.people import actions
from mercat.people.adapter import browser_name
from mercat.people.models import Person, SignIn
from tests.factories.models import PASSWORD
from tests.pages import PageClient
from tests.people.security import events, sign_in, signed_in

LIST = "/people/security/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0"


@pytest.fixture
def desk(ailsa):
    client = PageClient(headers={"user-agent": FIREFOX})
    sign_in(client, ailsa.email)
    return client


@pytest.fixture
def phone(ailsa):
    client = PageClient(headers={"user-agent": IPHONE})
    sign_in(client, ailsa.email)
    return client


def row_of(client):
    return SignIn.objects.get(pk=client.session[SignIn.SESSION_KEY])


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on an iPhone"),
        (EDGE, "Edge on Windows"),
        ("curl/8.5", "A browser"),
        ("", "A browser"),
    ],
)
def test_browser_is_named_as_people_say_it(user_agent, name):
    assert browser_name(user_agent) == name


def test_sign_in_is_listed_with_browser_and_hour_and_nothing_else(ailsa, desk):
    kept = SignIn.objects.values().get()

    assert set(kept) == {"id", "public_id", "person_id", "browser", "began_at", "seen_at"}
    assert (kept["browser"], kept["seen_at"].minute) == ("Firefox on Windows", 0)
    assert "Firefox on Windows" in desk.get(LIST).content.decode()
    assert events() == [("people.sign_in.began", {"method": "password"})]


@pytest.mark.parametrize("places", [1, 3])
def test_list_costs_the_same_for_one_and_three(ailsa, desk, django_assert_num_queries, places):
    for _ in range(places - 1):
        sign_in(PageClient(), ailsa.email)

    with django_assert_num_queries(6):
        desk.get(LIST)


def test_one_sign_in_is_ended_from_elsewhere(desk, phone):
    response = desk.post(f"{LIST}{row_of(phone).public_id}/end/")

    assert response.url == LIST
    assert phone.get("/dashboard/").url == "/sign-in/?next=/dashboard/"
    assert desk.get("/dashboard/").status_code == 200
    assert events()[-1] == ("people.sign_in.ended", {"ended": 1})


def test_all_others_are_ended_and_this_one_stays(desk, phone):
    desk.post(f"{LIST}end/")

    assert phone.get("/dashboard/").status_code == 302
    assert desk.get("/dashboard/").status_code == 200
    assert events()[-1] == ("people.sign_in.ended", {"ended": 1})


def test_sign_in_of_somebody_else_is_not_there(desk, outside):
    other = PageClient()
    sign_in(other, "member@glentarbet.example")

    response = desk.post(f"{LIST}{row_of(other).public_id}/end/")

    assert response.status_code == 404
    assert other.get("/dashboard/").status_code == 200


@pytest.mark.parametrize("path", ["end/", "bcdfghjkmn/end/"])
def test_ending_needs_a_press(desk, path):
    assert desk.get(LIST + path).status_code == 405


def test_sign_out_takes_the_row_along(desk):
    desk.post("/sign-out/")

    assert SignIn.objects.count() == 0


def test_hour_is_noted_once(desk, django_assert_num_queries):
    earlier = timezone.now() - timedelta(hours=2)
    SignIn.objects.update(seen_at=earlier)

    desk.get("/about/privacy/")

    assert row_of(desk).seen_at > earlier
    with django_assert_num_queries(6):  # session, person, sign-in, membership, its roles
        desk.get("/about/privacy/")


def test_sign_in_ends_after_twelve_hours_whatever_is_done(desk):
    SignIn.objects.update(began_at=timezone.now() - timedelta(hours=12))

    assert desk.get("/dashboard/").status_code == 302


def test_person_who_is_disabled_is_out_everywhere_and_stays_out(ailsa, desk, phone):
    Person.objects.update(is_active=False)
    answers = [client.get("/dashboard/").status_code for client in (desk, phone)]

    Person.objects.update(is_active=True)

    assert answers == [302, 302]
    assert [client.get("/dashboard/").status_code for client in (desk, phone)] == [302, 302]


def test_person_whose_last_membership_ends_is_out_everywhere(ailsa, desk, phone):
    organisations.end_membership(membership=Membership.objects.get(), by=None, at=timezone.now())

    assert [client.get("/dashboard/").status_code for client in (desk, phone)] == [302, 302]
    assert sign_in(PageClient(), ailsa.email).url == "/sign-in/inactive/"


def test_new_password_signs_out_everywhere_else(ailsa, desk, phone):
    new = "three words together"

    response = desk.post(
        "/people/security/password/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert response.url == "/people/security/"
    assert [client.get("/dashboard/").status_code for client in (desk, phone)] == [200, 302]
    assert SignIn.objects.count() == 1
    assert events()[-1] == ("people.password.changed", {"forgotten": False, "ended": 1})


def test_sign_ins_that_are_over_are_forgotten_with_their_sessions(ailsa, desk, phone):
    later = timezone.now() + timedelta(hours=13)

    forgotten = actions.forget_sign_ins(at=later)

    assert (forgotten, SignIn.objects.count(), Session.objects.count()) == (2, 0, 0)
    assert signed_in(PageClient()) is None
