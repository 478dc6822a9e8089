"""Who may read the pages of administration, and who may change something there."""

from django.http import HttpRequest

from mercat.organisations import rules
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership


def reader(request: HttpRequest) -> Membership:
    membership = membership_of(request)
    rules.check_can_see_administration(membership)
    return membership


def administrator(request: HttpRequest) -> Membership:
    membership = membership_of(request)
    rules.check_can_administer(membership)
    return membership
