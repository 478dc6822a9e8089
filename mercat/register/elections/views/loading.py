from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.register.elections import queries, rules
from mercat.register.elections.models import Period


def load(request: HttpRequest, period_id: str) -> tuple[Membership, Period]:
    """For whoever looks after accounts, too; the pages for fewer ask once more."""
    membership = membership_of(request)
    found = queries.periods_of(membership.organisation)
    period = get_object_or_404(found, public_id=period_id)
    period.organisation = membership.organisation
    return membership, period


def load_to_see(request: HttpRequest, period_id: str) -> tuple[Membership, Period]:
    membership, period = load(request, period_id)
    rules.check_can_see_periods(membership)
    return membership, period


def load_to_set(request: HttpRequest, period_id: str) -> tuple[Membership, Period]:
    membership, period = load(request, period_id)
    rules.check_can_set_periods(membership, period)
    return membership, period


def today(membership: Membership) -> date:
    day: date = membership.organisation.day(timezone.now())
    return day


def to_period(period: Period) -> HttpResponse:
    return redirect("elections:period", period.public_id)
