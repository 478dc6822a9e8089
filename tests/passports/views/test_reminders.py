"""How somebody is reminded, and the calendar's secret address."""

import re
from datetime import date
from typing import Any

from django.test import Client
from icalendar import Calendar

from mercat.passports import actions
from mercat.passports.models import CalendarFeed, Condition, ReminderChoice
from tests.factories.council import NOW
from tests.passports.meetings import plan
from tests.passports.views.reading import errors_of

URL = "/passports/reminders/"


def made(client: Any) -> str:
    """The path that the page shows, this once."""
    text = client.post(f"{URL}calendar/make/").content.decode()
    found = re.search(r"/passports/calendar/[\w-]+/", text)
    assert found
    return found.group()


def days(path: str) -> list[Any]:
    answer = Client().get(path)  # nobody is signed in: the address is the key
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_member_chooses_one_mail_a_day_and_back(council, client):
    council.sign_in(client, "clerk")

    client.post(URL, {"how": "daily"})
    assert ReminderChoice.objects.get().person == council.clerk.person
    client.post(URL, {"how": "each"})

    assert not ReminderChoice.objects.exists()
    assert "Choose how we remind you" in str(errors_of(client.post(URL, {"how": ""})))


def test_calendar_shows_due_days_and_no_word_of_the_case(council, client):
    application = council.case("in_panel", account_name="CANARY")
    council.sign_in(client, "clerk")
    path = made(client)

    (event,) = days(path)

    assert event["SUMMARY"] == "A case is due"
    assert event.decoded("DTSTART") == application.due_on
    body = Client().get(path).content.decode()
    for word in ("CANARY", application.public_id, "Applicant", "strathbeg"):
        assert word not in body


def test_calendar_leaves_out_what_its_member_may_not_see(council, client):
    application = council.case("in_panel")
    application.seats.filter(person=council.panel_member.person).update(steps_out=True)
    council.case("draft")
    council.sign_in(client, "panel_member")

    assert days(made(client)) == []


def test_applicant_s_own_answer_is_due_in_their_calendar(council, client):
    application = council.case("in_panel")
    request = actions.ask(application=application, question="Why?", by=council.chair, at=NOW)
    council.sign_in(client, "applicant")

    (event,) = days(made(client))

    assert event.decoded("DTSTART") == request.due_on


def test_a_new_address_ends_the_old_one(council, client):
    council.sign_in(client, "clerk")
    old, new = made(client), made(client)

    assert old != new
    assert Client().get(old).status_code == 410
    assert Client().get(new).status_code == 200
    assert CalendarFeed.objects.get().token_hash not in new


def test_an_address_ends_when_asked_and_when_its_member_leaves(council, client):
    council.sign_in(client, "clerk")
    path = made(client)
    council.clerk.ended_at = NOW
    council.clerk.save()
    assert Client().get(path).status_code == 410
    council.clerk.ended_at = None
    council.clerk.save()

    client.post(f"{URL}calendar/end/")

    assert Client().get(path).status_code == 410
    assert Client().get(path)["Referrer-Policy"] == "no-referrer"


def test_calendar_has_meetings_with_time_and_place_for_the_panel_alone(council, client):
    meeting = plan(council, days=3)
    council.sign_in(client, "panel_member")
    (event,) = days(made(client))
    council.sign_in(client, "keeper")
    elsewhere = days(made(client))

    assert (event["SUMMARY"], event["LOCATION"]) == ("The panel meets", meeting.place)
    assert event.decoded("DTSTART") == meeting.starts_at
    assert elsewhere == []


def test_calendar_has_the_days_of_ones_own_passport(council, client):
    application = council.case("released")
    Condition.objects.create(
        organisation=council.organisation,
        decision=application.decisions.get(),
        number=1,
        text="CANARY",
        due_on=date(2026, 12, 24),
    )
    council.sign_in(client, "applicant")

    found = [(str(each["SUMMARY"]), each.decoded("DTSTART")) for each in days(made(client))]

    assert found == [
        ("A condition of your passport is due", date(2026, 12, 24)),
        ("Your passport ends", application.passport.expires_on),
    ]
