"""The site's addresses, and bare views behind the same middleware that read the same rows."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from mercat.config.urls import urlpatterns as ours
from mercat.organisations.middleware import membership_of
from mercat.organisations.queries import department_tree
from mercat.register import queries
from mercat.register.checks import queries as checks
from mercat.register.models import Account


def listed(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    found = queries.accounts_of(membership.organisation).order_by("name", "pk")[:51]
    return printed(request, found)


def searched(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    ours = queries.accounts_of(membership.organisation)
    found = ours.filter(name=f"Service {request.GET['q']}").order_by("name", "pk")
    return printed(request, found)


def printed(request: HttpRequest, found: Iterable[Account]) -> HttpResponse:
    membership = membership_of(request)
    rest = [*department_tree(membership.organisation), *queries.views_of(membership)]
    lines = [f"{each.name} {each.handle} {each.department}" for each in found]
    return HttpResponse("\n".join([*lines, str(len(rest))]))


def account(request: HttpRequest, account_id: str) -> HttpResponse:
    membership = membership_of(request)
    found = queries.accounts_of(membership.organisation)
    account: Account = get_object_or_404(found, public_id=account_id)
    rest = [
        *queries.custodians_of(account),
        *account.twins.all(),
        *queries.changes_waiting_of(account),
        *queries.aliases_of(account),
        *checks.proofs_of(account),
    ]
    return HttpResponse("\n".join([account.name, *(str(each) for each in rest)]))


urlpatterns = [
    *ours,
    path("bare/list/", listed),
    path("bare/search/", searched),
    path("bare/accounts/<slug:account_id>/", account),
]
