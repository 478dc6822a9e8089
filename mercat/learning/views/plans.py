from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.lifecycle import can_move
from mercat.common.views import form_page, tried
from mercat.learning import actions, queries, rules
from mercat.learning.forms import CompleteForm, DropForm, NoActionForm, PlanForm, ReopenForm
from mercat.learning.lifecycle import PLAN_MOVES
from mercat.learning.models import PlannedAction
from mercat.learning.views.loading import capability_of, load
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership

DAYS_TO_DO = 90
LEADS_ALONE = ("change", "drop", "reopen")


@require_safe
def plan(request: HttpRequest, assessment_id: str) -> HttpResponse:
    membership, assessment = load(request, assessment_id)
    rules.check_can_see_all_assessments(membership)
    data = assessment.version.data
    parts = queries.plan_of(assessment)
    rows = [each for part in parts for each in part["actions"]]
    context = {
        "assessment": assessment,
        "parts": parts,
        "stages": {each.key: each.name for each in data.stages},
        "done": sum(each.status == "done" for each in rows),
        "total": sum(each.status != "dropped" for each in rows),
        "today": membership.organisation.day(timezone.now()),
        "may_plan": rules.can_lead(membership) and assessment.status != "stopped",
    }
    return render(request, "learning/plan.html", context)


@form_page
def plan_action(request: HttpRequest, assessment_id: str, capability: str) -> HttpResponse:
    membership, assessment = load(request, assessment_id)
    rules.check_can_lead(membership, assessment)
    found = capability_of(assessment, capability)
    today = membership.organisation.day(timezone.now())
    form = PlanForm(
        request.POST or None,
        organisation=membership.organisation,
        data=assessment.version.data,
        today=today,
        initial={
            "due_on": today + timedelta(days=DAYS_TO_DO),
            "stage": assessment.targets.get(capability, ""),
        },
    )
    given = {"assessment": assessment, "capability": capability}
    if _done(request, form, actions.plan, **given):
        messages.success(request, _("It stands in the plan."))
        return redirect("learning:plan", assessment.public_id)
    context = {"form": form, "assessment": assessment, "capability": found}
    return render(request, "learning/plan_action.html", context)


@form_page
def no_action(request: HttpRequest, assessment_id: str, capability: str) -> HttpResponse:
    membership, assessment = load(request, assessment_id)
    rules.check_can_lead(membership, assessment)
    found = capability_of(assessment, capability)
    before = assessment.no_actions.filter(capability=capability).first()
    form = NoActionForm(request.POST or None, initial={"reason": before.reason if before else ""})
    given = {"assessment": assessment, "capability": capability}
    if _done(request, form, actions.plan_nothing, **given):
        messages.success(request, _("The plan says why."))
        return redirect("learning:plan", assessment.public_id)
    context = {"form": form, "assessment": assessment, "capability": found}
    return render(request, "learning/no_action.html", context)


def _load(request: HttpRequest, action_id: str) -> tuple[Membership, PlannedAction]:
    membership = membership_of(request)
    found = queries.planned_seen_by(membership)
    return membership, get_object_or_404(found, public_id=action_id)


def _done(request: HttpRequest, form: Form, action: Callable[..., Any], **given: Any) -> bool:
    """Whether a form was sent, is right, and the action was done."""
    if request.method != "POST" or not form.is_valid():
        return False
    by = membership_of(request)
    return tried(request, action, **given, **form.cleaned_data, by=by, at=timezone.now())


@require_safe
def planned_action(request: HttpRequest, action_id: str) -> HttpResponse:
    membership, planned = _load(request, action_id)
    does, leads = rules.can_do(membership, planned), rules.can_lead(membership)
    leads = leads and planned.assessment.status != "stopped"
    data = planned.assessment.version.data
    today = membership.organisation.day(timezone.now())
    context = {
        "planned": planned,
        "assessment": planned.assessment,
        "capability": queries.capability_aimed_at(planned),
        "stage": data.stage(planned.stage),
        "is_late": planned.is_undone and planned.due_on < today,
        "may": {
            name: (leads if name in LEADS_ALONE else does)
            and can_move(PLAN_MOVES, action=name, old=planned.status)
            for name in ("begin", "complete", *LEADS_ALONE)
        },
        "page": queries.page_seen_by(membership, planned.page_id),
        "offers_note": does and planned.status == "done" and planned.page_id is None,
        "offers_evidence": leads and planned.status == "done" and planned.evidence is None,
        "sees_plan": rules.can_see_all_assessments(membership),
    }
    return render(request, "learning/planned_action.html", context)


@form_page
def change_action(request: HttpRequest, action_id: str) -> HttpResponse:
    membership, planned = _load(request, action_id)
    rules.check_can_lead(membership, planned.assessment)
    form = PlanForm(
        request.POST or None,
        organisation=membership.organisation,
        data=planned.assessment.version.data,
        today=membership.organisation.day(timezone.now()),
        initial={
            "text": planned.text,
            "owner": planned.owner.email,
            "due_on": planned.due_on,
            "stage": planned.stage,
        },
    )
    if _done(request, form, actions.change, planned=planned):
        messages.success(request, _("The plan is changed."))
        return redirect("learning:planned_action", planned.public_id)
    title = _("Change this action")
    return _page(request, planned, form, title, _("Save"))


@require_POST
def begin_action(request: HttpRequest, action_id: str) -> HttpResponse:
    membership, planned = _load(request, action_id)
    if tried(request, actions.begin, planned=planned, by=membership, at=timezone.now()):
        messages.success(request, _("It is begun."))
    return redirect("learning:planned_action", planned.public_id)


@form_page
def complete_action(request: HttpRequest, action_id: str) -> HttpResponse:
    membership, planned = _load(request, action_id)
    rules.check_can_do(membership, planned)
    form = CompleteForm(request.POST or None, initial={"outcome": planned.outcome})
    if _done(request, form, actions.complete, planned=planned):
        messages.success(request, _("Done. What came of it can be evidence, and help others."))
        return redirect("learning:planned_action", planned.public_id)
    return _page(request, planned, form, _("It is done"), _("It is done"))


@form_page
def drop_action(request: HttpRequest, action_id: str) -> HttpResponse:
    membership, planned = _load(request, action_id)
    rules.check_can_lead(membership, planned.assessment)
    form = DropForm(request.POST or None)
    if _done(request, form, actions.drop, planned=planned):
        messages.success(request, _("It is dropped. The plan says why."))
        return redirect("learning:planned_action", planned.public_id)
    return _page(request, planned, form, _("Drop this action"), _("Drop it"))


@form_page
def reopen_action(request: HttpRequest, action_id: str) -> HttpResponse:
    membership, planned = _load(request, action_id)
    rules.check_can_lead(membership, planned.assessment)
    today = membership.organisation.day(timezone.now())
    form = ReopenForm(
        request.POST or None, today=today, initial={"due_on": today + timedelta(days=DAYS_TO_DO)}
    )
    if _done(request, form, actions.reopen, planned=planned):
        messages.success(request, _("It is planned again."))
        return redirect("learning:planned_action", planned.public_id)
    return _page(request, planned, form, _("Plan it again"), _("Plan it again"))


@require_POST
def action_evidence(request: HttpRequest, action_id: str) -> HttpResponse:
    membership, planned = _load(request, action_id)
    rules.check_can_lead(membership, planned.assessment)
    if tried(request, actions.take_as_evidence, planned=planned, by=membership, at=timezone.now()):
        messages.success(request, _("It is kept as evidence, this year and next."))
    return redirect("learning:planned_action", planned.public_id)


@require_POST
def draft_note(request: HttpRequest, action_id: str) -> HttpResponse:
    membership, planned = _load(request, action_id)
    rules.check_can_do(membership, planned)
    if tried(request, actions.draft_note, planned=planned, by=membership, at=timezone.now()):
        messages.success(
            request, _("It is a draft in Shared practice, which its writer alone sees.")
        )
    return redirect("learning:planned_action", planned.public_id)


def _page(
    request: HttpRequest, planned: PlannedAction, form: Form, title: str, press: str
) -> HttpResponse:
    context = {"form": form, "planned": planned, "title": title, "press": press}
    return render(request, "learning/change_action.html", context)
