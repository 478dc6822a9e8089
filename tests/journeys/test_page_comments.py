"""Talk under a page: a passage, a colleague named, an answer, a report with its second look."""

import pytest

from mercat.practice import actions as practice
from mercat.practice.models import Page
from tests.factories import MembershipFactory, PersonFactory
from tests.factories.models import PASSWORD
from tests.journeys.quoting import quote
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.practice.written import published

pytestmark = pytest.mark.journey
BODY = "## When\n\nWe answer families until eight.\n\n## Who\n\nTwo of us take turns.\n"


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_a_question_an_answer_and_a_second_look(walk, council, outside, javascript):
    catriona = PersonFactory(name="Catriona Mor", email="catriona@glentarbet.example")
    MembershipFactory(organisation=outside.organisation, person=catriona)
    page = published(council.member, "everyone", title="Evening answers", body=BODY)
    where = f"/practice/{page.public_id}/"

    elsewhere = walk(javascript=javascript, width=320)
    elsewhere.sign_in("keeper@glentarbet.example", PASSWORD)
    elsewhere.go(where)
    quote(elsewhere, "We answer families until eight.", of="page")
    elsewhere.type("Your comment", "And on Fridays? Jo of 3 High Street asked. @Catriona Mor")
    elsewhere.press("Send the comment")
    elsewhere.sees("We answer families until eight.")
    elsewhere.sees("And on Fridays?")

    colleague = walk(javascript=javascript)
    colleague.sign_in("catriona@glentarbet.example", PASSWORD)
    colleague.go("/dashboard/")
    colleague.follow("Shared practice")
    colleague.follow("named you, on “Evening answers”", exact=False)
    colleague.sees("And on Fridays?")

    writer = walk(javascript=javascript)
    writer.sign_in("member@strathbeg.example", PASSWORD)
    writer.go("/practice/")
    writer.follow("commented on “Evening answers”", exact=False)
    writer.follow("Reply", exact=False)
    writer.type("Your comment", "Until five on Fridays. I put it in.")
    writer.press("Send the comment")
    writer.sees("Writes this page")
    practice.change(
        page=page,
        number=1,
        body=BODY.replace("until eight.", "until eight, on Fridays until five."),
        by=council.member,
        at=page.changed_at,
    )
    elsewhere.go(where)
    elsewhere.sees("The passage reads otherwise now.")
    elsewhere.sees("Until five on Fridays.")

    reader = walk(javascript=javascript, width=320)
    reader.sign_in("colleague@strathbeg.example", PASSWORD)
    reader.go(where)
    reader.page.get_by_role("link", name="Report what Keeper wrote").click()
    reader.look()
    reader.tick("It names or shows somebody who should be kept private")
    reader.press("Send your report")
    reviewer = walk(javascript=javascript)
    reviewer.sign_in("adviser@strathbeg.example", PASSWORD)
    decide(reviewer, "Hide it while you look", "We look whether it names somebody.")
    reader.go(where)
    reader.sees("We look whether it names somebody.")
    decide(reviewer, "Hide it", "It says where somebody lives.")
    elsewhere.go(where)
    elsewhere.follow("It is yours", exact=False)
    elsewhere.follow("Ask for a second look")
    elsewhere.type("Why should somebody else look again?", "Jo is invented.")
    elsewhere.press("Ask for it")
    other = walk(javascript=javascript)
    other.sign_in("administrator@strathbeg.example", PASSWORD)
    decide(other, "Show it again", "Jo is invented, indeed.")
    reader.go(where)
    reader.sees("3 High Street")


def decide(reviewer, how, why):
    reviewer.go("/practice/")
    reviewer.follow("Reported pages and comments")
    reviewer.follow("Evening answers")
    reviewer.follow(how)
    reviewer.type("Your reason", why)
    reviewer.press("Decide so")


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_one_chooses_what_to_hear_of_and_looks_at_a_page_again(walk, council, javascript):
    page = published(council.member, title="Evening answers", review_on="2026-12-01")
    writer = walk(javascript=javascript, width=320)
    writer.sign_in("member@strathbeg.example", PASSWORD)
    writer.go("/practice/notices/")
    writer.follow("Choose what you hear of, and how")
    group = writer.page.get_by_role(
        "group", name="Somebody comments on a page or a paper that you write"
    )
    group.get_by_label("Not at all").check()
    writer.press("Save")
    writer.go(f"/practice/{page.public_id}/")
    writer.follow("Look at it again")
    writer.press("I looked at it")
    writer.sees("To be looked at again by")
    assert Page.objects.get().review_on.year > 2026
