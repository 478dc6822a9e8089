"""Pages of barriers: who sees whose name, what is prefilled, what is wrong, filters, CSV."""

import pytest
from django.urls import reverse

from mercat.access import actions
from mercat.access.models import Barrier, Site
from tests.access.addresses import (
    AGAIN,
    CARE_FORMS,
    HAND_IN,
    ICT_FORMS,
    ICT_POST_ONLY,
    MEMBERS_POST_ONLY,
    OF_A_BARRIER,
    ONES_OWN,
    READ,
    REMOVE_FORMS,
    TOO,
    allowed,
    ict_of,
    made_barrier,
)
from tests.factories.council import NOW

REPORT = {
    "kind": "tool",
    "tool": "Instagram",
    "title": "Instagram is blocked",
    "work": "Answer family historians",
    "for_whom": "",
    "site": "",
    "seen": "",
}


def of(name, barrier):
    return reverse(name, args=[barrier.public_id])


@pytest.fixture
def barrier(council):
    return made_barrier(council.colleague, seen="Internet Explorer 6 · Windows XP")


def test_barriers_are_for_those_of_the_table_and_nothing_elsewhere(
    client, council, outside, barrier
):
    council.sign_in(client, "member")
    for name in CARE_FORMS | REMOVE_FORMS | AGAIN:
        assert (name, client.get(of(name, barrier)).status_code) == (name, 403)
        assert (name, client.post(of(name, barrier)).status_code) == (name, 403)
    for name in ONES_OWN:
        assert (name, client.post(of(name, barrier)).status_code) == (name, 403)
    for name in ICT_FORMS | HAND_IN:
        assert (name, client.get(reverse(name)).status_code) == (name, 403)
    for name in ICT_POST_ONLY:
        assert (name, client.post(reverse(name)).status_code) == (name, 403)
    client.force_login(ict_of(council).person)
    for name in READ | CARE_FORMS | REMOVE_FORMS | AGAIN:
        assert (name, client.get(of(name, barrier)).status_code) == (name, 200)
    for name in ONES_OWN | TOO:
        assert (name, client.get(of(name, barrier)).status_code) == (name, 405)
    for name in ICT_POST_ONLY | MEMBERS_POST_ONLY:
        assert (name, client.get(reverse(name)).status_code) == (name, 405)
    client.force_login(ict_of(outside).person)
    for name in OF_A_BARRIER - ONES_OWN - TOO:
        assert (name, client.get(of(name, barrier)).status_code) == (name, 404)
    for name in OF_A_BARRIER - READ:
        assert (name, client.post(of(name, barrier)).status_code) == (name, 404)


def test_a_barrier_is_reported_from_the_check(client, council):
    allowed(council, sites=("Depot",))
    council.sign_in(client, "colleague")
    asked = f"{reverse('access:report')}?kind=tool&tool=Instagram&seen=Chrome+157"
    text = client.get(asked).content.decode()
    assert "Instagram cannot be reached" in text
    assert "Chrome 157" in text
    site = Site.objects.get().public_id
    answer = client.post(reverse("access:report"), {**REPORT, "site": site})

    barrier = Barrier.objects.get()
    assert answer.url == of("access:barrier", barrier)
    assert (barrier.title, barrier.site.name) == ("Instagram is blocked", "Depot")


def test_who_asks_for_the_same_is_led_to_it(client, council, barrier):
    council.sign_in(client, "member")
    text = client.get(f"{reverse('access:report')}?kind=tool&tool=Instagram").content.decode()

    assert of("access:barrier", barrier) in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": ""},
        {"kind": "splendid"},
        {"title": ""},
        {"title": "x" * 121},
        {"work": ""},
        {"work": "\0"},
        {"work": "x" * 100_000},
        {"site": "nowhere"},
        {"site": "\0"},
        {"seen": "x" * 201},
    ],
)
def test_what_is_wrong_is_said_beside_its_field(wrong, client, council):
    council.sign_in(client, "member")
    answer = client.post(reverse("access:report"), {**REPORT, **wrong})

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert Barrier.objects.count() == 0


@pytest.mark.parametrize(
    "query", ["?kind=%00", "?tool=" + "x" * 5000, "?site=%00", "?kind=a&kind=b"]
)
def test_a_bent_address_is_borne(query, client, council):
    council.sign_in(client, "member")

    assert client.get(reverse("access:report") + query).status_code == 200


def test_names_are_for_ict_and_communications_alone(client, council, barrier):
    address = of("access:barrier", barrier)
    name = council.colleague.person.name
    seen = {}
    for part in ("member", "administrator", "adviser"):
        council.sign_in(client, part)
        text = client.get(address).content.decode()
        seen[part] = (f">{name}<" in text, "Internet Explorer 6" in text)
    csv = b"".join(client.get(reverse("access:barriers_csv")).streaming_content).decode()

    assert seen == {
        "member": (False, False),
        "administrator": (False, False),
        "adviser": (True, True),
    }
    assert barrier.title in csv
    assert name not in csv
    assert "Internet Explorer" not in csv


def test_a_barrier_goes_from_its_report_to_open_on_pages_alone(client, council, barrier):
    ict = ict_of(council)
    council.sign_in(client, "applicant")
    client.post(of("access:say_too", barrier))
    assert "does not hold me up" in client.get(of("access:barrier", barrier)).content.decode()
    client.force_login(ict.person)
    day = {"due_on_day": "1", "due_on_month": "3", "due_on_year": "2099"}
    client.post(of("access:take", barrier), {**day, "words": "We look at it."})
    client.post(of("access:set_due", barrier), {**day, "words": "The contract."})
    client.post(of("access:try_out", barrier), {**day, "open_to": "The library", "words": ""})
    client.post(of("access:open_to_some", barrier), {"open_to": "Libraries", "words": ""})
    client.post(of("access:open_to_all", barrier), {"words": "To everybody."})
    barrier.refresh_from_db()
    assert barrier.state == "open_all"
    council.sign_in(client, "applicant")
    text = client.get(of("access:barrier", barrier)).content.decode()
    assert "To everybody." in text
    client.post(of("access:reopen", barrier), {"words": "Blocked again since Monday."})
    barrier.refresh_from_db()
    assert barrier.state == "reopened"


def test_reasons_are_needed_and_what_was_typed_stays(client, council, barrier):
    client.force_login(ict_of(council).person)
    empty = client.post(of("access:decline", barrier), {"words": ""})
    past = {"due_on_day": "1", "due_on_month": "3", "due_on_year": "2001", "words": "Kept words"}
    late = client.post(of("access:take", barrier), past).content.decode()

    assert "Give your reasons" in empty.content.decode()
    assert "after today" in late
    assert "Kept words" in late
    assert Barrier.objects.get().state == "reported"


def test_a_list_shows_what_was_asked_for(client, council, barrier):
    actions.decline(barrier=barrier, words="No.", by=ict_of(council), at=NOW)
    council.sign_in(client, "member")
    address = reverse("access:barriers")
    texts = {
        shown: client.get(f"{address}?shown={shown}").content.decode()
        for shown in ("waiting", "declined", "all", "nonsense", "%00")
    }

    assert {shown for shown, text in texts.items() if barrier.title in text} == {"declined", "all"}


def test_the_list_costs_the_same_for_one_and_for_many(client, council, django_assert_num_queries):
    council.sign_in(client, "member")
    for number in range(3):
        made_barrier(council.colleague, title=f"Barrier {number}")
    with django_assert_num_queries(QUERIES):
        client.get(reverse("access:barriers"))
    for number in range(60):
        made_barrier(council.colleague, title=f"More {number}")
    with django_assert_num_queries(QUERIES):
        text = client.get(reverse("access:barriers")).content.decode()

    assert "?after=" in text


QUERIES = 5
