from typing import Any

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import queries, rules
from mercat.passports.lifecycle import PassportStatus
from mercat.passports.models import Passport
from mercat.passports.views import appeals
from mercat.passports.views.renewal import renewable_later
from mercat.register import queries as register
from mercat.register.rules import can_see_all_custodians

MOST_PARTS = 200


@require_safe
def passport(request: HttpRequest, passport_id: str) -> HttpResponse:
    membership = membership_of(request)
    passport = get_object_or_404(queries.passports_seen_by(membership), public_id=passport_id)
    # The public page stands above this app, so its address is written out here.
    address = f"{settings.SITE_URL}/lookup/passports/{passport.public_id}/"
    code = segno.make(address, error="m").svg_inline(
        scale=3, border=2, title=_("A code that opens the public page of this passport")
    )
    suspension = queries.suspension_of(passport) if _is_suspended(passport) else None
    context = {
        "passport": passport,
        "address": address,
        "code": mark_safe(code),
        "suspension": suspension,
        **appeals.shown(membership, suspension),
        "revocations": queries.revocations_of(passport, membership)[:20],
        "conditions": _conditions(membership, passport),
        **_may(membership, passport),
    }
    return render(request, "passports/passport.html", context)


def _may(membership: Membership, passport: Passport) -> dict[str, Any]:
    suspended = _is_suspended(passport)
    may_suspend = passport.is_live and rules.can_suspend(membership, passport)
    followed = passport.status in {PassportStatus.ACTIVE, PassportStatus.EXPIRED}
    speaks = passport.account_id is not None and not passport.is_emergency
    may_follow = followed and speaks and rules.can_renew(membership, passport)
    return {
        "may_follow": may_follow,
        "renewable_from": renewable_later(passport) if may_follow else None,
        "may_suspend": may_suspend and not suspended,
        "may_resume": may_suspend and suspended,
        "may_revoke": passport.is_live and rules.can_revoke(membership, passport),
    }


def _is_suspended(passport: Passport) -> bool:
    return passport.status == PassportStatus.SUSPENDED


def _conditions(membership: Membership, passport: Passport) -> list[dict[str, Any]]:
    """They are of the case, so whoever stepped out of it does not read them here either."""
    if passport.decision is None or not passport.decision.conditions:
        return []
    today = membership.organisation.day(timezone.now())
    seen = queries.conditions_seen_by(membership).filter(decision=passport.decision)
    return queries.conditions_shown(seen.order_by("number"), today=today)


@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """The record: everybody who may use social media here, to learn or to speak."""
    membership = membership_of(request)
    rules.check_can_see_all_passports(membership)
    found = queries.passports_listed(membership)
    page = pagination.page(found, asked=request.GET, by="starts_on", newest_first=True)
    return render(request, "passports/held.html", {"page": page})


@require_safe
def person(request: HttpRequest, person_id: str) -> HttpResponse:
    """What somebody holds: passports, and their part in each account, for those who may see it."""
    membership = membership_of(request)
    member = queries.member_seen_by(membership, person_id)
    if member is None:
        raise Http404("Nobody here, or nobody you may look at.")
    holder, is_self = member.person, member.person_id == membership.person_id
    passports = queries.passports_seen_by(membership).filter(holder=holder)
    parts = list(register.parts_of(holder, membership.organisation)[: MOST_PARTS + 1])
    context = {
        "member": member,
        "is_self": is_self,
        "sees_passports": is_self or rules.can_see_all_passports(membership),
        "passports": passports.order_by("-starts_on")[:50],
        "sees_parts": is_self or can_see_all_custodians(membership),
        "parts": parts[:MOST_PARTS],
        "more": len(parts) > MOST_PARTS,
    }
    return render(request, "passports/person.html", context)
