import base64
import io
from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mercat.practice import marking, queries
from mercat.practice.exports.word import as_word
from mercat.practice.models import Page


@dataclass(frozen=True, slots=True)
class Export:
    ending: str
    media_type: str
    write: Callable[[Page], bytes]


def about(page: Page) -> list[str]:
    """Whose it is and how it may be used: it goes with every copy."""
    lines = [
        f"{page.organisation}, {date_format(page.changed_at, 'j F Y')}",
        _("Licence: {licence}, {url}").format(
            licence=page.get_licence_display(), url=page.licence_url
        ),
    ]
    return [*lines, *([page.attribution] if page.attribution else [])]


def cited(citation: dict[str, str]) -> str:
    year = f" ({citation['year']})" if citation.get("year") else ""
    author = f"{citation.get('author', '')}{year}".strip()
    where = [citation.get("title", ""), citation.get("page", ""), citation.get("url", "")]
    return ". ".join(each for each in (author, ", ".join(part for part in where if part)) if each)


def with_pictures(page: Page, html: str) -> SafeString:
    """The page's own pictures inside it, so that it can be read anywhere."""
    for each in page.attachments.filter(is_picture=True).select_related("stored__organisation"):
        address = reverse("practice:attachment", args=[page.public_id, each.public_id])
        if address in html:
            with each.stored.open() as opened:
                content = base64.b64encode(opened.read()).decode()
            media_type = each.stored.kind_of.media_type
            html = html.replace(f'src="{address}"', f'src="data:{media_type};base64,{content}"')
    return mark_safe(html)  # it was safe before


def _markdown(page: Page) -> bytes:
    title = marking.filled(page.title, page.values, is_markdown=False)
    summary = marking.filled(page.summary, page.values)
    parts = [f"# {title}", summary, marking.filled(page.body, page.values)]
    if page.citations:
        lines = "\n".join(f"- {cited(each)}" for each in page.citations)
        parts.append(f"## {_('Sources')}\n\n{lines}")
    parts.append("---\n\n" + "  \n".join(about(page)))
    return ("\n\n".join(each for each in parts if each) + "\n").encode()


def _html(page: Page) -> bytes:
    shown = queries.shown(page)
    context = {
        "page": page,
        "shown": shown,
        "html": with_pictures(page, shown.text.html),
        "about": about(page),
        "sources": [cited(each) for each in page.citations],
    }
    return render_to_string("practice/export.html", context).encode()


def _word(page: Page) -> bytes:
    made = as_word(
        title=marking.filled(page.title, page.values, is_markdown=False),
        summary=marking.filled(page.summary, page.values, is_markdown=False),
        html=with_pictures(page, queries.shown(page).text.html),
        sources=[cited(each) for each in page.citations],
        about=about(page),
        author=str(page.organisation),
        moment=page.changed_at,
    )
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXPORTS = {
    each.ending: each
    for each in (
        Export("md", "text/markdown; charset=utf-8", _markdown),
        Export("html", "text/html; charset=utf-8", _html),
        Export("docx", _DOCX, _word),
    )
}
