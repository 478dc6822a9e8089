"""Anyone on the staff may learn: three questions, one page, at once."""

import pytest
from django.utils import timezone

from mercat.common import outbox
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.letters import link_in

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_member_gets_a_learning_passport_at_once(walk, council, letter_box, javascript):
    member = walk(javascript=javascript, width=320)
    member.sign_in("member@strathbeg.example", PASSWORD)
    member.go("/passports/")
    member.press("Use social media to learn")
    member.type("What would you like to read, follow or join, and what for?", "Other archives")
    member.press("Get my learning passport")
    member.sees("Name at least one tool")
    member.type("Which tools would you use?", "YouTube, LinkedIn")
    member.type("What will it bring the people we serve?", "Quicker answers")
    member.tick("I have read the social media policy")
    member.press("Get my learning passport")
    member.sees("Learning passport")

    outbox.send_due(at=timezone.now())
    member.go(link_in(letter_box.to("member@strathbeg.example")[0]))
    member.follow("See the public page")
    assert member.heading() == "This passport is valid"
    member.sees("may use social media at work to learn")
    chair_sees_it_on_the_record(walk(javascript=javascript))


def chair_sees_it_on_the_record(chair):
    chair.sign_in("chair@strathbeg.example", PASSWORD)
    chair.go("/passports/")
    chair.follow("Who holds a passport")
    chair.sees("To learn")
    chair.follow("Member")
    assert chair.heading() == "Member"
    chair.sees("Learning passport")
