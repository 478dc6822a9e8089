"""Programs that may act for somebody, each of whom says so alone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import tried
from mercat.organisations import actions, queries
from mercat.organisations.middleware import membership_of

MOST = 100


@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    found = queries.programs_for(membership_of(request), at=timezone.now())
    return render(request, "organisations/programs.html", {"programs": found[:MOST]})


@require_POST
def allow_program(request: HttpRequest, token_id: str) -> HttpResponse:
    by, at = membership_of(request), timezone.now()
    token = get_object_or_404(queries.programs_of(by.organisation, at=at), public_id=token_id)
    if tried(request, actions.allow_program, token=token, by=by, at=at):
        said = _("“%(name)s” may act for you now. You can stop it here at any time.")
        messages.success(request, said % {"name": token.name})
    return redirect("organisations:programs")


@require_POST
def stop_program(request: HttpRequest, token_id: str) -> HttpResponse:
    by, at = membership_of(request), timezone.now()
    token = get_object_or_404(queries.programs_of(by.organisation, at=at), public_id=token_id)
    actions.stop_program(token=token, by=by, at=at)
    messages.success(request, _("“%(name)s” acts for you no longer.") % {"name": token.name})
    return redirect("organisations:programs")
