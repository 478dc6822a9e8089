"""A report as a workbook, and as a PDF where WeasyPrint is installed."""

import io
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook

from mercat.learning import queries, rules
from mercat.learning.lifecycle import EvidenceFor, PlanStatus
from mercat.learning.models import LearningAssessment
from mercat.learning.views.loading import load
from mercat.learning.views.reports import kept_or_as_it_stands, report_context
from mercat.learning.views.shown import report_shown
from mercat.register.imports.exporting import safe

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Rows = Iterator[list[str]]


@require_safe
def workbook(request: HttpRequest, assessment_id: str) -> HttpResponse:
    """Everything of the report; the plan too, for those who see it."""
    membership, assessment = load(request, assessment_id)
    report = kept_or_as_it_stands(membership, assessment)
    capabilities = report_shown(report)
    book = Workbook(write_only=True)
    _sheet(book, _("Report"), (24, 90), _about(assessment, report))
    _sheet(book, _("Where we stand"), (40, 20, 20, 20, 20, 60), _stands(capabilities))
    _sheet(book, _("Answers"), (40, 16, 60, 24, 24, 60), _answers(capabilities))
    _sheet(book, _("Evidence"), (40, 60, 50, 30, 14, 50, 60), _evidence(capabilities))
    _sheet(book, _("Facts"), (40, 60, 60, 30, 14, 8), _facts(capabilities))
    if rules.can_see_all_assessments(membership):
        _sheet(book, _("Plan"), (40, 60, 24, 14, 20, 14, 60), _plan(assessment))
    file = io.BytesIO()
    book.save(file)
    return _sent(file.getvalue(), XLSX, f"learning-{assessment.public_id}.xlsx")


def _sheet(book: Workbook, name: str, widths: tuple[int, ...], rows: Rows) -> None:
    sheet = book.create_sheet(name[:31])
    for letter, width in zip("ABCDEFGH", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([safe(str(each or "")) for each in row])


def _about(assessment: LearningAssessment, report: dict[str, Any]) -> Rows:
    framework = report["framework"]
    yield [_("Assessment"), report["title"]]
    yield [_("Organisation"), str(assessment.organisation.name)]
    yield [_("From"), report["starts_on"]]
    yield [_("Until"), report["ends_on"]]
    yield [_("As of"), report["as_of"]]
    yield [_("Framework"), f"{framework['name']}, {framework['number']}"]
    yield [_("Licence"), framework["licence"]]
    yield [_("Fingerprint of the framework"), framework["sha256"]]
    yield [_("Fingerprint of the report"), assessment.sha256 or _("It is not final.")]


def _stands(capabilities: list[dict[str, Any]]) -> Rows:
    yield [
        _("Capability"),
        _("Stands at"),
        _("Aims at"),
        _("Last time"),
        _("The rule suggests"),
        _("Reason"),
    ]
    not_yet = _("Not yet the first stage")
    for each in capabilities:
        stands = _("Not said yet") if each["stage"] is None else each["stage_name"] or not_yet
        was = each.get("last_stage")
        last = "" if was is None else each.get("last_stage_name") or not_yet
        suggested = each["suggested_name"] or not_yet
        yield [each["name"], stands, each["target_name"] or "", last, suggested, each["reason"]]


def _each(capabilities: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((each["name"], one) for each in capabilities for one in each["indicators"])


def _answers(capabilities: list[dict[str, Any]]) -> Rows:
    yield [_("Capability"), _("Stage"), _("Indicator"), _("Team"), _("Answer"), _("Note")]
    for name, one in _each(capabilities):
        for each in one["answers"]:
            words = str(each["words"])
            yield [name, one["stage_name"], one["text"], each["team"], words, each["note"]]


def _evidence(capabilities: list[dict[str, Any]]) -> Rows:
    yield [
        _("Capability"),
        _("Indicator"),
        _("Evidence"),
        _("Shows"),
        _("Of"),
        _("Link or files"),
        _("In words"),
    ]
    for name, one in _each(capabilities):
        for each in one["evidence"]:
            shows = str(EvidenceFor(each["shows"]).label)
            where = each["url"] or ", ".join(file["name"] for file in each["files"])
            day = each["dated_on"].isoformat()
            yield [name, one["text"], each["title"], shows, day, where, each["text"]]


def _facts(capabilities: list[dict[str, Any]]) -> Rows:
    yield [
        _("Capability"),
        _("Indicator"),
        _("What the system says"),
        _("Value"),
        _("Counted on"),
        _("Query"),
    ]
    for name, one in _each(capabilities):
        for each in one["facts"]:
            query = str(each["query"])
            yield [
                name,
                one["text"],
                each["name_shown"],
                each["value"],
                each["on"].isoformat(),
                query,
            ]


def _plan(assessment: LearningAssessment) -> Rows:
    yield [
        _("Capability"),
        _("What"),
        _("Who"),
        _("By"),
        _("Aims at"),
        _("Status"),
        _("What came of it"),
    ]
    stages = {each.key: each.name for each in assessment.version.data.stages}
    for part in queries.plan_of(assessment):
        name = part["capability"].name
        for each in part["actions"]:
            status, stage = str(PlanStatus(each.status).label), stages.get(each.stage, "")
            day = each.due_on.isoformat()
            yield [name, each.text, each.owner.name, day, stage, status, each.outcome]
        if part["nothing"]:
            yield [name, _("Nothing for now"), "", "", "", "", part["nothing"].reason]


@require_safe
def report_pdf(request: HttpRequest, assessment_id: str) -> HttpResponse:
    """Made by WeasyPrint where the operator has installed it; else how to print one."""
    membership, assessment = load(request, assessment_id)
    report = kept_or_as_it_stands(membership, assessment)
    if not can_make_pdf():
        return render(request, "learning/print.html", {"assessment": assessment})
    context = {
        **report_context(assessment, report),
        "organisation": assessment.organisation,
        "made_on": membership.organisation.day(timezone.now()),
    }
    page = render_to_string("learning/report_on_paper.html", context)
    return _sent(_drawn(page), "application/pdf", f"learning-{assessment.public_id}.pdf")


def can_make_pdf() -> bool:
    return find_spec("weasyprint") is not None


def _drawn(page: str) -> bytes:
    """The page carries all it needs: no address in a report is ever fetched."""
    from weasyprint import CSS, HTML  # noqa: PLC0415  # an extra: most sites print from the browser
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    style = CSS(string=render_to_string("learning/report_on_paper.css"))
    nothing = URLFetcher(allowed_protocols=())
    paper = HTML(string=page, base_url=settings.SITE_URL, url_fetcher=nothing)
    made: bytes = paper.write_pdf(stylesheets=[style])
    return made


def _sent(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
