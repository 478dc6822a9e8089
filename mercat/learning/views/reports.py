from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mercat.learning import queries, rules
from mercat.learning.views.loading import load
from mercat.learning.views.shown import profile, report_shown


@require_safe
def report(request: HttpRequest, assessment_id: str) -> HttpResponse:
    """Final: as it was kept, and nothing else. Under way: as it stands, for those who lead it."""
    membership, assessment = load(request, assessment_id)
    kept = assessment.report
    if kept is None:
        rules.check_can_see_all_assessments(membership)
        kept = queries.report(assessment, on=membership.organisation.day(timezone.now()))
    capabilities = report_shown(kept)
    context = {
        "assessment": assessment,
        "report": kept,
        "starts_on": date.fromisoformat(kept["starts_on"]),
        "ends_on": date.fromisoformat(kept["ends_on"]),
        "capabilities": sorted(capabilities, key=lambda each: -each["gap"]),
        "profile": profile(kept),
    }
    return render(request, "learning/report.html", context)


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
