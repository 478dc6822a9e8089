"""A pulse: opened at a desk, answered on a phone, in easy read, on paper and by a card, closed."""

import re

import pytest
from django.utils import timezone

from mercat.learning.models import Pulse, PulseBox
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.learning.addresses import assessed

pytestmark = pytest.mark.journey


@pytest.fixture
def assessment(council):
    return assessed(council)


def opened(lead, assessment, *, cards=False):
    lead.sign_in("learning_lead@strathbeg.example", PASSWORD)
    lead.go(f"/learning/{assessment.public_id}/")
    lead.press("Open a pulse")
    lead.tick("Workers")
    if cards:
        lead.tick("Cards that are handed out, one answer for each")
    lead.tick("Yes, and somebody outside reads it first")
    lead.type("Who reads first what was written? Their work e-mail", "clerk@strathbeg.example")
    lead.press("Open the pulse")
    lead.follow("Workers")
    return Pulse.objects.get()


def answer_on_the_page(person, address, words=""):
    person.go(address)
    assert person.heading() == "Tell us how it is, without your name"
    person.press("Send my answers")
    person.sees("Answer at least one")
    for field in person.page.get_by_role("radio", name="A little").all():
        field.check()
    person.type("Is there something that you would like to say?", words)
    person.press("Send my answers")
    assert person.heading() == "Thank you"
    assert person.page.context.cookies() == []


def answer_easily(person):
    """One statement a page, back once, then to the end."""
    person.press("Large letters, one question at a time")
    first = person.heading()
    person.tick("Yes")
    person.press("Go on")
    person.press("Back")
    assert person.heading() == first
    assert person.page.get_by_label("Yes").is_checked()
    while person.heading() != "Send your answers?":
        if person.page.get_by_label("Half and half").count():
            person.tick("Half and half")
        person.press("Go on")
    person.press("Send")
    assert person.heading() == "Thank you"
    assert person.page.context.cookies() == []


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_pulse_from_the_poster_to_what_was_done(walk, council, assessment, javascript):
    lead, worker = walk(javascript=javascript), walk(javascript=javascript, width=320)
    pulse = opened(lead, assessment)
    for page in ("Print the poster", "Print it on paper", "in easy read"):
        lead.follow(page)
        lead.go(f"/learning/pulses/{pulse.public_id}/")
    address = f"/pulse/{pulse.public_id}/"
    for number in range(4):
        answer_on_the_page(worker, address, words="Give us time" if number else "")
    worker.go(address)
    worker.follow("How is this anonymous?")
    worker.sees("No line in a log")
    worker.go(address)
    answer_easily(worker)

    lead.follow("Type in what came back on paper")
    lead.type("The sheets, one on each line", "4 4 4\n4 4 4 4")
    lead.press("Count them")
    lead.sees("Line 1 has 3 numbers; a sheet has 4")
    lead.type("The sheets, one on each line", "4 4 4 4")
    lead.press("Count them")
    lead.press("Close the pulse")
    lead.press("Close it")
    lead.sees("What 6 people said")
    reader = walk(javascript=javascript, width=320)
    reader.sign_in("clerk@strathbeg.example", PASSWORD)
    reader.follow("Ready for 2027")
    for field in reader.page.get_by_role("radio", name="Show it").all():
        field.check()
    reader.press("Keep this")

    lead.go(f"/learning/pulses/{pulse.public_id}/")
    lead.sees("Give us time")
    lead.press("Say what you did")
    lead.type("You said", "There is no time")
    lead.type("We did", "Two hours a month")
    lead.press("Show it there")
    worker.go(address)
    assert worker.heading() == "You said, we did"
    lead.go(f"/learning/{assessment.public_id}/capabilities/purpose/")
    lead.sees("What others say beside what we say")


def test_a_card_from_the_sheet_lets_one_answer_in(walk, council, assessment):
    lead, worker = walk(), walk(width=320)
    pulse = opened(lead, assessment, cards=True)
    lead.follow("Print cards")
    lead.type("How many cards?", "6")
    lead.press("Make the cards")
    sheet = lead.page.locator("main").inner_text()
    codes = re.findall(r"\b(?:[b-z2-9]{4} ){3}[b-z2-9]{4}\b", sheet)
    assert len(set(codes)) == 6

    worker.go(f"/pulse/{pulse.public_id}/")
    worker.type("The code on your card", "not a code of ours")
    worker.press("Go on")
    worker.sees("it is on no card of ours")
    worker.type("The code on your card", codes[0].upper())
    worker.press("Go on")
    answer_easily(worker)
    worker.go(f"/pulse/{pulse.public_id}/card/{codes[0].replace(' ', '')}/")
    worker.sees("This code was used already")
    assert timezone.now().date() <= pulse.ends_on
    assert PulseBox.objects.get().counts[""]["people"] == 1
