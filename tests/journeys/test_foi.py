"""The FOI officer drafts an answer by one press, judges it, releases it and takes it away."""

import re

import pytest

from mercat.passports.models import FoiAnswer
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.passports.foi import harbour_of, officer_of

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_answer_is_drafted_edited_and_released(walk, council, javascript):
    harbour_of(council)
    officer = officer_of(council)
    walker = walk(javascript=javascript)
    walker.sign_in(officer.person.email, PASSWORD)
    walker.go("/passports/")
    walker.follow("Answers to information requests")
    walker.press("Draft an answer")
    walker.sees("Waits for your judgement")
    for part in FoiAnswer.objects.get().parts.order_by("number"):
        if "[" in part.text:
            walker.go(f"/passports/foi/{part.answer.public_id}/parts/{part.key}/")
            walker.type("What we answer", re.sub(r"\[[^]]*\]", "None.", part.text))
            walker.press("Save")
    walker.press("Release the answer")
    walker.sees("It is final then")
    walker.press("Release the answer")
    walker.sees("It is final")
    walker.follow("Page to print")
    walker.sees("Harbour master")
