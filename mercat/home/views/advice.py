from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.home import queries
from mercat.organisations.middleware import membership_of
from mercat.passports import advice as conversations
from mercat.passports import rules

SHOWN = {
    "waiting": _("Waiting"),
    "mine": _("Taken by me"),
    "answered": _("Answered"),
    "guidance": _("Could be guidance"),
}


@require_safe
def advice_queue(request: HttpRequest) -> HttpResponse:
    """What waits for communications, the oldest first."""
    membership = membership_of(request)
    rules.check_can_see_queue(membership)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else "waiting"
    found = queries.advice_shown(membership, shown)
    waits = shown in {"waiting", "mine"}
    page = pagination.page(
        found,
        asked=request.GET,
        by="waiting_since" if waits else "latest_at",
        newest_first=not waits,
    )
    kept = f"&show={shown}"
    context = {
        "shown": shown,
        "waits": waits,
        "filters": [
            {"text": text, "url": f"{reverse('home:advice_queue')}?show={key}", "key": key}
            for key, text in SHOWN.items()
        ],
        "waiting": conversations.count_waiting(membership),
        "page": page,
        "rows": queries.with_age(page.rows, at=timezone.now()),
        "next_url": page.next_query and page.next_query + kept,
        "previous_url": page.previous_query and page.previous_query + kept,
    }
    return render(request, "home/advice_queue.html", context)
