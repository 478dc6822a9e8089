"""What communications says of a case, and what is like it: beside the case, for the panel."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.common.views import form_page, tried
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports.actions.assessment import ASSESSABLE, versions_of
from mercat.passports.forms.assessment import AssessForm, as_typed
from mercat.passports.lifecycle import MET_TONES, Criterion, Kind, Met
from mercat.passports.models import Application, Assessment, Revision
from mercat.passports.views.loading import load


def beside(
    membership: Membership, application: Application, revision: Revision | None, *, reads: bool
) -> dict[str, Any]:
    """For whoever judges the case or advises on it. At most four queries, none for others."""
    if not reads or application.kind in {Kind.LEARN, Kind.COUNCILLOR, Kind.APPEAL}:
        return {}
    assessment = queries.latest_assessment(application)
    cases = queries.similar_cases(membership, application)
    return {
        "assessment": assessment,
        "lines": lines_of(assessment) if assessment else [],
        "on_earlier": bool(assessment and assessment.revision != revision),
        "may_assess": _is_assessable(application) and rules.can_assess(membership, application),
        "similar": cases[: queries.MOST_SHOWN],
        "precedents": queries.precedents(cases),
        "similar_accounts": queries.similar_accounts(application),
    }


def lines_of(assessment: Assessment) -> list[dict[str, str]]:
    said = assessment.lines
    return [
        {
            "key": str(criterion.label),
            "tag": str(Met(said[criterion]["met"]).label),
            "tone": MET_TONES[Met(said[criterion]["met"])],
            "value": said[criterion]["note"],
        }
        for criterion in Criterion
        if criterion in said
    ]


def counted(assessment: Assessment | None) -> str:
    """In a line: how many criteria are met, and how many not."""
    if assessment is None:
        return ""
    counts = Counter(line["met"] for line in assessment.lines.values())
    return _(", ").join(f"{counts[met]} {met.label.lower()}" for met in Met if counts[met])


def _is_assessable(application: Application) -> bool:
    return application.status in ASSESSABLE


@form_page
def assess(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_assess(membership, application)
    if not _is_assessable(application):
        messages.info(request, _("The panel is not looking at this case now."))
        return redirect("passports:application", application.public_id)
    earlier = queries.latest_assessment(application)
    form = _form(request, application, earlier)
    if request.method == "POST" and form.is_valid() and _assessed(request, form, application):
        messages.success(request, _("Your assessment stands beside the case."))
        return redirect("passports:application", application.public_id)
    if request.method == "POST":
        form = _with_versions(request, application, form)
    number = versions_of(application)[0]
    context = {
        "form": form,
        "application": application,
        "number": number,
        "carried": earlier if earlier and earlier.revision.number != number else None,
    }
    return render(request, "passports/assess.html", context)


def _form(request: HttpRequest, application: Application, earlier: Assessment | None) -> AssessForm:
    if request.method == "POST":
        return AssessForm(request.POST)
    revision, row_version = versions_of(application)
    typed = as_typed(earlier) if earlier else {}
    return AssessForm(initial={**typed, "revision": revision, "row_version": row_version})


def _assessed(request: HttpRequest, form: AssessForm, application: Application) -> bool:
    said = form.cleaned_data
    return tried(
        request,
        actions.assess,
        application=application,
        revision=said["revision"],
        row_version=said["row_version"],
        lines=form.lines(),
        summary=said["summary"],
        by=request.membership,  # type: ignore[attr-defined]  # CurrentMembership put it there
        at=timezone.now(),
    )


def _with_versions(request: HttpRequest, application: Application, form: AssessForm) -> AssessForm:
    """As typed, about what stands there now: whoever saves again has been told."""
    typed = request.POST.copy()
    revision, row_version = versions_of(application)
    typed["revision"], typed["row_version"] = str(revision), str(row_version)
    again = AssessForm(typed)
    again.full_clean()
    return again
