"""Every page that the demonstration fills, at a desk and on a phone: whole, clean, not too wide.

With PICTURES=1 it takes the README's pictures.
"""

import os

import pytest
from django.utils import timezone

from mercat.common import outbox
from mercat.demo import filling

pytestmark = [pytest.mark.journey, pytest.mark.look]
TAKING = os.environ.get("PICTURES") == "1"


@pytest.fixture
def demo(flushable):
    filling.fill(at=timezone.now())


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_the_demonstration(walk, demo, letter_box, width):
    outbox.send_due(at=timezone.now())
    person = walk(width=width)
    wanted = TAKING and width == 1280

    citizen(person, wanted=wanted)
    applicant(person, wanted=wanted)
    holder(person, wanted=wanted)
    clerk(person)
    chair(person, wanted=wanted)


def citizen(person, *, wanted):
    person.go("/")
    person.go("/lookup/?q=m.facebook.com/StrathbegLibraries/?ref=share")
    person.sees("Yes, this is official")
    person.picture("lookup", wanted=wanted)
    person.go("/lookup/?q=threads.com/@strathbegevents")
    person.sees("This was official, and is no longer")
    person.go("/lookup/?q=facebook.com.evil.example/StrathbegLibraries")
    person.sees("No: this address only imitates a real one")
    person.go("/lookup/?q=@strathbeg")
    person.sees("On which platform?")
    for address in ("/lookup/organisations/", "/about/accessibility/", "/about/privacy/"):
        person.go(address)
    person.go("/lookup/organisations/strathbeg/")
    person.follow("Strathbeg Museums")
    person.go("/sign-in/code/")
    person.go("/nothing/here/")
    person.go("/demo/letter-box/")


def applicant(person, *, wanted):
    person.sign_in("ailsa@strathbeg.example")
    person.go("/passports/")
    person.follow("Strathbeg Archives on Instagram")
    person.sees("What happens next")
    person.follow("Withdraw this application")
    person.go("/passports/apply/")
    person.press("Begin")
    person.follow("Your request")
    person.press("Save and continue")
    person.sees("There is a problem")
    person.tick("A new account")
    person.tick("As a member of staff")
    person.choose("Which service is it for?", "– Archives")
    person.press("Save and continue")
    person.tick("To tell and answer")
    person.tick("Pictures or voices of people")
    person.press("Save and continue")
    person.type(
        "What is the account called, or what will it be called?", "Strathbeg Family History"
    )
    person.type(
        "Paste its address, or the name you would like",
        "https://www.instagram.com/strathbeg.families/?igsh=MWx0",
    )
    person.sees("not on our register yet")
    person.picture("apply", wanted=wanted)
    person.go("/register/")
    person.follow("Strathbeg Archive pictures")
    person.go("/register/departments/")
    person.go("/register/overview/")
    person.sees("Who is where")


def holder(person, *, wanted):
    person.sign_in("iona@strathbeg.example")
    person.follow("Strathbeg Museums on Instagram")
    person.follow("See your passport")
    person.picture("passport", wanted=wanted)
    person.follow("See the public page")
    person.sees("This passport is valid")


def clerk(person):
    person.sign_in("fergus@strathbeg.example")
    person.follow("Strathbeg Archives on Instagram")
    person.follow("Ask the applicant for something")
    person.go("/dashboard/")
    person.follow("Strathbeg Reads on Threads")
    person.sees("Release the letter")


def chair(person, *, wanted):
    person.sign_in("shona@strathbeg.example")
    person.follow("Strathbeg Records on Bluesky")
    person.picture("case", wanted=wanted)
    person.press("Record the decision")
    person.press("Record the decision")
    person.sees("Choose what the panel agreed")
