"""The register stays right: a correction at once, a new name and an end that two people agree."""

import pytest

from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT

pytestmark = pytest.mark.journey
NAME = "Strathbeg Archives"


def signed_in(walk, part, *, javascript):
    person = walk(javascript=javascript)
    person.sign_in(f"{part}@strathbeg.example", PASSWORD)
    return person


def open_account(person):
    person.go("/register/")
    person.follow(NAME)


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_account_is_corrected_renamed_and_closed(walk, council, javascript):
    council.case("released")
    keeper = signed_in(walk, "keeper", javascript=javascript)
    owner = signed_in(walk, "applicant", javascript=javascript)
    citizen = walk(javascript=javascript, width=320)

    keeper_corrects_the_words(keeper, citizen)
    owner_asks_for_a_new_name(owner, citizen)
    keeper_agrees(keeper)
    answers(citizen, "strathbeg.family", "Yes, this is official")
    answers(citizen, "strathbeg.archives", "The account is called strathbeg.family now")

    owner_closes(owner)
    keeper_agrees(keeper)
    answers(citizen, "strathbeg.family", "This was official, and is no longer")
    keeper.follow("What happened to it")
    keeper.sees("In use → Closed, name kept")
    keeper.sees("strathbeg.family")


def answers(citizen, handle, words):
    citizen.go(f"/lookup/?q=instagram.com/{handle}")
    citizen.sees(words)


def keeper_corrects_the_words(keeper, citizen):
    open_account(keeper)
    keeper.follow("Change what the register says")
    keeper.type("What is it for? (optional)", "Answers for family historians")
    keeper.type("Where is the password kept? (optional)", "password: hunter22")
    keeper.press("Save")
    keeper.sees("This looks like a password")
    keeper.type("Where is the password kept? (optional)", "In the vault, folder Archives")
    keeper.press("Save")
    keeper.sees("The account is changed.")
    citizen.go("/lookup/organisations/strathbeg/")
    citizen.follow(NAME)
    citizen.sees("Answers for family historians")


def owner_asks_for_a_new_name(owner, citizen):
    open_account(owner)
    owner.follow("It was renamed")
    owner.type("Its new name or address", "https://www.instagram.com/strathbeg.family/")
    owner.type("Why was it renamed, and how do you know?", "Families asked for it; I renamed it")
    owner.press("Ask for it")
    owner.sees("Until then everything stays as it is")
    answers(citizen, "strathbeg.family", "not on any register")


def keeper_agrees(keeper):
    keeper.go("/dashboard/")
    keeper.follow(NAME, exact=False)
    keeper.press("Agree")
    keeper.sees("It is agreed, and holds from now on.")


def owner_closes(owner):
    open_account(owner)
    owner.follow("Close it")
    owner.tick("We keep the name, so that nobody else can take it")
    owner.type("Why is it closed?", "The reading room has its own account")
    owner.press("Ask for it")
    owner.sees("Say what becomes of followers, posts and records")
    owner.type(
        "What did you do about its followers, its posts and its records?",
        "A last post says where to go; the posts are in the archive",
    )
    owner.press("Ask for it")
    owner.sees("Until then everything stays as it is")
