from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mercat.organisations.models import Membership
from mercat.register import queries, rules
from mercat.register.checks import queries as checks
from mercat.register.forms import status_moves
from mercat.register.lifecycle import OPEN
from mercat.register.models import Account
from mercat.register.views import telling
from mercat.register.views.loading import load


@require_safe
def account(request: HttpRequest, account_id: str) -> HttpResponse:
    """Thin on purpose: passports and advice join it from above."""
    membership, account = load(request, account_id)
    sees = rules.can_see_custodians(membership, account)
    context = {
        "account": account,
        "more": telling.more_rows(account),
        "twins": list(account.twins.all()),
        "sees_custodians": sees,
        "sees_people": rules.can_see_all_custodians(membership),
        **(_kept(membership, account) if sees else {}),
    }
    return render(request, "register/account.html", context)


def _kept(membership: Membership, account: Account) -> dict[str, Any]:
    """What those who keep it see beside: five queries."""
    custodians = list(queries.custodians_of(account))
    owns = any(
        each.person_id == membership.person_id and each.level == "owner" for each in custodians
    )
    keeps = rules.can_keep(membership)
    return {
        "custodians": custodians,
        "proofs": checks.proofs_of(account),
        "kept": telling.kept_rows(account),
        "waiting": list(queries.changes_waiting_of(account)),
        "aliases": list(queries.aliases_of(account)),
        "keeps": keeps,
        "edits": keeps or owns,
        "loses": rules.can_lose(membership, account),
        "moves": bool(status_moves(account)),
        "is_open": account.status in OPEN,
    }


@require_safe
def history(request: HttpRequest, account_id: str) -> HttpResponse:
    membership, account = load(request, account_id)
    rules.check_can_see_custodians(membership, account)
    context = {"account": account, "events": queries.history_of(account)}
    return render(request, "register/history.html", context)
