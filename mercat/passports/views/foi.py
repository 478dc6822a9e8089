"""Answers to freedom of information requests: drafted, changed, released, compared."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination
from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports.forms.foi import BeginFoiForm, FoiLineForm, FoiPartForm, line_as_typed
from mercat.passports.models import FoiAnswer
from mercat.passports.views import foi_files


def load_seen(request: HttpRequest, foi_id: str) -> tuple[Membership, FoiAnswer]:
    membership = membership_of(request)
    answer = get_object_or_404(queries.foi_answers(membership.organisation), public_id=foi_id)
    rules.check_can_see_foi(membership)
    return membership, answer


def load_changed(request: HttpRequest, foi_id: str) -> tuple[Membership, FoiAnswer]:
    membership, answer = load_seen(request, foi_id)
    rules.check_can_answer_foi(membership)
    return membership, answer


@require_safe
def foi_answers(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_see_foi(membership)
    found = queries.foi_answers(membership.organisation)
    context = {
        "page": pagination.page(found, asked=request.GET, by="begun_at", newest_first=True),
        "form": BeginFoiForm() if rules.can_answer_foi(membership) else None,
    }
    return render(request, "passports/foi_answers.html", context)


@require_POST
def begin_foi(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_answer_foi(membership)
    form = BeginFoiForm(request.POST)
    if not form.is_valid():
        found = queries.foi_answers(membership.organisation)
        page = pagination.page(found, asked=request.GET, by="begun_at", newest_first=True)
        return render(request, "passports/foi_answers.html", {"page": page, "form": form})
    made = actions.begin_foi(**form.cleaned_data, by=membership, at=timezone.now())
    messages.success(request, _("The answer is drafted. Look at each part, then release it."))
    return redirect("passports:foi_answer", made.public_id)


@require_safe
def foi_answer(request: HttpRequest, foi_id: str) -> HttpResponse:
    membership, answer = load_seen(request, foi_id)
    parts = list(answer.parts.order_by("number"))
    others = queries.foi_released(membership.organisation).exclude(pk=answer.pk)
    context = {
        "answer": answer,
        "parts": parts,
        "notes": queries.foi_notes(parts),
        "due_on": queries.foi_due_on(answer),
        "page": pagination.page(answer.lines.all(), asked=request.GET, by="number"),
        "others": others[:10],
        "may_change": answer.is_draft and rules.can_answer_foi(membership),
    }
    return render(request, "passports/foi_answer.html", context)


@form_page
def change_foi_part(request: HttpRequest, foi_id: str, key: str) -> HttpResponse:
    membership, answer = load_changed(request, foi_id)
    part = get_object_or_404(answer.parts.select_related("answer__organisation"), key=key)
    initial = {"text": part.text, "row_version": part.row_version}
    form = FoiPartForm(request.POST or None, initial=initial)
    sent = request.method == "POST" and form.is_valid()
    if sent and tried(
        request,
        actions.change_foi_part,
        part=part,
        text=form.cleaned_data["text"],
        row_version=form.cleaned_data["row_version"] or 0,
        by=membership,
        at=timezone.now(),
    ):
        messages.success(request, _("{part}: saved.").format(part=part))
        return redirect("passports:foi_answer", answer.public_id)
    context = {"answer": answer, "part": part, "form": form, "now": _now(form, part.text)}
    return render(request, "passports/change_foi_part.html", context)


@form_page
def change_foi_line(request: HttpRequest, foi_id: str, number: int) -> HttpResponse:
    membership, answer = load_changed(request, foi_id)
    line = get_object_or_404(answer.lines.select_related("answer__organisation"), number=number)
    form = FoiLineForm(request.POST or None, initial=line_as_typed(line))
    sent = request.method == "POST" and form.is_valid()
    if sent and tried(
        request,
        actions.change_foi_line,
        line=line,
        values=form.values(),
        row_version=form.cleaned_data["row_version"] or 0,
        by=membership,
        at=timezone.now(),
    ):
        messages.success(request, _("{line}: saved.").format(line=line))
        return redirect("passports:foi_answer", answer.public_id)
    context = {"answer": answer, "line": line, "form": form, "owned": queries.foi_owner_of(line)}
    return render(request, "passports/change_foi_line.html", context)


def _now(form: FoiPartForm, text: str) -> str:
    """What stands there, beside what was typed onto an older version."""
    return text if form.is_bound and form.is_valid() else ""


@form_page
def release_foi(request: HttpRequest, foi_id: str) -> HttpResponse:
    membership, answer = load_changed(request, foi_id)
    if request.method == "POST":
        if tried(request, actions.release_foi, answer=answer, by=membership, at=timezone.now()):
            messages.success(request, _("The answer is released, and final. Send it now."))
        return redirect("passports:foi_answer", answer.public_id)
    notes = queries.foi_notes(list(answer.parts.order_by("number")))
    return render(request, "passports/release_foi.html", {"answer": answer, "notes": notes})


@require_POST
def discard_foi(request: HttpRequest, foi_id: str) -> HttpResponse:
    membership, answer = load_changed(request, foi_id)
    if tried(request, actions.discard_foi, answer=answer, by=membership, at=timezone.now()):
        messages.success(request, _("The draft is gone."))
    return redirect("passports:foi_answers")


@require_safe
def print_foi(request: HttpRequest, foi_id: str) -> HttpResponse:
    """All of it on one page, for paper and for PDF."""
    _membership, answer = load_seen(request, foi_id)
    context = {
        "answer": answer,
        "parts": answer.parts.order_by("number"),
        "lines": answer.lines.order_by("number"),
    }
    return render(request, "passports/print_foi.html", context)


@require_safe
def download_foi(request: HttpRequest, foi_id: str) -> HttpResponse:
    _membership, answer = load_seen(request, foi_id)
    return foi_files.workbook(answer)


@require_safe
def compare_foi(request: HttpRequest, foi_id: str, other_id: str) -> HttpResponse:
    """What changed since an earlier answer."""
    membership, answer = load_seen(request, foi_id)
    other = get_object_or_404(queries.foi_answers(membership.organisation), public_id=other_id)
    difference = queries.foi_difference(answer, other)
    context = {"answer": answer, "earlier": other, "difference": difference}
    return render(request, "passports/compare_foi.html", context)
