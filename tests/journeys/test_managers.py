"""A manager who objects, and one who says nothing: a note to the panel, and never a stop."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mercat.common import outbox
from mercat.passports.models import ManagerView
from tests.factories.models import PASSWORD
from tests.letters import link_in

pytestmark = pytest.mark.journey


def decided_by(chair, title):
    chair.sign_in("chair@strathbeg.example", PASSWORD)
    chair.follow(title)
    return chair


def approves(chair):
    chair.press("Record the decision")
    chair.page.get_by_label("Approve", exact=True).check()
    chair.type("Reasons for the applicant", "We heard both sides.")
    chair.press("Record the decision")
    chair.sees("The decision is recorded")


def test_manager_who_objects_is_heard_and_stops_nothing(walk, council, letter_box):
    council.case("in_panel", at=timezone.now())
    outbox.send_due(at=timezone.now())
    manager = walk(width=320)
    manager.go(link_in(letter_box.to("manager@strathbeg.example")[0]))
    manager.tick("I object")
    manager.page.locator("#id_text").fill("Not before the summer")
    manager.press("Send my view")
    outbox.send_due(at=timezone.now())
    assert "objects" in letter_box.to("chair@strathbeg.example")[-1]["Subject"]

    chair = decided_by(walk(), "Strathbeg Archives on Instagram")

    chair.sees("Manager objects")
    chair.sees("Not before the summer")
    approves(chair)


def test_manager_who_is_silent_is_noted_and_stops_nothing(walk, council):
    council.case("in_panel", at=timezone.now())
    asked = timezone.now().date() - timedelta(days=1)
    ManagerView.objects.update(due_on=asked)

    chair = decided_by(walk(), "Strathbeg Archives on Instagram")

    chair.sees("Manager was asked and said nothing by")
    chair.sees("This is a note and no objection")
    approves(chair)
