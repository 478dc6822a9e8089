"""Every comment of a paper as a workbook, with its answer."""

from collections.abc import Iterator

from django.http.response import HttpResponseBase
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.practice.papers import queries, voices
from mercat.practice.papers.models import Paper, PaperComment
from mercat.register.imports.exporting import download, safe

WIDTHS = (24, 9, 30, 50, 40, 24, 24, 18, 9, 18, 50, 30)


def workbook(paper: Paper, *, for_public: bool) -> HttpResponseBase:
    """What the page shows, no more: on the web, names of those alone who chose to be named."""
    return download(
        _lines(paper, for_public=for_public),
        kind="xlsx",
        name=f"comments-{paper.public_id}",
        rows=paper.comment_count,
        sheet="Comments",
        widths=WIDTHS,
    )


def _lines(paper: Paper, *, for_public: bool) -> Iterator[list[str]]:
    yield [
        *(_("Part"), _("Revision"), _("Subject"), _("Comment"), _("Passage"), _("Name")),
        *(_("Organisation"), _("Written"), _("Agree"), _("Answer"), _("Why"), _("Sources")),
    ]
    found = queries.comments_of(paper).order_by("part__position", "written_at", "pk")
    known = voices.faces(found, for_public=for_public)
    for each in found.iterator(chunk_size=500):
        name, _picture = known.named(each, for_public=for_public)
        yield [safe(said) for said in _line(each, name, known.text(each))]


def _line(comment: PaperComment, name: str, text: str) -> list[str]:
    return [
        comment.part.title,
        str(comment.revision.number),
        comment.subject,
        text,
        comment.quote,
        name,
        str(comment.organisation or ""),
        date_format(comment.written_at, "j F Y"),
        str(comment.agreed_count),
        str(comment.get_outcome_display()),
        comment.answer,
        comment.sources,
    ]
