"""A case that people differ about: the chair steps out, more is asked, votes grow stale."""

import pytest
from django.utils import timezone

from mercat.organisations.roles import Role
from mercat.passports.models import Condition
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.passports.full_panel import join, votes_now

pytestmark = pytest.mark.journey
RULES = "Publish house rules"


@pytest.fixture
def address(council):
    votes_now(council, quorum=3)
    join(council, "deputy", Role.CHAIR)
    for part in ("second", "third", "deputy"):
        council.members[part].person.set_password(PASSWORD)
        council.members[part].person.save()
    case = council.case("in_panel", at=timezone.now())
    return f"/passports/applications/{case.public_id}/"


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_contested_case_comes_to_a_decision_that_everybody_can_follow(
    walk, council, address, javascript
):
    panel, desk = walk(javascript=javascript, width=320), walk(javascript=javascript)

    chair_steps_out(panel, address)
    member_votes(panel, "panel_member", address, "Oppose", "The museums account could do it")
    desk.sign_in("clerk@strathbeg.example", PASSWORD)
    clerk_asks(desk, address)
    applicant_answers(walk(javascript=javascript, width=320), address)
    member_reads_what_changed_and_stays(panel, address)
    member_votes(panel, "second", address, "Support", "")
    member_votes(panel, "deputy", address, "Support with conditions", "With house rules")
    deputy_decides(panel, address)
    clerk_releases(desk, address)
    applicant_reads(walk(javascript=javascript, width=320), address)


def sign_in(walker, part, address):
    walker.sign_in(f"{part}@strathbeg.example", PASSWORD)
    walker.go(address)


def chair_steps_out(chair, address):
    sign_in(chair, "chair", address)
    chair.follow("Yes, I have one")
    chair.tick("Yes, and I step out")
    chair.tick("Personal: family, friendship, or a quarrel")
    chair.press("Say so")
    assert "Strathbeg Archives" not in chair.page.locator("main").inner_text()
    assert chair.page.request.get(address).status == 404


def member_votes(member, part, address, choice, words):
    sign_in(member, part, address)
    if member.page.get_by_role("button", name="No, I have none").count():
        member.press("No, I have none")
    member.sees("You see the others’ votes once you have cast yours.")
    member.type("In your words", words)
    member.press(choice)
    member.sees("Your vote counts.")


def clerk_asks(clerk, address):
    clerk.go(address)
    clerk.sees("Chair, chair: steps out")
    assert "could do it" not in clerk.page.content()  # the clerk takes no part in the votes
    clerk.follow("Ask the applicant for something")
    clerk.page.get_by_label("What do you need from the applicant?").fill("What can museums not?")
    clerk.press("Send the question")
    clerk.sees("The question is sent.")


def applicant_answers(applicant, address):
    sign_in(applicant, "applicant", address)
    applicant.sees("What can museums not?")
    applicant.follow("Why")
    applicant.type("Could one of our accounts do this already?", "No: museums post twice a year")
    applicant.press("Save and continue")
    applicant.go(f"{address}send/")
    for declaration in ("I have read the", "The account belongs to", "My line manager knows"):
        applicant.tick(declaration)
    applicant.press("Send to the panel")


def member_reads_what_changed_and_stays(member, address):
    sign_in(member, "panel_member", address)
    member.sees("Your vote on version 1 was: oppose. It does not count on this version.")
    member.follow("See what changed since")
    member.sees("museums post twice a year")
    member.press("I think the same of this version")
    member.sees("Your vote counts.")


def deputy_decides(deputy, address):
    deputy.go(address)
    deputy.sees("The museums account could do it")
    deputy.press("Record the decision")
    deputy.sees("The votes say yes.")
    deputy.page.get_by_label("Approve with conditions", exact=True).check()
    deputy.type("Reasons for the applicant", "Nobody else answers in a day.")
    deputy.page.get_by_label("Conditions of your own").fill(RULES)
    deputy.press("Record the decision")
    deputy.sees("The decision is recorded.")


def clerk_releases(clerk, address):
    clerk.go(address)
    clerk.press("Preview the letter")
    clerk.sees("Nobody else answers in a day.")
    clerk.sees(RULES)
    clerk.press("Release it")
    clerk.sees("The letter is on its way to Applicant.")


def applicant_reads(applicant, address):
    sign_in(applicant, "applicant", address)
    applicant.sees("Yes: your application is approved, with conditions.")
    applicant.sees("What goes with it")
    assert Condition.objects.get().text == RULES
    for kept in ("could do it", "With house rules", "steps out", "Personal"):
        assert kept not in applicant.page.content()
