"""A draft policy in six parts: discussed by two organisations and the public, and adopted."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from mercat.practice.papers import actions
from mercat.practice.papers.models import Paper
from tests.factories.models import PASSWORD
from tests.journeys.quoting import quote
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.practice.papers.written import link_of, mails

pytestmark = pytest.mark.journey
TITLE = "How we use social media"
PARTS = [
    "Why",
    "Who may",
    "When we answer",
    "What we never post",
    "When it gets rough",
    "Looking back",
]


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_paper_is_discussed_answered_and_adopted(walk, council, outside, javascript):
    author = signed_in(walk, "adviser", "strathbeg", javascript)
    write_and_open(author)
    paper = Paper.objects.get()

    colleague = signed_in(walk, "colleague", "strathbeg", javascript, width=320)
    colleague.go("/practice/papers/")
    colleague.follow(TITLE)
    colleague.follow("When we answer")
    quote(colleague, "We answer within a day.", of="part")
    write(colleague, "A day is short", "Could it be two?")
    colleague.sees("We answer within a day.")

    elsewhere = signed_in(walk, "member", "glentarbet", javascript)
    elsewhere.go("/practice/papers/")
    elsewhere.follow(TITLE)
    elsewhere.follow("When we answer")
    elsewhere.press("I agree")
    elsewhere.sees("1 person agrees")
    elsewhere.follow("Reply", exact=False)
    elsewhere.type("Your comment", "Two days is what we say.")
    elsewhere.press("Send the comment")
    elsewhere.sees("Two days is what we say.")
    elsewhere.go(f"/practice/papers/{paper.public_id}/")
    elsewhere.follow("Who may")
    quote(elsewhere, "We answer within a day.", of="part")
    write(elsewhere, "Only on weekdays", "Say that nobody answers on Sundays.")
    elsewhere.sees("We answer within a day.")

    of_the_public(walk, author, paper, javascript)
    revise(author, "When we answer", "We answer within two days.", "You said that a day is short.")
    revise(author, "Looking back", "Once a year, in public.", "The public should see it.")
    colleague.go(f"/practice/papers/{paper.public_id}/")
    colleague.follow("When we answer")
    colleague.sees("The passage reads otherwise now.")
    colleague.follow("See what changed", exact=False)
    colleague.sees("You said that a day is short.")

    close(paper)
    author.go(f"/practice/papers/{paper.public_id}/")
    author.sees("the authors are answering")
    for subject, outcome in (
        ("A day is short", "Accepted"),
        ("Tell us when", "Accepted in part"),
        ("Only on weekdays", "Not accepted"),
    ):
        answer(author, paper, subject, outcome)
    author.go(f"/practice/papers/{paper.public_id}/")
    author.follow("Publish “You said, we did”")
    author.type("What did you hear, and what did you do?", "A day was short. It is two.")
    author.press("Publish it")
    assert author.heading() == f"You said, we did: {TITLE}"
    author.go(f"/practice/papers/{paper.public_id}/")
    author.follow("Adopt it as a policy")
    author.press("Adopt it")
    author.sees("the policy is adopted")
    author.follow("The policy that came of it")
    author.sees("We answer within two days.")


def signed_in(walk, part, slug, javascript, width=1280):
    person = walk(javascript=javascript, width=width)
    person.sign_in(f"{part}@{slug}.example", PASSWORD)
    return person


def write_and_open(author):
    author.go("/practice/papers/")
    author.press("Begin a paper")
    author.type("What is the paper called?", TITLE)
    author.type("What is it about, and what would you like to hear?", "A draft. Is it right?")
    author.press("Begin the paper")
    for title in PARTS:
        author.press("Add a part")
        author.type("What is this part called?", title)
        author.type("Text", f"About {title.lower()}.\n\nWe answer within a day.")
        author.press("Add the part")
        author.page.locator(".govuk-back-link").click()
    author.follow("Open it for comments")
    author.tick("Everybody, on the web")
    day = datetime.now(UTC) + timedelta(days=14)
    last = author.page.get_by_role("group", name="Last day")
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        last.get_by_label(label, exact=True).fill(str(value))
    author.press("Open the paper")
    author.sees("Open for comments until")


def write(person, subject, text):
    person.type("What is it about?", subject)
    person.type("Your comment", text)
    person.press("Send the comment")


def of_the_public(walk, author, paper, javascript):
    citizen = walk(javascript=javascript, width=320)
    citizen.go("/practice/papers/")
    citizen.follow(TITLE)
    citizen.follow("When it gets rough")
    citizen.press("Comment on this part")
    citizen.choose("Do you speak of one passage? (optional)", "We answer within a day.")
    citizen.type("Your name", "Mairi Gunn")
    citizen.type("Your e-mail address", "mairi@post.example")
    write(citizen, "Tell us when", "When does a block end?")
    citizen.sees("We have sent a link")
    citizen.go(link_of(mails("papers/confirm")[-1], at=datetime.now(UTC)))
    citizen.press("Yes, it is mine")
    assert citizen.heading() == "Thank you"
    author.go(f"/practice/papers/{paper.public_id}/")
    author.follow("1 waits to be looked at")
    author.press("Show “Tell us when”")
    citizen.go(f"/practice/papers/{paper.public_id}/")
    citizen.follow("All 4 comments")
    citizen.sees("When does a block end?")
    said = citizen.page.locator("article", has_text="When does a block end?")
    expect(said.locator("blockquote")).to_have_text("We answer within a day.")


def revise(author, title, text, why):
    paper = Paper.objects.get()
    author.go(f"/practice/papers/{paper.public_id}/")
    author.follow(title)
    author.follow("Change this part")
    author.type("Text", text)
    author.type("What did you change, and why?", why)
    author.press("Save the part")
    author.sees(text)


def close(paper):
    """Three weeks pass."""
    passed = timedelta(days=21)
    paper.refresh_from_db()
    Paper.objects.filter(pk=paper.pk).update(
        opens_on=paper.opens_on - passed, closes_on=paper.closes_on - passed
    )
    assert actions.follow_days(at=datetime.now(UTC)) == 1


def answer(author, paper, subject, outcome):
    author.go(f"/practice/papers/{paper.public_id}/comments/?only=unanswered")
    said = author.page.locator("article", has_text=subject).first
    said.get_by_role("link", name=re.compile(r"^Answer ?:")).first.click()
    author.look()
    author.page.get_by_label(outcome, exact=True).check()
    author.type("Why, and what changes?", "It says so now.")
    author.press("Keep the answer")
    author.sees("It says so now.")
    assert re.search(r"/parts/\w+/", author.page.url)
