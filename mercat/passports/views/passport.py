import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.organisations.middleware import membership_of
from mercat.passports import queries, rules
from mercat.register import queries as register


@require_safe
def passport(request: HttpRequest, passport_id: str) -> HttpResponse:
    membership = membership_of(request)
    passport = get_object_or_404(queries.passports_seen_by(membership), public_id=passport_id)
    # The public page stands above this app, so its address is written out here.
    address = f"{settings.SITE_URL}/lookup/passports/{passport.public_id}/"
    code = segno.make(address, error="m").svg_inline(
        scale=3, border=2, title=_("A code that opens the public page of this passport")
    )
    context = {"passport": passport, "address": address, "code": mark_safe(code)}
    return render(request, "passports/passport.html", context)


@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """The record: everybody who may use social media here, to learn or to speak."""
    membership = membership_of(request)
    rules.check_can_see_all_passports(membership)
    found = queries.passports_seen_by(membership)
    page = pagination.page(found, asked=request.GET, by="starts_on", newest_first=True)
    return render(request, "passports/held.html", {"page": page})


@require_safe
def person(request: HttpRequest, person_id: str) -> HttpResponse:
    membership = membership_of(request)
    member = queries.member_seen_by(membership, person_id)
    if member is None:
        raise Http404("Nobody here, or nobody you may look at.")
    holder = member.person
    context = {
        "member": member,
        "passports": queries.passports_seen_by(membership)
        .filter(holder=holder)
        .order_by("-starts_on")[:50],
        "accounts": register.accounts_looked_after_by(holder, membership.organisation)[:50],
    }
    return render(request, "passports/person.html", context)
