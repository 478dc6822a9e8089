from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.lifecycle import can_move
from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.learning import actions, queries, rules
from mercat.learning.forms import AnswerForm, RequestChangesForm
from mercat.learning.lifecycle import SHARE_MOVES
from mercat.learning.models import Response, Share
from mercat.learning.views.loading import load_share


@require_safe
def share(request: HttpRequest, share_id: str) -> HttpResponse:
    membership, share = load_share(request, share_id)
    progress = queries.progress(share)
    writes = share.is_answerable and share.assessment.is_open
    writes = writes and rules.can_answer(membership, share)
    leads = rules.can_lead(membership) and share.assessment.is_open
    context = {
        "share": share,
        "assessment": share.assessment,
        "tasks": [_task(share, each) for each in progress],
        "left": sum(each["total"] - each["done"] for each in progress),
        "writes": writes,
        "waits": queries.waits_to_be_confirmed(share) if writes else 0,
        "may": {
            name: leads and can_move(SHARE_MOVES, action=name, old=share.status)
            for name in ("request_changes", "close", "remove")
        },
        "sees_all": rules.can_see_all_assessments(membership),
    }
    return render(request, "learning/share.html", context)


def _task(share: Share, progress: dict[str, Any]) -> dict[str, Any]:
    done, total = progress["done"], progress["total"]
    status = _("{done} of {total} answered").format(done=done, total=total)
    return {
        "title": progress["capability"].name,
        "url": reverse("learning:answer", args=[share.public_id, progress["capability"].key]),
        "status": _("Done") if done == total else status,
        "tone": "done" if done == total else ("wait" if done else "plain"),
    }


@form_page
def answer(request: HttpRequest, share_id: str, capability: str) -> HttpResponse:
    membership, share = load_share(request, share_id)
    asked = queries.asked_of(share)
    if capability not in asked:
        raise Http404("Not a capability of this assessment.")
    indicators = asked[capability]
    saved = {each.indicator: each for each in share.responses.select_related("saved_by")}
    last = queries.LastTime(share)
    typed = _typed(request, last)
    form = AnswerForm(typed, indicators=indicators, saved=saved)
    writes = share.is_answerable and share.assessment.is_open
    theirs: dict[str, Response] = {}
    if request.method == "POST":
        rules.check_answers_for(membership, share)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(share=share, answers=form.answers(), by=membership, at=timezone.now())
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            theirs = getattr(refusal, "theirs", {})
            form = _with_their_versions(request, form, theirs)
        else:
            messages.success(request, _("Saved."))
            return redirect(_after(request, share, list(asked), capability))
    context = {
        "form": form,
        "share": share,
        "assessment": share.assessment,
        "capability": share.assessment.version.data.capability(capability),
        "stages": _by_stage(share, form, theirs, last),
        "writes": writes and rules.can_answer(membership, share),
    }
    return render(request, "learning/answer.html", context)


def _typed(request: HttpRequest, last: queries.LastTime) -> QueryDict | None:
    """What was sent. A press on “Still so” fills in last time's answer, and saves the rest too."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    key, _sep, old = typed.get("still", "").partition(" ")
    for before in last.of(key) if key else ():
        if before.indicator.key == old:
            typed[key] = before.response.coverage
            typed[f"note_{key}"] = typed.get(f"note_{key}") or before.response.note
    return typed


def _with_their_versions(
    request: HttpRequest, form: AnswerForm, theirs: dict[str, Response]
) -> AnswerForm:
    """As typed; whoever saves again has seen the other answers."""
    typed = request.POST.copy()
    for key, response in theirs.items():
        typed[f"version_{key}"] = str(response.row_version)
    return AnswerForm(typed, indicators=form.indicators, saved=form.saved)


def _by_stage(
    share: Share, form: AnswerForm, theirs: dict[str, Response], last: queries.LastTime
) -> list[dict[str, Any]]:
    rows = form.rows()
    return [
        {
            "stage": stage,
            "rows": [
                {
                    **row,
                    "theirs": theirs.get(row["indicator"].key),
                    "before": last.of(row["indicator"].key),
                    "confirmed": row["indicator"].key in form.saved,
                }
                for row in rows
                if row["indicator"].stage == stage.key
            ],
        }
        for stage in share.assessment.version.data.stages
    ]


def _after(request: HttpRequest, share: Share, keys: list[str], capability: str) -> str:
    """Back to the question that was confirmed, or on to the next capability."""
    key = request.POST.get("still", "").partition(" ")[0]
    if key and key.isidentifier():
        here = reverse("learning:answer", args=[share.public_id, capability])
        return f"{here}#of-{key}"
    return _next(share, keys, capability)


def _next(share: Share, keys: list[str], capability: str) -> str:
    """The next capability, or the list when this was the last."""
    place = keys.index(capability) + 1
    if place < len(keys):
        return reverse("learning:answer", args=[share.public_id, keys[place]])
    return reverse("learning:share", args=[share.public_id])


@require_POST
def submit(request: HttpRequest, share_id: str) -> HttpResponse:
    membership, share = load_share(request, share_id)
    if tried(request, actions.submit, share=share, by=membership, at=timezone.now()):
        messages.success(request, _("Sent. Thank you: the learning lead looks at it now."))
    return redirect("learning:share", share.public_id)


@form_page
def request_changes(request: HttpRequest, share_id: str) -> HttpResponse:
    membership, share = load_share(request, share_id)
    rules.check_can_lead(membership, share.assessment)
    form = RequestChangesForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.request_changes,
            share=share,
            **form.cleaned_data,
            by=membership,
            at=timezone.now(),
        )
    ):
        messages.success(request, _("{team} is asked.").format(team=share.team))
        return redirect("learning:share", share.public_id)
    return render(request, "learning/request_changes.html", {"form": form, "share": share})


@require_POST
def close(request: HttpRequest, share_id: str) -> HttpResponse:
    membership, share = load_share(request, share_id)
    rules.check_can_lead(membership, share.assessment)
    if tried(request, actions.close, share=share, by=membership, at=timezone.now()):
        messages.success(request, _("Closed. Its answers count as they are."))
    return redirect("learning:assessment", share.assessment.public_id)


@form_page
def remove(request: HttpRequest, share_id: str) -> HttpResponse:
    membership, share = load_share(request, share_id)
    rules.check_can_lead(membership, share.assessment)
    if request.method == "POST":
        if tried(request, actions.remove, share=share, by=membership, at=timezone.now()):
            messages.success(request, _("{team} is not asked any more.").format(team=share.team))
        return redirect("learning:assessment", share.assessment.public_id)
    return render(request, "learning/remove.html", {"share": share})
