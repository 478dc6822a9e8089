from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.common.views import form_page, tried
from mercat.files.views import send
from mercat.learning import actions, queries, rules
from mercat.learning.forms import AssignForm, StartForm, StopForm, TargetsForm
from mercat.learning.models import LearningAssessment
from mercat.learning.views.loading import load, load_to_lead, load_version
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership

DAYS_TO_ANSWER = 21


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    page = pagination.page(
        queries.listed_assessments(membership),
        asked=request.GET,
        by="started_at",
        newest_first=True,
    )
    context = {
        "page": page,
        "to_answer": queries.shares_to_answer(membership)[:50],
        "may_start": rules.can_lead(membership),
        "to_do": queries.actions_to_do(membership)[:50],
        "plan": _plan(membership),
        "to_review": queries.evidence_to_review(membership, today=_today(membership))[:20],
    }
    return render(request, "learning/index.html", context)


def _plan(membership: Membership) -> queries.PlanProgress | None:
    """How far the organisation's plan is, for those who lead or read assessments."""
    if not rules.can_see_all_assessments(membership):
        return None
    return queries.plan_progress(membership, today=_today(membership))


def _today(membership: Membership) -> date:
    today: date = membership.organisation.day(timezone.now())
    return today


@form_page
def start(request: HttpRequest, version_id: str) -> HttpResponse:
    membership, version = load_version(request, version_id)
    rules.check_can_lead(membership)
    form = StartForm(request.POST or None, organisation=membership.organisation, version=version)
    if request.method == "POST" and form.is_valid():
        assessment = actions.start(
            version=version, **form.cleaned_data, by=membership, at=timezone.now()
        )
        messages.success(request, _("It is begun. Now say which teams answer."))
        return redirect("learning:assessment", assessment.public_id)
    return render(request, "learning/start.html", {"form": form, "version": version})


@require_safe
def assessment(request: HttpRequest, assessment_id: str) -> HttpResponse:
    membership, assessment = load(request, assessment_id)
    if not rules.can_see_all_assessments(membership):
        return _for_a_team(request, assessment)
    judged = {each.capability: each for each in assessment.judgements.all()}
    data = assessment.version.data
    context = {
        "assessment": assessment,
        "pulses": queries.pulses_of(assessment),
        "shares": assessment.shares.select_related("lead").order_by("team"),
        "capabilities": [
            {
                "capability": data.capability(key),
                "judgement": judged.get(key),
                "stage": data.stage(judged[key].stage) if key in judged else None,
                "target": data.stage(assessment.targets.get(key, "")),
            }
            for key in assessment.capabilities
        ],
        "may_lead": rules.can_lead(membership) and assessment.is_open,
        "may_start_again": rules.can_lead(membership) and not assessment.is_open,
    }
    return render(request, "learning/assessment.html", context)


def _for_a_team(request: HttpRequest, assessment: LearningAssessment) -> HttpResponse:
    """Its report when it is final; until then, what this member's own team was asked."""
    if assessment.is_final:
        return redirect("learning:report", assessment.public_id)
    membership = membership_of(request)
    own = get_object_or_404(queries.shares_seen_by(membership).filter(assessment=assessment)[:1])
    return redirect("learning:share", own.public_id)


@form_page
def set_targets(request: HttpRequest, assessment_id: str) -> HttpResponse:
    membership, assessment = load_to_lead(request, assessment_id)
    form = TargetsForm(
        request.POST or None,
        data=assessment.version.data,
        capabilities=assessment.capabilities,
        initial=assessment.targets,
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.set_targets,
            assessment=assessment,
            targets=form.cleaned_data,
            by=membership,
            at=timezone.now(),
        )
    ):
        messages.success(request, _("The targets are set."))
        return redirect("learning:assessment", assessment.public_id)
    return render(request, "learning/set_targets.html", {"form": form, "assessment": assessment})


@form_page
def assign(request: HttpRequest, assessment_id: str) -> HttpResponse:
    membership, assessment = load_to_lead(request, assessment_id)
    today = membership.organisation.day(timezone.now())
    form = AssignForm(
        request.POST or None,
        organisation=membership.organisation,
        today=today,
        initial={"due_on": today + timedelta(days=DAYS_TO_ANSWER)},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.assign,
            assessment=assessment,
            **form.cleaned_data,
            by=membership,
            at=timezone.now(),
        )
    ):
        team = form.cleaned_data["team"]
        messages.success(request, _("{team} is asked.").format(team=team))
        return redirect("learning:assessment", assessment.public_id)
    return render(request, "learning/assign.html", {"form": form, "assessment": assessment})


@form_page
def finish(request: HttpRequest, assessment_id: str) -> HttpResponse:
    membership, assessment = load_to_lead(request, assessment_id)
    if request.method == "POST":
        if tried(request, actions.finish, assessment=assessment, by=membership, at=timezone.now()):
            messages.success(request, _("The report is final. Everybody here can read it."))
            return redirect("learning:report", assessment.public_id)
        return redirect("learning:assessment", assessment.public_id)
    open_shares = [each for each in assessment.shares.all() if each.status != "closed"]
    context = {"assessment": assessment, "open_shares": open_shares}
    return render(request, "learning/finish.html", context)


@form_page
def stop(request: HttpRequest, assessment_id: str) -> HttpResponse:
    membership, assessment = load_to_lead(request, assessment_id)
    form = StopForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.stop,
            assessment=assessment,
            **form.cleaned_data,
            by=membership,
            at=timezone.now(),
        )
    ):
        messages.success(request, _("It is stopped. What was answered stays readable."))
        return redirect("learning:assessment", assessment.public_id)
    return render(request, "learning/stop.html", {"form": form, "assessment": assessment})


@require_safe
def evidence_file(request: HttpRequest, file_id: str) -> HttpResponseBase:
    found = queries.file_seen_by(membership_of(request), file_id)
    if found is None:
        raise Http404("No such file.")
    return send(found.stored)
