import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from mercat.organisations.middleware import membership_of
from mercat.passports import queries


@require_safe
def passport(request: HttpRequest, passport_id: str) -> HttpResponse:
    membership = membership_of(request)
    passport = get_object_or_404(queries.passports_seen_by(membership), public_id=passport_id)
    # The public page stands above this app, so its address is written out here.
    address = f"{settings.SITE_URL}/lookup/passports/{passport.public_id}/"
    code = segno.make(address, error="m").svg_inline(
        scale=3, border=2, title="A code that opens the public page of this passport"
    )
    context = {"passport": passport, "address": address, "code": mark_safe(code)}
    return render(request, "passports/passport.html", context)
