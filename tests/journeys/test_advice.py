"""An applicant asks from the case and is answered; the panel sees what is meant for it alone."""

import pytest
from django.utils import timezone

from mercat.common import outbox
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.letters import link_in, text_of

pytestmark = pytest.mark.journey
QUESTION = "Is once a week too little? See https://archives.example/how-often"
ADVICE = "Once a week is plenty when each post answers a real question."
ASIDE = "Between us: mention the survey, they like numbers."


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_advice_goes_from_question_to_panel(walk, council, letter_box, javascript):
    council.case("in_panel", at=timezone.now())
    applicant = walk(javascript=javascript, width=320)
    applicant_asks(applicant)
    adviser_answers(walk(javascript=javascript), letter_box)
    applicant_reads(applicant, letter_box)
    panel_sees_what_is_shown(walk(javascript=javascript))


def applicant_asks(applicant):
    applicant.sign_in("applicant@strathbeg.example", PASSWORD)
    applicant.follow("Strathbeg Archives on Instagram")
    applicant.follow("Ask communications")
    applicant.press("Send")
    applicant.sees("Write your message first")
    applicant.type("Your message", QUESTION)
    applicant.press("Send")
    applicant.sees("Is once a week too little?")
    outbox.send_due(at=timezone.now())


def adviser_answers(adviser, letter_box):
    adviser.sign_in("adviser@strathbeg.example", PASSWORD)
    adviser.follow("1 question to communications")
    adviser.sees("since today")
    adviser.follow("Strathbeg Archives on Instagram")
    adviser.press("Take it")
    adviser.follow("Quote", exact=False)
    adviser.type("Your message", ADVICE)
    adviser.press("Send")
    adviser.press("Show this to the panel")
    adviser.sees("The panel sees this message now")
    adviser.type("Your message", ASIDE)
    adviser.press("Send")
    (letter,) = [
        m for m in letter_box.to("adviser@strathbeg.example") if "question" in m["Subject"]
    ]
    assert "once a week" not in letter["Subject"] + text_of(letter)
    adviser.go("/advice/")
    adviser.sees("Nothing waits for you")
    outbox.send_due(at=timezone.now())


def applicant_reads(applicant, letter_box):
    letters = letter_box.to("applicant@strathbeg.example")
    (letter,) = [each for each in letters if "Communications wrote" in each["Subject"]]
    applicant.go(link_in(letter))
    applicant.sees(ADVICE)
    applicant.sees(ASIDE)
    assert applicant.page.get_by_role("link", name="https://archives.example/how-often").count()


def panel_sees_what_is_shown(member):
    member.sign_in("panel_member@strathbeg.example", PASSWORD)
    member.follow("Strathbeg Archives on Instagram")
    member.sees("Advice shown to the panel")
    member.sees(ADVICE)
    for hidden in (ASIDE, QUESTION[:24]):
        assert hidden not in member.page.content()
