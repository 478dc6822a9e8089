from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common.views import form_page, tried
from mercat.home import rules
from mercat.home.erasure import erasing, rehearsal
from mercat.home.erasure.forms import EraseForm
from mercat.organisations import queries as organisations
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership


def _load(request: HttpRequest, membership_id: str) -> tuple[Membership, Membership]:
    by = membership_of(request)
    rules.check_can_erase(by)
    ours = organisations.memberships_of(by.organisation)
    return by, get_object_or_404(ours, public_id=membership_id)


@require_safe
def erase_person(request: HttpRequest, membership_id: str) -> HttpResponse:
    """What it would mean; nothing happens here."""
    by, found = _load(request, membership_id)
    told = rehearsal.rehearse(found, by=by.person, at=timezone.now())
    return render(request, "home/erase_person.html", {"found": found, "told": told})


@form_page
def confirm_erasure(request: HttpRequest, membership_id: str) -> HttpResponse:
    by, found = _load(request, membership_id)
    form = EraseForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            erasing.erase_person,
            membership=found,
            reason=form.cleaned_data["reason"],
            by=by,
            at=timezone.now(),
        )
    ):
        messages.success(request, _("They are erased. We sent them a last mail that says so."))
        return redirect("organisations:people")
    return render(request, "home/confirm_erasure.html", {"form": form, "found": found})
