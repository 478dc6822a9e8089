from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.common.views import form_page, tried
from mercat.learning import actions, queries, rules
from mercat.learning.forms import EvidenceForm, JudgeForm, UseEvidenceForm
from mercat.learning.frameworks import Capability
from mercat.learning.models import Evidence, LearningAssessment
from mercat.learning.views.loading import capability_of, load, load_to_lead
from mercat.learning.views.shown import facts_in_words, indicators_in_words, views_shown
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership

MOST_EVIDENCE = 50


@form_page
def judge(request: HttpRequest, assessment_id: str, capability: str) -> HttpResponse:
    """What the teams say, the evidence, what the rule suggests, and what a person says."""
    membership, assessment = load(request, assessment_id)
    found = capability_of(assessment, capability)
    rules.check_can_see_all_assessments(membership)
    data, known = assessment.version.data, queries.known_of(assessment)
    suggestion = queries.suggest(data, found, known.about(found))
    form = _form(request, assessment, capability, suggestion.stage)
    if request.method == "POST":
        rules.check_can_lead(membership, assessment)
        if form.is_valid() and _judged(request, form, assessment, capability):
            messages.success(request, _("Kept: {name}.").format(name=found.name))
            return redirect("learning:assessment", assessment.public_id)
    evidence = list(dict.fromkeys(known.about(found).evidence))
    indicators = queries.indicators_shown(found, data, known)
    stages = [{"key": each.key, "name": each.name} for each in data.stages]
    context = {
        "form": form,
        "assessment": assessment,
        "capability": found,
        "suggestion": suggestion,
        "suggested": data.stage(suggestion.stage),
        "may_lead": rules.can_lead(membership) and assessment.is_open,
        "indicators": indicators_in_words(indicators, data),
        "views": views_shown(known.heard.get(capability, []), stages, indicators),
        "evidence": evidence,
        "facts": _facts(found, known),
        "before": _before(assessment, capability),
        "again": _again(membership, assessment, found),
        "kept": queries.evidence_seen_by(membership)
        .exclude(pk__in=[each.pk for each in evidence])
        .order_by("-dated_on", "-pk")[:MOST_EVIDENCE],
    }
    return render(request, "learning/judge.html", context)


def _before(assessment: LearningAssessment, capability: str) -> dict[str, str] | None:
    """Where the organisation stood last time, if that was said."""
    last = queries.last_one(assessment)
    said = queries.last_judgements(assessment, last).get(capability) if last else None
    if last is None or said is None:
        return None
    stage = last.version.data.stage(said.stage)
    return {"title": last.title, "stage": stage.name if stage else "", "reason": said.reason}


def _again(
    membership: Membership, assessment: LearningAssessment, capability: Capability
) -> list[tuple[Evidence, list[str]]]:
    if not (rules.can_lead(membership) and assessment.is_open):
        return []
    return queries.evidence_again(assessment, capability)


def _facts(capability: Capability, known: queries.Known) -> list[dict[str, Any]]:
    """What the system says of this capability, each once."""
    shown = [one for each in capability.indicators for one in queries.facts_for(each, known.facts)]
    return facts_in_words(list({each["key"]: each for each in shown}.values()))


def _judged(
    request: HttpRequest, form: JudgeForm, assessment: LearningAssessment, capability: str
) -> bool:
    return tried(
        request,
        actions.judge,
        assessment=assessment,
        capability=capability,
        **form.cleaned_data,
        by=membership_of(request),
        at=timezone.now(),
    )


def _form(
    request: HttpRequest, assessment: LearningAssessment, capability: str, suggested: str
) -> JudgeForm:
    before = assessment.judgements.filter(capability=capability).first()
    initial = {"stage": before.stage, "reason": before.reason} if before else {"stage": suggested}
    data = assessment.version.data
    return JudgeForm(request.POST or None, data=data, suggested=suggested, initial=initial)


@form_page
def add_evidence(request: HttpRequest, assessment_id: str, capability: str) -> HttpResponse:
    membership, assessment = load_to_lead(request, assessment_id)
    found = capability_of(assessment, capability)
    form = EvidenceForm(
        request.POST or None,
        request.FILES or None,
        capability=found,
        member=membership,
        today=membership.organisation.day(timezone.now()),
    )
    if request.method == "POST":
        is_valid = form.is_valid()
        stored = form.keep_files(by=membership, at=timezone.now())
        given = {key: value for key, value in form.cleaned_data.items() if key != "files"}
        if is_valid and tried(
            request,
            actions.add_evidence,
            assessment=assessment,
            **given,
            stored=stored,
            by=membership,
            at=timezone.now(),
        ):
            messages.success(request, _("The evidence is kept."))
            return redirect("learning:judge", assessment.public_id, capability)
    context = {"form": form, "assessment": assessment, "capability": found}
    return render(request, "learning/add_evidence.html", context)


@form_page
def use_evidence(
    request: HttpRequest, assessment_id: str, capability: str, evidence_id: str
) -> HttpResponse:
    membership, assessment = load_to_lead(request, assessment_id)
    found = capability_of(assessment, capability)
    evidence = get_object_or_404(queries.evidence_seen_by(membership), public_id=evidence_id)
    uses = evidence.uses.filter(assessment=assessment).values_list("indicator", flat=True)
    form = UseEvidenceForm(
        request.POST or None, capability=found, initial={"indicators": list(uses)}
    )
    if request.method == "POST" and form.is_valid():
        own = {each.key for each in found.indicators}
        kept = [key for key in uses if key not in own]
        if tried(
            request,
            actions.use_evidence,
            evidence=evidence,
            assessment=assessment,
            indicators=[*kept, *form.cleaned_data["indicators"]],
            by=membership,
            at=timezone.now(),
        ):
            messages.success(request, _("Noted what it speaks for."))
            return redirect("learning:judge", assessment.public_id, capability)
    context = {"form": form, "assessment": assessment, "capability": found, "evidence": evidence}
    return render(request, "learning/use_evidence.html", context)
