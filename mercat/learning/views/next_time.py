from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import form_page, tried
from mercat.learning import actions, queries
from mercat.learning.forms import StartAgainForm
from mercat.learning.models import LearningAssessment
from mercat.learning.views.assessments import DAYS_TO_ANSWER
from mercat.learning.views.loading import capability_of, load_share, load_to_lead
from mercat.learning.views.shown import became_shown


@form_page
def start_again(request: HttpRequest, assessment_id: str) -> HttpResponse:
    membership, previous = load_to_lead(request, assessment_id)
    version = queries.next_version(previous.version)
    teams = queries.teams_again(previous)
    today = membership.organisation.day(timezone.now())
    form = StartAgainForm(
        request.POST or None,
        data=version.data,
        teams=[(share, lead) for share, lead in teams if lead],
        today=today,
        initial=_initial(previous, queries.became(previous.version, version), today),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(
            request,
            actions.start_again,
            previous=previous,
            **given,
            by=membership,
            at=timezone.now(),
        ):
            messages.success(request, _("It is begun. What was said last time waits for you."))
            return redirect("learning:index")
    context = {
        "form": form,
        "previous": previous,
        "version": version,
        "left": [share for share, lead in teams if lead is None],
        "changed": version.pk != previous.version.pk,
    }
    return render(request, "learning/start_again.html", context)


def _initial(
    previous: LearningAssessment, became: queries.Became, today: date
) -> dict[str, object]:
    """The year after, for all of it."""
    starts_on = previous.ends_on + timedelta(days=1)
    return {
        "title": previous.title.replace(str(previous.ends_on.year), str(previous.ends_on.year + 1)),
        "starts_on": starts_on,
        "ends_on": starts_on + (previous.ends_on - previous.starts_on),
        "capabilities": queries.capabilities_again(previous, became),
        "teams": list(previous.shares.values_list("public_id", flat=True)),
        "due_on": today + timedelta(days=DAYS_TO_ANSWER),
    }


@require_safe
def last_time(request: HttpRequest, share_id: str) -> HttpResponse:
    """All that a team said last time, and what became of each question."""
    _membership, share = load_share(request, share_id)
    last = queries.LastTime(share)
    if last.before is None or last.became is None:
        raise Http404("There was no last time.")
    context = {"share": share, "before": last.before.assessment, "rows": became_shown(last)}
    return render(request, "learning/last_time.html", context)


@require_POST
def use_again(
    request: HttpRequest, assessment_id: str, capability: str, evidence_id: str
) -> HttpResponse:
    membership, assessment = load_to_lead(request, assessment_id)
    found = capability_of(assessment, capability)
    evidence = get_object_or_404(queries.evidence_seen_by(membership), public_id=evidence_id)
    given = {"evidence": evidence, "assessment": assessment, "capability": found}
    if tried(request, actions.use_again, **given, by=membership, at=timezone.now()):
        messages.success(request, _("It speaks for this year too, with its own day."))
    return redirect("learning:judge", assessment.public_id, capability)
