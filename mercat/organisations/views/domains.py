"""Web domains: what is proved, what to put where, ask now, remove."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.organisations import actions, queries, rules
from mercat.organisations import domains as proofs
from mercat.organisations.forms import DomainForm
from mercat.organisations.models import Domain, Membership
from mercat.organisations.views.loading import administrator, reader

MOST = 100


@require_safe
def domains(request: HttpRequest) -> HttpResponse:
    by = reader(request)
    context = {
        "domains": queries.domains_of(by.organisation)[:MOST],
        "administers": rules.can_administer(by),
    }
    return render(request, "organisations/domains.html", context)


@form_page
def add_domain(request: HttpRequest) -> HttpResponse:
    by = administrator(request)
    form = DomainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        host = form.cleaned_data["host"]
        try:
            actions.add_domain(
                organisation=by.organisation, host=host, by=by.person, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error("host", refusal.sentence)
        else:
            return redirect("organisations:domain", host)
    return render(request, "organisations/add_domain.html", {"form": form})


@require_safe
def domain(request: HttpRequest, host: str) -> HttpResponse:
    """What is known of it, and exactly what to put where."""
    by = reader(request)
    context = {
        "domain": _domain(by, host),
        "token": proofs.token(by.organisation, host),
        "record_kind": proofs.RECORD_KIND,
        "record_name": proofs.record_name(host),
        "file_url": proofs.file_url(host),
        "administers": rules.can_administer(by),
    }
    return render(request, "organisations/domain.html", context)


@require_POST
def check_domain(request: HttpRequest, host: str) -> HttpResponse:
    by = administrator(request)
    asked = _domain(by, host)
    try:
        found = actions.check_domain(domain=asked, by=by.person, at=timezone.now())
    except Refused as refusal:
        messages.error(request, _("We could not look. %(why)s") % {"why": refusal.sentence})
    else:
        _tell(request, found)
    return redirect("organisations:domain", host)


def _tell(request: HttpRequest, found: Domain) -> None:
    if found.method == Domain.Method.OPERATOR:
        messages.info(request, _(NOT_NEEDED))
    elif found.is_verified and found.missed_at is None:
        messages.success(
            request, _("The proof is there: %(host)s is yours.") % {"host": found.host}
        )
    else:
        messages.warning(request, _(NOT_THERE))


NOT_NEEDED = (
    "Neither the record nor the file is there. Whoever runs this site confirmed this domain, so "
    "nothing changes."
)
NOT_THERE = (
    "Neither the record nor the file is there yet. A new record can take a day to be seen; we "
    "look again tomorrow."
)


@form_page
def remove_domain(request: HttpRequest, host: str) -> HttpResponse:
    by = administrator(request)
    removed = _domain(by, host)
    if request.method == "POST":
        if tried(request, actions.remove_domain, domain=removed, by=by.person, at=timezone.now()):
            messages.success(request, _("%(host)s is removed.") % {"host": host})
        return redirect("organisations:domains")
    others = queries.verified_hosts(by.organisation)
    is_last = removed.is_verified and others == [removed.host]
    context = {"domain": removed, "is_last": is_last}
    return render(request, "organisations/remove_domain.html", context)


def _domain(by: Membership, host: str) -> Domain:
    return get_object_or_404(queries.domains_of(by.organisation), host=host)
