"""The pages of a meeting: for whom, what they show, and what they cost."""

from datetime import datetime

import pytest
from django.urls import reverse

from mercat.passports.models import AgendaItem, Meeting
from tests.factories.council import NOW
from tests.passports.meetings import ended, named, plan


def url(name, meeting, *more):
    return reverse(f"passports:{name}", args=[meeting.public_id, *more])


@pytest.mark.parametrize("name", ["meeting", "pack", "minutes"])
def test_pages_show_nothing_of_a_case_to_whoever_steps_out(name, council, client):
    case = council.case("in_panel", account_name="CANARY", purpose="CANARY")
    named(council, "Second")
    case.seats.filter(person=council.panel_member.person).update(steps_out=True)
    meeting = ended(council)
    AgendaItem.objects.filter(application=case).update(minute="CANARY")

    council.sign_in(client, "panel_member")
    theirs = client.get(url(name, meeting)).content.decode()
    council.sign_in(client, "chair")
    others = client.get(url(name, meeting)).content.decode()

    assert ("CANARY" in theirs, "CANARY" in others) == (False, True)
    assert "for this item" in theirs
    assert "Second on Instagram" in theirs


def test_pack_holds_each_case_with_answers_and_who_leaves(council, client):
    case = named(council, "First")
    case.seats.filter(person=council.panel_member.person).update(steps_out=True)
    meeting = plan(council)
    council.sign_in(client, "chair")

    page = client.get(url("pack", meeting)).content.decode()

    for words in ("Answer family historians in public", "Panel Member", "Manager was asked"):
        assert words in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "most"), [("meeting", 12), ("pack", 15), ("minutes", 11)])
def test_pages_of_a_meeting_cost_the_same_for_one_case_and_three(
    name, most, count, council, client, django_assert_num_queries
):
    for number in range(count):
        named(council, f"Case{number}")
    meeting = ended(council)
    council.sign_in(client, "chair")

    with django_assert_num_queries(most):
        assert client.get(url(name, meeting)).status_code == 200


def test_decision_recorded_from_the_meeting_comes_back_to_it(council, client):
    case = named(council, "First")
    meeting = plan(council)
    council.sign_in(client, "chair")
    address = reverse("passports:decide", args=[case.public_id])

    answer = client.post(
        f"{address}?meeting={meeting.public_id}",
        {"outcome": "approved", "reasons": "A clear purpose."},
    )
    elsewhere = client.get(f"{address}?meeting=bcdfghjkmn")

    assert answer.url == url("meeting", meeting)
    assert elsewhere.status_code == 200


def test_meeting_page_walks_from_plan_to_final(council, client):
    case = named(council, "First")
    council.sign_in(client, "clerk")
    typed = {"time": "2 pm", "place": "Room 2"}
    typed |= {"day_day": "14", "day_month": "March", "day_year": "2031"}

    page = client.post(reverse("passports:plan_meeting"), typed, follow=True)

    meeting = Meeting.objects.get()
    assert page.redirect_chain[-1][0] == url("meeting", meeting)
    assert meeting.local_start.strftime("%d %m %Y %H:%M") == "14 03 2031 14:00"
    item = meeting.items.get()
    assert item.application == case
    client.post(url("remove_item", meeting, item.pk))
    client.post(url("add_items", meeting), {"cases": [case.public_id]})
    client.post(url("attendance", meeting), {"here": [council.chair.person.public_id]})
    Meeting.objects.update(starts_at=datetime(2026, 11, 18, 9, tzinfo=NOW.tzinfo))
    page = client.post(url("end_meeting", meeting), follow=True)
    assert "Here: Chair." in page.content.decode()
    words = {"opening": "Chair alone.", "closing": "", f"item_{meeting.items.get().pk}": "x"}
    client.post(url("change_minutes", meeting), {"version": "1", **words})
    council.sign_in(client, "chair")
    client.post(url("approve_minutes", meeting), {"version": "2"})
    meeting.refresh_from_db()
    assert (meeting.status, meeting.opening) == ("final", "Chair alone.")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"time": "25:00"}, "The time must be a real one, like 14:00"),
        ({"time": "soon"}, "The time must be a real one, like 14:00"),
        ({"place": ""}, "Say where it is, or give a link"),
        ({"day_month": "13"}, "must be a real date"),
        ({"day_year": "2020"}, "The meeting has to lie in the future."),
    ],
)
def test_plan_with_a_mistake_says_so_and_keeps_what_was_typed(typed, error, council, client):
    council.sign_in(client, "clerk")
    right = {"time": "14.30", "place": "Room 2", "day_day": "14", "day_month": "3"}

    page = client.post(
        reverse("passports:plan_meeting"), {**right, "day_year": "2031", **typed}
    ).content.decode()

    assert error in page
    assert Meeting.objects.count() == 0


def test_nobody_is_here_and_away(council, client):
    meeting = plan(council)
    council.sign_in(client, "clerk")
    chair = council.chair.person.public_id

    page = client.post(url("attendance", meeting), {"here": [chair], "apologies": [chair]})

    assert "Nobody is both here and away" in page.content.decode()


def test_meetings_list_says_what_one_can_do(council, client):
    for part, said in (("clerk", "When you plan one"), ("chair", "The clerk plans them")):
        council.sign_in(client, part)
        assert said in client.get(reverse("passports:meetings")).content.decode()
