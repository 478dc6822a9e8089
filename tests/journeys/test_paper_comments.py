"""Talk under a part of a paper: a colleague named, a report, and second looks of both kinds."""

from datetime import UTC, datetime

import pytest

from tests.factories import MembershipFactory, PersonFactory
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.practice.papers.written import link_of, mails, opened, part, said

pytestmark = pytest.mark.journey


def signed_in(walk, email, javascript, width=1280):
    person = walk(javascript=javascript, width=width)
    person.sign_in(email, PASSWORD)
    return person


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_a_name_a_report_and_a_second_look(walk, council, outside, javascript):
    catriona = PersonFactory(name="Catriona Mor", email="catriona@glentarbet.example")
    MembershipFactory(organisation=outside.organisation, person=catriona)
    paper = opened(council, "everyone", by=council.clerk)
    where = f"/practice/papers/{paper.public_id}/parts/{part(paper).public_id}/"

    elsewhere = signed_in(walk, "keeper@glentarbet.example", javascript, width=320)
    elsewhere.go(where)
    elsewhere.press("Comment on this part")
    elsewhere.type("What is it about?", "Sundays")
    elsewhere.type("Your comment", "Jo of 3 High Street waits until Monday. @Catriona Mor")
    elsewhere.press("Send the comment")
    elsewhere.sees("You named Catriona Mor.")

    colleague = signed_in(walk, "catriona@glentarbet.example", javascript)
    colleague.go("/practice/")
    colleague.follow("named you, on “A social media policy”", exact=False)
    colleague.sees("waits until Monday")

    reader = signed_in(walk, "colleague@strathbeg.example", javascript, width=320)
    reader.go(where)
    reader.follow("Report", exact=False)
    reader.tick("It names or shows somebody who should be kept private")
    reader.press("Send your report")
    reader.sees("Somebody looks at it")

    author = signed_in(walk, "clerk@strathbeg.example", javascript, width=320)
    author.go(f"/practice/papers/{paper.public_id}/")
    author.follow("1 waits to be looked at")
    decide(author, "Hide it while you look", "We look whether it names somebody.")
    author.sees("Hidden meanwhile")
    reader.go(where)
    reader.sees("We look whether it names somebody.")
    decide(author, "Hide it", "It says where somebody lives.")
    elsewhere.go(where)
    elsewhere.follow("It is yours: read it, or ask for a second look")
    elsewhere.type("Why should somebody else look again?", "Jo is invented.")
    elsewhere.press("Ask for it")

    adviser = signed_in(walk, "adviser@strathbeg.example", javascript)
    adviser.go("/practice/")
    adviser.follow("Reported pages and comments")
    adviser.follow("A social media policy")
    adviser.sees("Jo is invented.")
    decide(adviser, "Show it again", "Jo is invented, indeed.")
    reader.go(where)
    reader.sees("waits until Monday")
    reader.go("/practice/moderation/")
    reader.sees("Jo is invented, indeed.")


def decide(person, how, why):
    person.follow(how, exact=False)
    person.type("Why?", why)
    person.press("Decide so")


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_the_public_asks_for_a_second_look_by_a_link(walk, council, javascript):
    paper = opened(council, "public")
    said(paper, subject="Gulls", text="They are thieves, all of them.")
    citizen = walk(javascript=javascript, width=320)
    citizen.go(link_of(mails("papers/confirm")[0], at=datetime.now(UTC)))
    citizen.press("Yes, it is mine")
    author = signed_in(walk, "adviser@strathbeg.example", javascript)
    author.go(f"/practice/papers/{paper.public_id}/waiting/")
    decide(author, "Do not show it", "It is unkind.")
    citizen.go(link_of(mails("papers/judged")[0], at=datetime.now(UTC)))
    citizen.sees("They are thieves")
    citizen.type("Why should somebody else look again?", "I mean the gulls.")
    citizen.press("Ask for it")
    assert citizen.heading() == "Somebody else looks at it now"
