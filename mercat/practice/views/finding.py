from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.common.pagination import Page as Screen
from mercat.common.views import open_to_readers
from mercat.organisations.middleware import reader
from mercat.organisations.models import Membership, Organisation
from mercat.practice import emails, queries, rules
from mercat.practice.forms import FindForm
from mercat.practice.models import Page
from mercat.practice.queries import Wish

NEWS = 5  # at the top of the list of pages


@open_to_readers
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    membership = reader(request)
    found = queries.published_for(membership.organisation) if membership else queries.public()
    form = FindForm(request.GET or None, organisations=queries.organisations_that_publish(found))
    wish = Wish()
    if form.is_valid():
        wish = Wish(**{name: form.cleaned_data[name] for name in Wish.__slots__})
    context = {
        "page": _screen(request, found, wish),
        "find": form,
        "wish": wish,
        "tag": queries.tag_named(wish.tag) if wish.tag else None,
        "drafts": queries.drafts_of(membership) if membership else [],
        "may_review": membership is not None and rules.can_review(membership),
        "news": _news(membership) if membership else [],
        "to_answer": queries.open_suggestions(membership)[:20] if membership else [],
    }
    return render(request, "practice/index.html", context)


def _news(membership: Membership) -> list[dict[str, Any]]:
    """The newest notices that they have not seen."""
    found = queries.unseen(membership)[:NEWS]
    return [{"notice": each, "url": emails.path_of(each)} for each in found]


def _screen(request: HttpRequest, found: QuerySet[Page], wish: Wish) -> Screen:
    """With words the best first, else the newest; the filters stay with the next screen."""
    kept = request.GET.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    with_filters = f"&{kept.urlencode()}" if kept else ""
    if wish.q.strip():
        best = queries.best(found, wish, after=request.GET.get("after", ""))
        following = f"?{urlencode({'after': best.after})}{with_filters}" if best.after else ""
        return Screen(best.rows, following, "")
    page = pagination.page(
        queries.narrowed(found, wish),
        asked=request.GET,
        by="changed_at",
        size=20,
        newest_first=True,
    )
    return Screen(
        page.rows,
        page.next_query and page.next_query + with_filters,
        page.previous_query and page.previous_query + with_filters,
    )


@open_to_readers
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """What one organisation shares, uses and learnt."""
    membership = reader(request)
    found = queries.published_for(membership.organisation) if membership else queries.public()
    shown = get_object_or_404(Organisation, slug=slug)
    page = pagination.page(
        found.filter(organisation=shown),
        asked=request.GET,
        by="changed_at",
        size=20,
        newest_first=True,
    )
    uses = queries.said_by(shown, found)[:50]
    return render(
        request, "practice/organisation.html", {"shown": shown, "page": page, "uses": uses}
    )
