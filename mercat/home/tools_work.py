"""Barriers on lists of work: to take, late, and a list of browsers that is old."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.access import queries as access
from mercat.access.models import Barrier
from mercat.access.rules import can_open
from mercat.home.work import MOST, Work
from mercat.organisations.models import Membership
from mercat.organisations.rules import can_administer


def waiting_for(membership: Membership) -> list[Work]:
    """Two queries for ICT, one or two for administrators, none for others."""
    work = []
    if can_open(membership):
        organisation = membership.organisation
        today = organisation.day(timezone.now())
        work += [_of(each, _("Take it, or answer")) for each in access.to_take(organisation)[:MOST]]
        late = access.overdue(organisation, today=today)[:MOST]
        work += [_of(each, _("It is late: answer those who wait")) for each in late]
    return [*work, *_old_browsers(membership)]


def _of(barrier: Barrier, what: str) -> Work:
    url = reverse("access:barrier", args=[barrier.public_id])
    return Work(barrier.title, what, url, barrier.due_on)


def _old_browsers(membership: Membership) -> list[Work]:
    if not can_administer(membership):
        return []
    organisation = membership.organisation
    releases = access.releases_for(organisation)
    if releases.age(organisation.day(timezone.now())) <= access.OLD:
        return []
    title, what = _("The list of browsers"), _("It is older than 90 days: hand in a newer one")
    return [Work(title, what, reverse("access:hand_in_browsers"), None)]
