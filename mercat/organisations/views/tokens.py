from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import form_page
from mercat.organisations import actions, queries, rules
from mercat.organisations.forms import TokenForm
from mercat.organisations.views.loading import administrator, reader

MOST = 100


@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    by = reader(request)
    context = {
        "tokens": queries.tokens_of(by.organisation)[:MOST],
        "today": by.organisation.day(timezone.now()),
        "administers": rules.can_administer(by),
    }
    return render(request, "organisations/tokens.html", context)


@form_page
@never_cache
def make_token(request: HttpRequest) -> HttpResponse:
    """The secret stands on the answer to this form and nowhere else."""
    by = administrator(request)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        token, secret = actions.make_token(
            organisation=by.organisation, **form.cleaned_data, by=by.person, at=timezone.now()
        )
        address = request.build_absolute_uri
        context = {
            "token": token,
            "secret": secret,
            "scim": address("/api/scim/v2") if token.is_of_directory else "",
            "api": address("/api/v1/private/") if token.is_of_api else "",
            "programs": address(reverse("organisations:programs")),
        }
        return render(request, "organisations/token_made.html", context)
    return render(request, "organisations/make_token.html", {"form": form})


@require_POST
def end_token(request: HttpRequest, token_id: str) -> HttpResponse:
    by = administrator(request)
    token = get_object_or_404(queries.tokens_of(by.organisation), public_id=token_id)
    actions.end_token(token=token, by=by.person, at=timezone.now())
    messages.success(request, _("“%(name)s” can ask nothing here any more.") % {"name": token.name})
    return redirect("organisations:tokens")
