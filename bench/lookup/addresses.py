"""The site's addresses, and bare views behind the same middleware that read the same rows."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from mercat.config.urls import urlpatterns as ours
from mercat.lookup.models import Likeness
from mercat.organisations.queries import publishing_organisations
from mercat.passports import queries as passports
from mercat.platforms import recognise
from mercat.platforms.resemblance import asked
from mercat.register import queries
from mercat.register.checks import queries as checks


@login_not_required
def one(request: HttpRequest) -> HttpResponse:
    account = recognise(request.GET["q"])
    address = {"platform": account.platform, "key": account.key}
    found = [*queries.claims_on(**address), *queries.claims_by_alias(**address)]
    accounts = [each.account for each in found]
    passports.accounts_without_valid_passport(accounts)
    checks.public_proofs_of(accounts)
    return HttpResponse("\n".join(f"{each.name} {each.handle}" for each in found))


@login_not_required
def similar(request: HttpRequest) -> HttpResponse:
    account = recognise(request.GET["q"])
    address = {"platform": account.platform, "key": account.key}
    found = [*queries.claims_on(**address), *queries.claims_by_alias(**address)]
    shapes = list(asked(account.handle))
    rows = Likeness.objects.filter(shape__in=shapes).values_list("platform", "key", "handle")
    keys = [key for _, key, _ in rows]
    said = queries.publications().filter(platform=account.platform, key__in=keys)
    return HttpResponse("\n".join(each.name for each in [*found, *said]))


@login_not_required
def account(request: HttpRequest, account_id: str) -> HttpResponse:
    said = queries.publications().get(account__public_id=account_id)
    found = [
        *queries.claims_on(platform=said.platform, key=said.key),
        *queries.claims_by_alias(platform=said.platform, key=said.key),
    ]
    accounts = [each.account for each in found]
    passports.accounts_without_valid_passport(accounts)
    checks.public_proofs_of(accounts)
    return HttpResponse("\n".join(f"{each.name} {each.handle}" for each in found))


@login_not_required
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = publishing_organisations().get(slug=slug)
    found = queries.public_list(organisation).order_by("name", "pk")[:51]
    return HttpResponse("\n".join(f"{each.name} {each.handle}" for each in found))


urlpatterns = [
    *ours,
    path("bare/one/", one),
    path("bare/similar/", similar),
    path("bare/accounts/<slug:account_id>/", account),
    path("bare/list/<slug:slug>/", listed),
]
