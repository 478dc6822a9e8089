"""The shape of most pages that ask something: a form, one action, a sentence, the page again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mercat.common.views import tried
from mercat.organisations.models import Membership
from mercat.practice.models import Page


def ask(
    request: HttpRequest,
    *,
    template: str,
    form: Any,
    page: Page | None,
    by: Membership,
    action: Callable[..., Any],
    done: str,
    to: tuple[str, ...] = (),
    given: dict[str, Any] | None = None,
    **context: Any,
) -> HttpResponse:
    """`given` besides what the form holds; `page` is what the action is about, when it is one."""
    where = to or (("practice:page", page.public_id) if page else ("practice:index",))
    if request.method == "POST" and form.is_valid():
        about = {**form.cleaned_data, **(given or {}), "by": by, "at": timezone.now()}
        if tried(request, action, **about):
            messages.success(request, done)
            return redirect(*where)
    return render(request, template, {"form": form, "page": page, **context})
