"""Pages for those who run the site, to close it or one organisation of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.archive import actions, queries, rules
from mercat.archive.forms import PlanForm
from mercat.archive.models import Closing
from mercat.common import languages, pagination
from mercat.common.views import form_page, tried
from mercat.organisations.models import Organisation
from mercat.people.models import Person


@require_safe
def closings(request: HttpRequest) -> HttpResponse:
    if not rules.can_close(_person(request)):
        raise Http404("Only those who run the site.")
    page = pagination.page(queries.organisations_with_closings(), asked=request.GET, by="slug")
    live = queries.live_closings()
    context = {
        "page": page,
        "rows": [(each, live.get(each.pk)) for each in page.rows],
        "of_site": live.get(None),
    }
    return render(request, "archive/closings.html", context)


@require_safe
def closing(request: HttpRequest, slug: str) -> HttpResponse:
    """The rehearsal: what ends, what is unfinished, who has said yes."""
    organisation = _load(request, slug)
    at, person = timezone.now(), _person(request)
    found = queries.live(organisation)
    context = {
        **_addresses(organisation),
        "closing": found,
        "people": queries.people_of(found),
        "unfinished": queries.unfinished(organisation),
        "will_end": queries.will_end(organisation),
        "may_close": rules.can_close(person),
        "may_seal": found and rules.can_close(person) and rules.can_seal(found, at=at),
        "planned_it": found and found.planned_by == person.audit_key,
    }
    return render(request, "archive/closing.html", context)


@form_page
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = _load(request, slug)
    rules.check_can_close(_person(request))
    found, at = queries.live(organisation), timezone.now()
    spoken = organisation.languages if organisation else [languages.FIRST]
    form = PlanForm(
        request.POST or None,
        spoken=spoken,
        earliest=queries.today_of(organisation, at),
        initial=_initial(found),
    )
    if request.method == "POST" and form.is_valid():
        asked = {"organisation": organisation, "by": _person(request), "at": at}
        if tried(request, actions.plan, **form.given(), **asked):
            messages.success(request, _("It is planned. Somebody else confirms it now."))
            return redirect(_addresses(organisation)["closing_url"])
    context = {**_addresses(organisation), "form": form}
    return render(request, "archive/plan.html", context)


@require_POST
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    organisation, found = _load_closing(request, slug)
    if tried(request, actions.confirm, closing=found, by=_person(request), at=timezone.now()):
        messages.success(request, _("Two people have confirmed it. From its day on it closes."))
    return redirect(_addresses(organisation)["closing_url"])


@require_POST
def drop(request: HttpRequest, slug: str) -> HttpResponse:
    organisation, found = _load_closing(request, slug)
    if tried(request, actions.drop, closing=found, by=_person(request), at=timezone.now()):
        messages.success(request, _("It stays open. The plan is put aside."))
    return redirect(_addresses(organisation)["closing_url"])


@require_POST
def seal(request: HttpRequest, slug: str) -> HttpResponse:
    organisation, found = _load_closing(request, slug)
    rules.check_can_close(_person(request))
    if not tried(request, actions.seal, closing=found, by=_person(request), at=timezone.now()):
        return redirect(_addresses(organisation)["closing_url"])
    if organisation is None:
        return redirect("home:front")
    messages.success(request, _("It is closed. Its last words stand over its pages."))
    return redirect(_addresses(organisation)["closing_url"])


def _person(request: HttpRequest) -> Person:
    person: Person = request.user  # type: ignore[assignment]  # private pages have somebody
    return person


def _load(request: HttpRequest, slug: str) -> Organisation | None:
    """None for the whole site. Who may not see it gets 404."""
    organisation = get_object_or_404(Organisation, slug=slug) if slug else None
    if not rules.can_read(_person(request), organisation):
        raise Http404("Only those who run the site, and its administrators.")
    return organisation


def _load_closing(request: HttpRequest, slug: str) -> tuple[Organisation | None, Closing]:
    organisation = _load(request, slug)
    found = queries.live(organisation)
    if found is None:
        raise Http404("No closing is planned.")
    return organisation, found


def _addresses(organisation: Organisation | None) -> dict[str, Any]:
    names = ("closing", "plan", "confirm", "drop", "seal")
    of, args = ("", [organisation.slug]) if organisation else ("_site", [])
    urls = {f"{name}_url": reverse(f"archive:{name}{of}", args=args) for name in names}
    return {"closes": organisation, **urls}


def _initial(found: Closing | None) -> dict[str, object]:
    if found is None:
        return {"accounts": Closing.Accounts.KEPT}
    words = {f"words_{code}": text for code, text in found.words.items()}
    return {
        **words,
        "closes_on": found.closes_on,
        "contact": found.contact,
        "accounts": found.accounts,
    }
