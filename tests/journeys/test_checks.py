"""The register stays right: a new name is seen and judged, and an account of ours is found."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mercat.home import jobs
from mercat.platforms import recognise
from mercat.register.checks.models import Watch
from tests.factories import AccountFactory
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.register.checks.platforms import be_bluesky

pytestmark = pytest.mark.journey
DID = "did:plc:" + "a" * 24
SITE = "https://strathbeg.scot/"


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_keeper_judges_a_new_name_and_adopts_an_account(walk, council, web, javascript):
    roads_on_bluesky(council)
    be_bluesky(web, DID, called="roads.strathbeg.scot")
    web.page(SITE, '<a href="https://www.instagram.com/strathbegparks/">Parks</a>')
    the_worker_works()
    be_bluesky(web, DID, called="travel.strathbeg.scot")
    Watch.objects.update(next_at=timezone.now())
    the_worker_works()

    keeper = walk(javascript=javascript, width=320)
    keeper.sign_in("keeper@strathbeg.example", PASSWORD)
    keeper.go("/dashboard/")
    keeper.follow("Roads", exact=False)
    keeper.sees("It is called travel.strathbeg.scot now")
    keeper.tick("Take over the new name, travel.strathbeg.scot")
    keeper.press("Decide")
    keeper.sees("The register calls it travel.strathbeg.scot now.")
    keeper.sees("Nothing to decide")

    adopt_the_parks(keeper)
    citizen = walk(javascript=javascript)
    citizen.go("/lookup/?q=https://bsky.app/profile/travel.strathbeg.scot")
    citizen.sees("Roads")


def adopt_the_parks(keeper):
    keeper.go("/dashboard/")
    keeper.follow("Accounts we found")
    keeper.follow("strathbegparks", exact=False)
    keeper.sees(SITE)
    keeper.tick("Ours: put it on the register")
    keeper.type("What is it called?", "Strathbeg Parks")
    keeper.press("Decide")
    keeper.sees("It is on the register.")
    keeper.go("/register/")
    keeper.follow("Strathbeg Parks")
    keeper.sees("Not yet")


def roads_on_bluesky(council):
    found = recognise("https://bsky.app/profile/roads.strathbeg.scot")
    values = {name: getattr(found, name) for name in ("platform", "key", "handle", "url")}
    AccountFactory(**values, organisation=council.organisation, name="Roads")
    council.organisation.domain_set.create(
        host="strathbeg.scot", method="dns", verified_at=timezone.now()
    )


def the_worker_works():
    """An hour later each time, so that every job is due."""
    at = timezone.now()
    jobs.tick(at=at)
    jobs.ask_others(at=at + timedelta(seconds=1))
