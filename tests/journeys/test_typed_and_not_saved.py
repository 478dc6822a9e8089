"""What somebody typed and did not save comes back in the same tab, and goes when they say so."""

import pytest
from playwright.sync_api import expect

from mercat.passports import actions
from mercat.passports.models import SectionAnswers
from tests.factories.council import NOW
from tests.factories.models import PASSWORD
from tests.journeys.walker import Walker

pytestmark = pytest.mark.journey
WORDS = "Old maps, and the people who can still name what is on them"
LABEL = "What is the account for, and what will it help us to do?"
KEPT = "Here is what you had typed and not saved."


@pytest.fixture
def part(council):
    application = actions.start(by=council.applicant, at=NOW)
    return f"/passports/applications/{application.public_id}/sections/case/"


def words(applicant: Walker) -> str:
    return applicant.page.get_by_label(LABEL, exact=True).input_value()


def test_words_typed_before_the_sign_in_ended_are_there_afterwards(walk, council, part):
    applicant = walk(width=320)
    applicant.sign_in("applicant@strathbeg.example", PASSWORD)
    applicant.go(part)
    assert KEPT not in applicant.page.locator("main").inner_text()
    applicant.type(LABEL, WORDS)
    applicant.page.context.clear_cookies()
    applicant.page.reload()

    applicant.type("E-mail address", "applicant@strathbeg.example")
    applicant.page.locator("#id_password").fill(PASSWORD)
    applicant.press("Sign in")

    applicant.sees(KEPT)
    assert words(applicant) == WORDS
    assert not SectionAnswers.objects.exists()


def test_words_are_thrown_away_or_saved_and_then_not_shown_again(walk, council, part):
    applicant = walk()
    applicant.sign_in("applicant@strathbeg.example", PASSWORD)
    applicant.go(part)
    applicant.type(LABEL, WORDS)
    applicant.go(part)
    applicant.press("Show what is saved")
    expect(applicant.page.get_by_label(LABEL, exact=True)).to_have_value("")

    applicant.type(LABEL, WORDS)
    for label in ("Who do you want to reach", "Could one of our accounts do this already?"):
        applicant.page.get_by_label(label).fill("People who ask at the desk")
    applicant.press("Save and continue")
    applicant.go(part)

    assert words(applicant) == WORDS
    assert KEPT not in applicant.page.locator("main").inner_text()


def test_words_go_with_whoever_signs_out(walk, council, part):
    applicant = walk()
    applicant.sign_in("applicant@strathbeg.example", PASSWORD)
    applicant.go(part)
    applicant.type(LABEL, WORDS)
    applicant.page.get_by_role("button", name="Sign out").click()
    applicant.page.wait_for_load_state()

    assert applicant.page.evaluate("sessionStorage.length") == 0
