"""The one promise that everything else rests on: from a nervous applicant to a citizen's answer."""

import pytest
from django.utils import timezone

from mercat.common import outbox
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.letters import link_in, text_of

pytestmark = pytest.mark.journey
SPELLINGS = [
    "https://www.instagram.com/strathbeg.reads/?igsh=MWx0",
    "instagram.com/Strathbeg.Reads",
    "HTTP://INSTAGRAM.COM/strathbeg.reads#top",
    "m.instagram.com/strathbeg.reads/",
]


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_case_goes_from_applicant_to_citizen(walk, council, letter_box, javascript):
    applicant = walk(javascript=javascript)
    applicant.sign_in("applicant@strathbeg.example", PASSWORD)
    apply(applicant)
    send_mail()
    manager_supports(walk(javascript=javascript), letter_box)
    clerk_opens(walk(javascript=javascript))
    panel_discusses_and_decides(walk(javascript=javascript), letter_box)
    clerk_releases(walk(javascript=javascript))
    send_mail()
    applicant_holds_a_passport(applicant, letter_box)
    citizen_asks(walk(javascript=javascript, width=320))


def apply(applicant):
    applicant.press("Apply for a passport")
    applicant.press("Begin")
    applicant.follow("The account")
    applicant.choose("Which service is it for?", "Archives")
    applicant.type("What will the account be called?", "Strathbeg Reads")
    one_wrong_field_is_mended(applicant)
    applicant.type("What is the account for, and what will it help us to do?", "A reading group")
    applicant.type("Who do you want to reach, and how do you know they are there?", "Readers")
    applicant.type("Could one of our accounts do this already?", "No, none speaks of books")
    applicant.press("Save and continue")
    applicant.type("Work e-mail of the main administrator", "applicant@strathbeg.example")
    applicant.type("Work e-mail of a backup administrator", "colleague@strathbeg.example")
    applicant.press("Save and continue")
    applicant.type("Who replies, how fast, and what do you do about abuse?", "I do, in a day")
    applicant.press("Save and continue")
    applicant.type("What could go wrong, and what would you do about it?", "Rude words; we hide")
    applicant.press("Save and continue")
    applicant.follow("Check and send")
    applicant.sees("Strathbeg Reads")
    applicant.tick("I have read the social media policy")
    applicant.tick("The account belongs to the organisation")
    applicant.tick("My line manager knows")
    applicant.press("Send to the panel")
    applicant.sees("Your application is sent")


def one_wrong_field_is_mended(applicant):
    account = "Paste its address, or the name you would like"
    applicant.type(account, "https://www.instagram.com/p/Cabcdefghij/")
    applicant.press("Save and continue")
    applicant.sees("There is a problem")
    applicant.sees("This is the address of a post")
    assert applicant.page.get_by_label(account, exact=True).input_value().endswith("Cabcdefghij/")
    assert applicant.page.get_by_label("What will the account be called?").input_value() == (
        "Strathbeg Reads"
    )
    applicant.type(account, SPELLINGS[0])
    if applicant.javascript:
        applicant.sees("not on our register yet")
    else:
        applicant.press("Save and check this address")
        applicant.sees("not on our register yet")
    applicant.press("Save and continue")
    assert applicant.heading() == "Why do you need this account?"


def send_mail():
    outbox.send_due(at=timezone.now())


def manager_supports(manager, letter_box):
    manager.go(link_in(letter_box.to("manager@strathbeg.example")[0]))
    manager.sees("A reading group")
    manager.tick("I support it")
    manager.press("Send my view")
    assert manager.heading() == "Thank you"


def clerk_opens(clerk):
    clerk.sign_in("clerk@strathbeg.example", PASSWORD)
    clerk.sees("Put it before the panel")
    clerk.follow("Strathbeg Reads on Instagram")
    clerk.sees("Manager supports it")
    clerk.press("Put before the panel")
    clerk.sees("The case is before the panel")


def panel_discusses_and_decides(chair, letter_box):
    send_mail()
    chair.sign_in("chair@strathbeg.example", PASSWORD)
    chair.go(link_in(letter_box.to("chair@strathbeg.example")[0]))
    chair.type("Add to the discussion", "Good for people who cannot come to the library.")
    chair.press("Add")
    chair.sees("Good for people who cannot come")
    chair.press("Record the decision")
    chair.page.get_by_label("Approve", exact=True).check()
    chair.type("Reasons for the applicant", "Nobody else here does this.")
    chair.press("Record the decision")
    chair.sees("The decision is recorded")


def clerk_releases(clerk):
    clerk.sign_in("clerk@strathbeg.example", PASSWORD)
    clerk.sees("Release the letter")
    clerk.follow("Strathbeg Reads on Instagram")
    clerk.sees("Nobody else here does this.")
    clerk.press("Release it")
    clerk.sees("The letter is on its way")


def applicant_holds_a_passport(applicant, letter_box):
    letter = letter_box.to("applicant@strathbeg.example")[-1]
    assert letter["Subject"] == "Your application: Strathbeg Reads on Instagram"
    assert "Nobody else here does this." in text_of(letter)
    applicant.go(link_in(letter))
    applicant.sees("Social media passport")
    assert applicant.page.locator(".m-card svg.segno").count() == 1
    applicant.follow("See the account on the register")
    applicant.sees("Applicant, owner")
    applicant.sees("Colleague, backup administrator")


def citizen_asks(citizen):
    for spelling in SPELLINGS:
        ask(citizen, spelling)
        citizen.sees("Yes, this is official")
        answer = citizen.page.request.get("/api/v1/lookup", params={"url": spelling}).json()
        assert answer["answer"] == "official"
    ask(citizen, "instagram.com/stranger")
    citizen.sees("It is not on any register here")
    answer = citizen.page.request.get("/api/v1/lookup", params={"url": "instagram.com/stranger"})
    assert answer.json()["answer"] == "not_registered"
    citizen.go("/lookup/organisations/strathbeg/")
    citizen.sees("Strathbeg Reads")


def ask(citizen, text):
    citizen.go("/")
    citizen.type("Link or name of the account", text)
    citizen.press("Check")
