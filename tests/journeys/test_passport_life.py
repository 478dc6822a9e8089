"""A passport goes on in two minutes; a suspended one says so to everybody at once."""

from datetime import timedelta
from time import monotonic

import pytest
from django.utils import timezone

from mercat.passports.models import Passport
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT

pytestmark = pytest.mark.journey
TWO_MINUTES = 120


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_renewal_where_nothing_changed_takes_less_than_two_minutes(walk, council, javascript):
    old = council.case("released", at=timezone.now() - timedelta(days=340)).passport
    holder = walk(javascript=javascript, width=320)
    begun = monotonic()

    holder.sign_in("applicant@strathbeg.example", PASSWORD)
    holder.go(f"/passports/{old.public_id}/")
    holder.follow("Renew this passport")
    holder.press("Go on")
    holder.sees("Say whether anything has changed")
    holder.tick("No, everything is as it was")
    holder.type("What did each of your measures reach?", "1,900 follow it: we hoped for 1,500")
    for declaration in ("I have read the", "The account belongs to", "My line manager knows"):
        holder.tick(declaration)
    holder.press("Go on")

    new = Passport.objects.exclude(pk=old.pk).get()
    holder.go(f"/passports/{new.public_id}/")
    assert monotonic() - begun < TWO_MINUTES
    old.refresh_from_db()
    assert (old.status, new.status) == ("superseded", "active")
    assert (new.expires_on - old.starts_on).days > 2 * 365 - 3


def test_suspended_passport_says_so_on_its_public_page_at_once(walk, council):
    passport = council.case("released", at=timezone.now()).passport
    citizen, adviser = walk(width=320), walk(javascript=False)
    citizen.go(f"/lookup/passports/{passport.public_id}/")
    citizen.sees("Valid")

    adviser.sign_in("adviser@strathbeg.example", PASSWORD)
    adviser.go(f"/passports/{passport.public_id}/")
    adviser.follow("Suspend this passport")
    adviser.page.get_by_label("Why?").fill("Somebody else has the password.")
    day = timezone.localdate() + timedelta(days=3)
    for part in ("day", "month", "year"):
        adviser.type(part.title(), str(getattr(day, part)))
    adviser.press("Suspend it")
    adviser.sees("Suspended since")

    citizen.page.reload()
    citizen.look()
    citizen.sees("Suspended")
    assert "password" not in citizen.page.content()
    adviser.follow("Make it valid again")
    adviser.press("Make it valid again")
    citizen.page.reload()
    citizen.sees("Valid")
