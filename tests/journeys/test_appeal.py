"""From a no to a yes: the applicant appeals, and others than those who decided hear it."""

import pytest
from django.utils import timezone

from mercat.organisations.roles import Role
from mercat.passports.models import Application, Passport
from tests.factories.council import decide
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.passports.appealing import SAID, released
from tests.passports.full_panel import join

pytestmark = pytest.mark.journey


@pytest.fixture
def address(council):
    other = join(council, "other", Role.CHAIR)
    other.person.set_password(PASSWORD)
    other.person.save()
    case = council.case("in_panel", at=timezone.now())
    decide(case, by=council.chair, at=timezone.now(), outcome="declined", reasons="Use museums’.")
    released(case, council.clerk, at=timezone.now())
    return f"/passports/applications/{case.public_id}/"


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_appeal_leads_from_a_no_to_a_passport_by_others(walk, council, address, javascript):
    applicant, desk = walk(javascript=javascript, width=320), walk(javascript=javascript)

    applicant_appeals(applicant, address)
    appeal = Application.objects.get(kind="appeal")
    page = f"/passports/applications/{appeal.public_id}/"
    clerk_puts_it_before_the_panel(desk, page)
    chair_finds_nothing(desk, page)
    other_chair_decides(desk, page)
    clerk_releases(desk, page)
    applicant_has_the_passport(applicant, address, page)


def sign_in(walker, part, address):
    walker.sign_in(f"{part}@strathbeg.example", PASSWORD)
    walker.go(address)


def applicant_appeals(applicant, address):
    sign_in(applicant, "applicant", address)
    applicant.sees("We cannot approve your application this time.")
    applicant.sees("Do you think that we have missed something?")
    applicant.press("Begin an appeal")
    applicant.sees("nothing gets worse by it")
    applicant.follow("Your appeal")
    applicant.type("What do you think was missed, or understood wrongly?", SAID["missed"])
    applicant.type("What do you ask for?", SAID["asks"])
    applicant.press("Save and continue")
    applicant.follow("Check and send")
    applicant.tick("What I have written is right as far as I know.")
    applicant.press("Send to the panel")
    applicant.sees("Colleagues who did not decide the first time read it")


def clerk_puts_it_before_the_panel(clerk, page):
    sign_in(clerk, "clerk", page)
    clerk.sees("This is about Strathbeg Archives on Instagram")
    clerk.press("Put before the panel")
    clerk.sees("Chair, chair: steps out")
    assert "Decided it the first time" not in clerk.page.locator("main").inner_text()


def chair_finds_nothing(chair, page):
    sign_in(chair, "chair", "/passports/")
    assert chair.page.request.get(page).status == 404


def other_chair_decides(chair, page):
    sign_in(chair, "other", page)
    chair.sees(SAID["missed"])
    chair.page.get_by_text("The reasons that were given the first time").click()
    chair.sees("Use museums’.")
    chair.press("Record the decision")
    chair.page.get_by_label("Approve", exact=True).check()
    chair.type("Reasons for the applicant", "The plan for holidays was overlooked.")
    chair.press("Record the decision")
    chair.sees("The decision is recorded.")


def clerk_releases(clerk, page):
    sign_in(clerk, "clerk", page)
    clerk.press("Preview the letter")
    clerk.sees("The plan for holidays was overlooked.")
    clerk.press("Release it")
    clerk.sees("The letter is on its way to Applicant.")


def applicant_has_the_passport(applicant, address, page):
    applicant.go(page)
    applicant.sees("Yes: your application is approved.")
    applicant.go(address)
    applicant.sees("It was heard")
    applicant.follow("See your passport")
    applicant.sees("Valid")
    passport = Passport.objects.get()
    assert (passport.status, passport.application.kind) == ("active", "new")
