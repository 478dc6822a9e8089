from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import tried
from mercat.learning import actions, queries, rules
from mercat.learning.models import LearningAssessment
from mercat.learning.views.loading import load, load_to_lead
from mercat.learning.views.shown import profile, report_shown
from mercat.organisations.models import Membership


@require_safe
def report(request: HttpRequest, assessment_id: str) -> HttpResponse:
    membership, assessment = load(request, assessment_id)
    report = kept_or_as_it_stands(membership, assessment)
    context = {
        **report_context(assessment, report),
        "page": queries.page_seen_by(membership, assessment.page_id),
        "offers_page": assessment.is_final
        and assessment.page_id is None
        and rules.can_lead(membership),
    }
    return render(request, "learning/report.html", context)


@require_POST
def draft_report_page(request: HttpRequest, assessment_id: str) -> HttpResponse:
    membership, assessment = load_to_lead(request, assessment_id)
    given = {"assessment": assessment, "by": membership, "at": timezone.now()}
    if tried(request, actions.draft_report_page, **given):
        messages.success(request, _("It is a draft in Shared practice, which you alone see."))
    return redirect("learning:report", assessment.public_id)


def kept_or_as_it_stands(membership: Membership, assessment: LearningAssessment) -> dict[str, Any]:
    """Final: as it was kept, and nothing else. Under way: as it stands, for those who lead it."""
    if assessment.report is not None:
        kept: dict[str, Any] = assessment.report
        return kept
    rules.check_can_see_all_assessments(membership)
    return queries.report(assessment, on=membership.organisation.day(timezone.now()))


def report_context(assessment: LearningAssessment, report: dict[str, Any]) -> dict[str, Any]:
    """The largest gap first, in the picture and below it."""
    capabilities = sorted(report_shown(report), key=lambda each: -each["gap"])
    last = report.get("last")
    return {
        "assessment": assessment,
        "report": report,
        "starts_on": date.fromisoformat(report["starts_on"]),
        "ends_on": date.fromisoformat(report["ends_on"]),
        "capabilities": capabilities,
        "profile": profile({**report, "capabilities": capabilities}),
        "last_ends_on": date.fromisoformat(last["ends_on"]) if last else None,
    }


@require_safe
def report_file(request: HttpRequest, assessment_id: str) -> HttpResponse:
    """What the hash is of: canonical JSON, byte for byte the same whenever it is fetched."""
    _membership, assessment = load(request, assessment_id)
    if assessment.report is None:
        raise Http404("It is not final.")
    text = queries.canonical(assessment.report)
    response = HttpResponse(text, content_type="application/json")
    name = f"learning-{assessment.public_id}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
