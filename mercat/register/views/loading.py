"""What the pages about one account share."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mercat.common.views import tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.register import queries
from mercat.register.models import Account


def load(request: HttpRequest, account_id: str) -> tuple[Membership, Account]:
    membership = membership_of(request)
    found = queries.accounts_of(membership.organisation)
    account = get_object_or_404(found, public_id=account_id)
    account.organisation = membership.organisation  # the same row, read already
    return membership, account


def today(membership: Membership) -> date:
    day: date = membership.organisation.day(timezone.now())
    return day


def done(
    request: HttpRequest, form: Any, action: Callable[..., Any], *, said: str, **given: Any
) -> bool:
    """A form that was sent and is right, and its action done; `said` is what the next page says."""
    if request.method != "POST" or (form is not None and not form.is_valid()):
        return False
    arguments = {name: each() if callable(each) else each for name, each in given.items()}
    if not tried(request, action, **arguments, at=timezone.now()):
        return False
    messages.success(request, said)
    return True


def to_account(account: Account) -> HttpResponse:
    return redirect("register:account", account.public_id)


def asked(
    request: HttpRequest, form: Any, account: Account, *, title: str, button: str, **said: str
) -> HttpResponse:
    """The page of one form; `said`: intro, and for what cannot be undone tone and warning."""
    context = {"form": form, "account": account, "title": title, "button": button, **said}
    return render(request, "register/form.html", context)
