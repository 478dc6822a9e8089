from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.common.views import form_page
from mercat.lookup import answers, bulk, queries
from mercat.lookup.forms import ListForm
from mercat.organisations import queries as organisation_queries
from mercat.passports import queries as passports
from mercat.platforms import PLATFORMS
from mercat.register import queries as register
from mercat.register.imports.exporting import download
from mercat.register.models import Publication

TOO_MANY = _("Too many lists from here in an hour. Try again later.")


@require_safe
@login_not_required
def lookup(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    context = {"q": text, **asked(request, text)}
    return render(request, "lookup/lookup.html", context)


def asked(request: HttpRequest, text: str) -> dict[str, object]:
    """The answer to what was asked, if anything was, as the page shows it."""
    if not text:
        return {}
    found = queries.look_up(text, at=timezone.now(), platform=request.GET.get("platform", ""))
    return {
        "found": found,
        "card": answers.card(found),
        "platforms": PLATFORMS.values() if found.reason == "needs_platform" else [],
    }


@form_page
@login_not_required
def look_up_list(request: HttpRequest) -> HttpResponseBase:
    """Nothing of it is kept: the answer itself carries the list, for the file to be made from."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "lookup/look_up_list.html", {"form": form})
    if not ratelimit.consume(request, action="look_up_list"):
        form.add_error(None, TOO_MANY)
        return render(request, "lookup/look_up_list.html", {"form": form}, status=429)
    at = timezone.now()
    lines = bulk.look_up_all(form.cleaned_data["texts"], at=at)
    if "csv" in request.POST:
        return download(bulk.as_table(lines), kind="csv", name=f"look-up-{at:%Y-%m-%d}", rows=0)
    links = "\n".join(line.asked for line in lines)
    return render(request, "lookup/looked_up.html", {"lines": lines, "links": links})


@require_safe
@login_not_required
def organisations(request: HttpRequest) -> HttpResponse:
    page = pagination.page(
        organisation_queries.publishing_organisations(), asked=request.GET, by="slug"
    )
    return render(request, "lookup/organisations.html", {"page": page})


@require_safe
@login_not_required
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(organisation_queries.publishing_organisations(), slug=slug)
    found = register.public_list(organisation)
    page = pagination.page(found, asked=request.GET, by="name")
    until = organisation.pre_election_ends(timezone.now())
    context = {
        "shown": organisation,
        "page": page,
        "pre_election_until": until,
        "accounts_at": reverse("lookup:account", args=["0"]).removesuffix("0/"),
    }
    return render(request, "lookup/organisation.html", context)


@require_safe
@login_not_required
def account(request: HttpRequest, account_id: str) -> HttpResponse:
    publication = get_object_or_404(register.publications(), account__public_id=account_id)
    return account_page(request, publication, queries.look_up(publication.url, at=timezone.now()))


def account_page(
    request: HttpRequest, publication: Publication, found: queries.LookUp
) -> HttpResponse:
    context = {"publication": publication, "found": found, "card": answers.card(found)}
    context["badge"] = answers.badge(publication)
    return render(request, "lookup/account.html", context)


@require_safe
@login_not_required
def passport(request: HttpRequest, passport_id: str) -> HttpResponse:
    """What the code on a passport's card opens: valid or not, for what, and from whom."""
    passport = get_object_or_404(passports.public_passports(), public_id=passport_id)
    return render(request, "lookup/passport.html", {"passport": passport})
