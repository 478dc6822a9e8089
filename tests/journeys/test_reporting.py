"""A citizen reports an account, the keeper triages, a second person agrees; the look-up says so."""

from datetime import UTC, datetime

import pytest

from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.register.reports.reported import TITLE, URL, png

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_citizen_reports_and_two_people_make_it_known(walk, council, javascript):
    citizen = walk(javascript=javascript, width=320)
    citizen.go(f"/lookup/?q={URL}")
    citizen.sees("It is not on any register here")
    citizen.follow("Report that it pretends to be a public body")
    citizen.tick("It makes fun of the organisation")
    citizen.type("What did you see?", "It says that I won a prize of the council.")
    citizen.press("Send the report")
    citizen.sees("Parody and criticism are everybody’s right")
    citizen.tick("It pretends to be the organisation, or one of its services")
    citizen.press("Send the report")
    assert citizen.heading() == "Thank you: your report has come"

    keeper = signed_in(walk, "keeper", javascript)
    keeper.follow(TITLE)
    keeper.sees("It says that I won a prize of the council.")
    keeper.press("It pretends to be us")
    propose(keeper)
    citizen.go(f"/lookup/?q={URL}")
    citizen.sees("It is not on any register here")

    adviser = signed_in(walk, "adviser", javascript)
    adviser.follow(TITLE)
    adviser.sees("Our crest, and a prize that does not exist.")
    adviser.press("I agree: it is false")
    citizen.go(f"/lookup/?q={URL}")
    citizen.sees("is not run by Strathbeg Council")
    citizen.sees("You run this account? Ask for a review")


def signed_in(walk, part, javascript):
    colleague = walk(javascript=javascript)
    colleague.sign_in(f"{part}@strathbeg.example", PASSWORD)
    colleague.go("/dashboard/")
    return colleague


def propose(keeper):
    today = datetime.now(UTC)
    keeper.tick("It pretends to be the organisation, or one of its services")
    for label, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        keeper.type(label, str(value))
    keeper.type("What shows it?", "Our crest, and a prize that does not exist.")
    keeper.page.locator("input[type=file]").set_input_files(
        {"name": "seen.png", "mimeType": "image/png", "buffer": png()}
    )
    keeper.tick("It is neither parody nor criticism, nor somebody of the same name")
    keeper.press("Propose it")
    keeper.sees("A second person looks at it now.")
