from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mercat.common.refusals import Refused
from mercat.common.views import form_page
from mercat.organisations.middleware import membership_of
from mercat.passports import actions, queries, question_sets, rules
from mercat.passports.lifecycle import Kind

A_NEW_ACCOUNT = {"request": "new"}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    context = {
        "passports": queries.passports_of(membership)[:20],
        "open": queries.open_own(membership)[:20],
        "may_grant_emergency": rules.can_grant_emergency(membership),
        "sees_certification": rules.can_see_certification(membership),
        "follows_conditions": rules.can_follow_conditions(membership),
        "sees_leavers": rules.sees_all_handovers(membership),
        "sees_board": rules.can_see_board(membership),
        "tasks_together": rules.tasks_together(membership),
        "sees_meetings": rules.sees_meetings(membership),
        "sees_foi": rules.can_see_foi(membership),
        "reads_policy": rules.can_read_policy(membership),
        "keeps_reasons": rules.can_keep_reasons(membership),
        "sees_all": rules.can_see_all_passports(membership),
        "helped": queries.helped(membership)[:20],
        "ended": queries.ended_own(membership)[:20],
    }
    return render(request, "passports/index.html", context)


@form_page
def apply(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    try:
        policy = queries.policy_of(membership.organisation)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("passports:index")
    if request.method == "POST":
        kind = Kind.COUNCILLOR if "advice" in request.POST else Kind.NEW
        application = actions.start(by=membership, at=timezone.now(), kind=kind)
        return redirect("passports:application", application.public_id)
    given = question_sets.load(policy.content["question_set"])
    question_set = question_sets.with_added(given, policy.content)
    core = len(question_set.shown(A_NEW_ACCOUNT).questions())
    deep = len(question_set.questions()) - core
    context = {"policy": policy.content, "core": core, "deep": deep}
    return render(request, "passports/apply.html", context)
