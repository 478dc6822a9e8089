"""The panel meets: agenda, pack, decisions in turn, minutes that the chair makes final."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from mercat.common import outbox
from mercat.passports.models import Meeting
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.letters import link_in

pytestmark = pytest.mark.journey
FIRST, SECOND = "First on Instagram", "Second on Instagram"


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_panel_meets_from_agenda_to_approved_minutes(walk, council, letter_box, javascript):
    for name in ("First", "Second"):
        case = council.case("in_panel", at=timezone.now(), account_name=name)
    case.seats.filter(person=council.panel_member.person).update(steps_out=True)
    clerk, chair = walk(javascript=javascript), walk(javascript=javascript, width=320)

    clerk_plans(clerk)
    member_reads_the_pack(walk(javascript=javascript), letter_box)
    Meeting.objects.update(starts_at=timezone.now() - timedelta(minutes=10))
    clerk_says_who_is_here(clerk)
    chair_decides(chair)
    clerk_ends(clerk)
    chair_approves(chair)


def press(walker, verb, case):
    """The button that says in full, for those who hear it, which case it is about."""
    name = re.compile(rf"{verb}\s*: {case}")
    walker.page.get_by_role("button", name=name).click()
    walker.look()


def clerk_plans(clerk):
    clerk.sign_in("clerk@strathbeg.example", PASSWORD)
    clerk.go("/passports/")
    clerk.follow("The panel’s meetings")
    clerk.press("Plan a meeting")
    clerk.press("Plan the meeting")
    clerk.sees("Enter the day of the meeting")
    day = timezone.localdate() + timedelta(days=2)
    for part in ("day", "month", "year"):
        clerk.type(part.title(), str(getattr(day, part)))
    clerk.type("When does it begin?", "2 pm")
    clerk.page.get_by_label("Where?").fill("Committee room 2")
    clerk.press("Plan the meeting")
    clerk.sees(FIRST)
    press(clerk, "Down", FIRST)
    first, second = (clerk.page.locator("main").inner_text().index(n) for n in (SECOND, FIRST))
    assert first < second
    press(clerk, "Take off", FIRST)
    clerk.follow("Add cases")
    clerk.tick(FIRST)
    clerk.press("Add them")
    clerk.sees(f"2. {FIRST}")
    outbox.send_due(at=timezone.now(), most=20)


def member_reads_the_pack(member, letter_box):
    letters = letter_box.to("panel_member@strathbeg.example")
    (letter,) = [each for each in letters if "The panel meets on" in each["Subject"]]
    member.sign_in("panel_member@strathbeg.example", PASSWORD)
    member.go(link_in(letter))
    member.sees("1. You leave for this item")
    member.follow("Pack to read or print")
    member.sees("Answer family historians in public")
    assert SECOND not in member.page.content()
    member.page.emulate_media(media="print")
    member.look()


def clerk_says_who_is_here(clerk):
    clerk.go("/dashboard/")
    clerk.follow("The panel meets on", exact=False)
    clerk.follow("Say who is here")
    here = clerk.page.get_by_role("group", name="Who is here?")
    for name in ("Chair", "Clerk", "Panel Member"):
        here.get_by_label(name).check()
    clerk.press("Save")
    clerk.sees("Leave for this item: Panel Member")


def chair_decides(chair):
    chair.sign_in("chair@strathbeg.example", PASSWORD)
    chair.follow("The panel meets on", exact=False)
    press(chair, "Record the decision", SECOND)
    chair.tick("Use an account we have")
    chair.page.get_by_label("Reasons for the applicant").fill("Museums reaches the same people.")
    chair.press("Record the decision")
    assert chair.heading().startswith("Meeting on")
    chair.sees("Use an account we have")


def clerk_ends(clerk):
    clerk.go(clerk.page.url)
    clerk.press("End the meeting and write the minutes")
    clerk.sees("Here: Chair, Clerk, Panel Member.")
    clerk.sees("Left for this item: Panel Member.")
    clerk.sees("Museums reaches the same people.")
    clerk.follow("Change the words")
    clerk.page.get_by_label("Anything else").fill("The next meeting is in December.")
    clerk.press("Save the minutes")
    clerk.sees("The next meeting is in December.")


def chair_approves(chair):
    chair.go("/dashboard/")
    chair.follow("Minutes of", exact=False)
    chair.press("Approve the minutes")
    chair.sees("Minutes final")
    chair.sees("Approved by Chair")
    assert not chair.page.get_by_role("button", name="Approve the minutes").count()
