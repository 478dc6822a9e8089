"""What one is told of, how one wants to hear of it, and pages to look at again."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination
from mercat.common.views import form_page
from mercat.organisations.middleware import membership_of
from mercat.practice import actions, emails, queries
from mercat.practice.forms import LookAgainForm, NoticesForm
from mercat.practice.views.asking import ask
from mercat.practice.views.loading import load_to_write


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    found = queries.notices_of(membership_of(request))
    page = pagination.page(found, asked=request.GET, by="id", size=30, newest_first=True)
    rows = [{"notice": each, "url": emails.path_of(each)} for each in page.rows]
    has_new = any(each.seen_at is None for each in page.rows)
    context = {"page": page, "rows": rows, "has_new": has_new}
    return render(request, "practice/notices.html", context)


@require_POST
def see_notices(request: HttpRequest) -> HttpResponse:
    actions.see_notices(by=membership_of(request), at=timezone.now())
    messages.success(request, _("Nothing is marked as new any more."))
    return redirect("practice:notices")


@form_page
def choose_notices(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    form = NoticesForm(request.POST or None, chosen=queries.chosen(membership))
    if request.method == "POST" and form.is_valid():
        actions.choose_notices(chosen=form.cleaned_data, by=membership)
        messages.success(request, _("You hear of it as you chose."))
        return redirect("practice:notices")
    return render(request, "practice/choose_notices.html", {"form": form})


@form_page
def look_again(request: HttpRequest, page_id: str) -> HttpResponse:
    """It is right as it stands, or it is changed first."""
    membership, page = load_to_write(request, page_id)
    today = page.organisation.day(timezone.now())
    next_day = today + timedelta(days=365)
    return ask(
        request,
        template="practice/look_again.html",
        form=LookAgainForm(request.POST or None, today=today, initial={"review_on": next_day}),
        page=page,
        by=membership,
        action=actions.look_again,
        given={"page": page},
        done=_("Thank you for looking. The page says when it is looked at next."),
    )
