from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.comments import queries as comments
from mercat.comments.forms import CommentForm
from mercat.comments.models import Comment
from mercat.common import working_days
from mercat.common.views import tried
from mercat.organisations.models import Membership
from mercat.passports import actions, advice, queries, rules
from mercat.passports.lifecycle import ENDED, OUTCOME_SENTENCES, TONES, Kind, Outcome, Status
from mercat.passports.models import Application, Decision, PanelSeat, Revision
from mercat.passports.views import appeals, assessment, changes, history, rows, steps, votes_shown
from mercat.passports.views.loading import load, next_waiting


@require_safe
def application(request: HttpRequest, application_id: str) -> HttpResponse:
    """One address for a case; what stands there depends on who reads it, and when."""
    membership, application = load(request, application_id)
    writes = rules.can_edit(membership, application)
    if writes and application.status in {Status.DRAFT, Status.MORE_INFO}:
        return _draft_page(request, membership, application)
    if rules.is_applicant(membership, application):
        return _own_page(request, membership, application)
    if writes and not rules.reads_submitted(membership):
        return render(request, "passports/helped.html", _common(application))
    return _case_page(request, membership, application)


def _draft_page(
    request: HttpRequest, membership: Membership, application: Application
) -> HttpResponse:
    question_set = queries.question_set_of(application)
    saved = queries.answers_of(application)
    tasks = steps.tasks(application, question_set, saved)
    context = {
        "application": application,
        "tasks": tasks,
        "done": sum(task["tone"] == "done" for task in tasks),
        "total": len(tasks),
        "has_news": advice.has_news(membership, application),
        "question": application.information_requests.filter(answered_at=None).first(),
        "applies": rules.is_applicant(membership, application),
        "helpers": queries.helpers_of(application),
        **_barrier(membership, application),
    }
    return render(request, "passports/draft.html", context)


def _own_page(
    request: HttpRequest, membership: Membership, application: Application
) -> HttpResponse:
    decision = queries.standing_decision(application)
    has_letter = application.status in {Status.RELEASED, Status.DEFERRED}
    released = decision if has_letter else None
    common = _common(application)
    context = {
        **common,
        "changes": changes.since(request, application, common["revision"]),
        "decision": released,
        "outcome": OUTCOME_SENTENCES[Outcome(released.outcome)] if released else "",
        "conditions": _conditions(released),
        "passport": application.passport if released else None,
        **_views(application),
        "events": history.for_applicant(application),
        "has_news": advice.has_news(membership, application),
        "can_withdraw": application.is_open,
        "earlier": queries.earlier_letters(application, but=released),
        "may_begin_again": rules.can_begin_again(membership, application),
        "may_make_note": rules.can_make_note(membership, application),
        **appeals.shown(membership, released),
        **_barrier(membership, application),
    }
    return render(request, "passports/own.html", context)


def _case_page(
    request: HttpRequest, membership: Membership, application: Application, form: Any = None
) -> HttpResponse:
    reads = rules.can_read_discussion(membership, application)
    advises = rules.can_advise_on(membership, application)
    thread = application.discussion if reads else None
    discussing = application.status in {Status.IN_PANEL, Status.MORE_INFO, Status.DECIDED}
    common = _common(application)
    decision = queries.standing_decision(application) if reads else None
    seats = list(queries.panel_of(application)) if reads else []
    said = list(comments.comments_of(thread)) if thread else []
    context = {
        **common,
        "changes": changes.since(request, application, common["revision"]),
        "today": application.organisation.day(timezone.now()),
        **_may(membership, application),
        "days_left": _days_left(application),
        "question": application.information_requests.filter(answered_at=None).first(),
        **_views(application),
        "seats": seats,
        **_spoken(membership, application, common["revision"], seats, said),
        "shown": advice.shown_to_panel(application) if reads else [],
        "advises": advises,
        **assessment.beside(membership, application, common["revision"], reads=reads or advises),
        "thread": thread,
        "comments": said,
        "discussing": discussing and rules.can_discuss(membership, application),
        "form": form or CommentForm(),
        "decision": decision,
        "appeals": _appeals(membership, application),
        **queries.barrier_shown(application),
        "conditions": _conditions(decision),
        "events": history.for_panel(application) if reads else [],
        **votes_shown.on_case(membership, application, common["revision"], seats, reads=reads),
    }
    return render(request, "passports/case.html", context)


def _spoken(
    membership: Membership,
    application: Application,
    revision: Revision | None,
    seats: list[PanelSeat],
    said: list[Comment],
) -> dict[str, Any]:
    """Where the panel talks a case over: who has spoken of this version, and who has not."""
    if revision is None or queries.is_voted_on(application):
        return {}
    spoke = {each.author_id for each in said if each.written_at >= revision.submitted_at}
    sits = {each.person_id for each in seats if not each.steps_out and not each.is_chair}
    waits = membership.person_id in sits - spoke and application.status == Status.IN_PANEL
    return {"spoke": spoke, "may_pass": waits}


def _barrier(membership: Membership, application: Application) -> dict[str, Any]:
    """For those who write it; only the applicant says what it depends on."""
    chooses = rules.is_applicant(membership, application) and queries.may_depend(application)
    return {"chooses": chooses, **queries.barrier_shown(application)}


def _appeals(membership: Membership, application: Application) -> Any:
    """Those that this reader may see too. At most one query."""
    if application.status != Status.RELEASED:
        return []
    seen = queries.seen_by(membership).values("pk")
    return queries.appeals_of(application).filter(application__in=seen)


def _common(application: Application) -> dict[str, Any]:
    revision = queries.latest_revision(application)
    question_set = queries.question_set_of(application)
    answers = revision.content["answers"] if revision else {}
    return {
        "application": application,
        "emergency": application.emergency_passport,
        "tone": TONES[Status(application.status)],
        "revision": revision,
        "sections": rows.sections(application, question_set, answers, change=False),
    }


def _conditions(decision: Decision | None) -> list[dict[str, Any]]:
    if decision is None or not decision.conditions:
        return []
    today = decision.application.organisation.day(timezone.now())
    return queries.conditions_shown(queries.conditions_of(decision), today=today)


def _may(membership: Membership, application: Application) -> dict[str, bool]:
    status, advised = application.status, application.kind == Kind.COUNCILLOR
    return {
        "may_name_manager": _wants_manager(application)
        and rules.can_name_manager(membership, application),
        "may_advise": advised
        and status == Status.SUBMITTED
        and rules.can_advise(membership, application),
        "may_open": status == Status.SUBMITTED
        and not advised
        and rules.can_open(membership, application),
        "may_ask": status in {Status.SUBMITTED, Status.IN_PANEL}
        and rules.can_ask(membership, application),
        "may_decide": Status.IN_PANEL in {status, application.resumes_to}
        and rules.can_decide(membership, application),
        "may_reopen": status == Status.DECIDED and rules.can_reopen(membership, application),
        "may_correct": status in {Status.RELEASED, Status.DEFERRED}
        and not advised
        and rules.can_correct(membership, application),
        "may_release": status == Status.DECIDED and rules.can_release(membership, application),
    }


def _views(application: Application) -> dict[str, Any]:
    asked = queries.views_of(application)
    return {"manager_view": asked.get("manager"), "head_view": asked.get("head")}


def _wants_manager(application: Application) -> bool:
    asks = application.policy is not None and application.policy.content["ask_manager"]
    open_to_views = {Status.SUBMITTED, Status.IN_PANEL, Status.MORE_INFO}
    asks = asks and application.kind not in {Kind.COUNCILLOR, Kind.APPEAL}
    return bool(asks and application.status in open_to_views and not application.manager_view)


def _days_left(application: Application) -> int | None:
    if application.due_on is None or application.status in ENDED:
        return None
    organisation = application.organisation
    today = organisation.day(timezone.now())
    return working_days.between(today, application.due_on, nation=organisation.nation)


@require_POST
def discuss(request: HttpRequest, application_id: str) -> HttpResponse:
    """A word to the panel; or one press that says there is nothing to add, and the next case."""
    membership, application = load(request, application_id)
    rules.check_can_discuss(membership, application)
    passes = "pass" in request.POST
    form = CommentForm(
        {"text": _("I have read it and have nothing to add.")} if passes else request.POST
    )
    said = form.is_valid() and tried(
        request,
        actions.discuss,
        application=application,
        text=form.cleaned_data["text"],
        by=membership,
        at=timezone.now(),
    )
    if not said:
        return _case_page(request, membership, application, form)
    following = next_waiting(membership, application) if passes else None
    if following:
        messages.success(request, _("Noted. This is the next case that waits for you."))
    return redirect("passports:application", (following or application).public_id)
