"""Forty letters: looked at, one put in other words, and released with one press."""

import pytest
from django.utils import timezone

from mercat.passports.models import Application, Letter, Passport
from tests.factories.council import decide
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT

pytestmark = pytest.mark.journey
FORTY = 40
ADDED = "Come and see us first: the desk is open on Tuesdays."


@pytest.fixture
def decided(council):
    """Each tenth is declined."""
    at = timezone.now()
    for number in range(FORTY):
        application = council.case(
            "in_panel",
            at=at,
            account=f"instagram.com/strathbeg{number}",
            account_name=f"Page {number}",
        )
        outcome = "declined" if number % 10 == 0 else "approved"
        decide(application, by=council.chair, at=at, outcome=outcome)


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_clerk_releases_forty_letters_and_changes_one(walk, council, decided, javascript):
    clerk = walk(javascript=javascript)
    clerk.sign_in("clerk@strathbeg.example", PASSWORD)

    clerk.go("/passports/")
    clerk.follow("Letters to release, one or many")
    changes_one(clerk)
    clerk.follow("Tick all")
    clerk.press("Look at what would go out")
    clerk.sees(f"{FORTY} cases")
    clerk.sees("Approve: 36")
    clerk.sees("Decline: 4")
    assert clerk.page.get_by_text("Changed by hand").count() == 1
    clerk.press("Release the letters")

    clerk.sees(f"{FORTY} cases are done.")
    assert Application.objects.filter(status="released").count() == FORTY
    assert Passport.objects.filter(status="active").count() == 36
    assert Letter.objects.filter(text__contains=ADDED).count() == 1
    assert Letter.objects.filter(appeal_until__isnull=False).count() == 4


def changes_one(clerk):
    details = clerk.page.locator("main details").first
    details.locator("summary").click()
    details.get_by_role("link").click()
    clerk.look()
    letter = clerk.page.get_by_label("The letter", exact=True)
    letter.fill(f"{letter.input_value()}\n\n{ADDED}")
    clerk.press("Preview my changes")
    clerk.sees(ADDED)
    clerk.press("Keep it for later")
    clerk.sees("The letter is kept.")
