"""What is public, for feed readers and search engines."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.organisations.models import Organisation
from mercat.practice import marking, queries
from mercat.practice.models import Page, Tag

NEWEST = 50
MOST_IN_SITEMAP = 50_000  # what the protocol allows in one file


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    return _answer(request, queries.public(), _("Shared practice"), reverse("practice:index"))


@login_not_required
@require_safe
def feed_of_tag(request: HttpRequest, tag_id: str) -> HttpResponse:
    tag = get_object_or_404(Tag, public_id=tag_id)
    found = queries.public().filter(tags=tag.stands_for_id or tag.pk)
    title = _("Shared practice: {name}").format(name=tag.name)
    return _answer(request, found, title, reverse("practice:index"))


@login_not_required
@require_safe
def feed_of_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Organisation, slug=slug)
    title = _("Shared practice: {name}").format(name=shown)
    where = reverse("practice:organisation", args=[slug])
    return _answer(request, queries.public().filter(organisation=shown), title, where)


class Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        changed_at: datetime = self.feed["changed_at"]
        return changed_at


def _answer(request: HttpRequest, found: QuerySet[Page], title: str, where: str) -> HttpResponse:
    pages = list(found.order_by("-changed_at", "-pk")[:NEWEST])
    made = Feed(
        title=title,
        link=settings.SITE_URL + where,
        description="",
        feed_url=settings.SITE_URL + request.path,
        changed_at=pages[0].changed_at if pages else timezone.now(),
    )
    for page in pages:
        made.add_item(**_entry(page))
    answer = HttpResponse(made.writeString("utf-8"), Atom1Feed.content_type)
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


def _entry(page: Page) -> dict[str, Any]:
    where = settings.SITE_URL + reverse("practice:page", args=[page.public_id])
    return {
        "title": marking.filled(page.title, page.values, is_markdown=False),
        "link": where,
        "description": escape(marking.filled(page.summary, page.values, is_markdown=False)),
        "unique_id": where,
        "updateddate": page.changed_at,
        "pubdate": page.published_at,
        "author_name": str(page.organisation),
        "categories": [page.kind],
        "item_copyright": page.licence_url,
    }


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(_addresses(), content_type="application/xml")


def _addresses() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for name in ("home:front", "practice:index", "lookup:organisations"):
        yield f"<url><loc>{escape(settings.SITE_URL + reverse(name))}</loc></url>\n"
    rows = queries.public().order_by("-changed_at").values_list("public_id", "changed_at")
    for public_id, changed_at in rows[:MOST_IN_SITEMAP].iterator(chunk_size=2000):
        where = settings.SITE_URL + reverse("practice:page", args=[public_id])
        yield f"<url><loc>{escape(where)}</loc><lastmod>{changed_at:%Y-%m-%d}</lastmod></url>\n"
    yield "</urlset>\n"
