from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.organisations.middleware import membership_of
from mercat.register import queries, rules


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    found = queries.accounts_of(membership.organisation)
    page = pagination.page(found, asked=request.GET, by="name")
    return render(request, "register/accounts.html", {"page": page})


@require_safe
def account(request: HttpRequest, account_id: str) -> HttpResponse:
    """Thin on purpose: passports and history of the account join it from above."""
    membership = membership_of(request)
    account = get_object_or_404(queries.accounts_of(membership.organisation), public_id=account_id)
    sees = rules.can_see_custodians(membership, account)
    context = {
        "account": account,
        "custodians": queries.custodians_of(account) if sees else [],
        "sees_custodians": sees,
    }
    return render(request, "register/account.html", context)
