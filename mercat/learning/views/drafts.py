"""A framework of our own as a whole: from a copy or a file, described, checked, put into use."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.learning import actions, queries, rules
from mercat.learning.forms import AboutForm, DraftForm, RulesForm, UploadFrameworkForm
from mercat.learning.frameworks import editing
from mercat.learning.models import FrameworkDraft
from mercat.learning.views.loading import load_draft, load_version
from mercat.learning.views.shown import by_stage
from mercat.learning.views.writing import faults_shown, form_shown, opened, rules_shown, sent
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership


@require_POST
def copy_framework(request: HttpRequest, version_id: str) -> HttpResponse:
    membership, version = load_version(request, version_id)
    draft = actions.copy_framework(version=version, by=membership, at=timezone.now())
    messages.success(
        request,
        _(
            "This is your copy. Change what you like: only administrators and the learning lead "
            "see it until it is in use."
        ),
    )
    return redirect("learning:draft_framework", draft.public_id)


@form_page
def upload_framework(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_load(membership)
    form = UploadFrameworkForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        draft = actions.draft_framework(
            text=form.cleaned_data["file"], by=membership, at=timezone.now()
        )
        return redirect("learning:draft_framework", draft.public_id)
    return render(request, "learning/upload_framework.html", {"form": form})


@require_safe
def draft_framework(request: HttpRequest, draft_id: str) -> HttpResponse:
    """What it is made of, and what is wrong with it."""
    membership, draft = load_draft(request, draft_id)
    checked = queries.checked(draft.text, membership.organisation)
    writing = editing.opened(draft.text)
    context = {
        "draft": draft,
        "writing": writing,
        "rules": rules_shown(writing) if writing else [],
        "faults": faults_shown(draft, writing, checked.faults[:100]),
        "fault_count": len(checked.faults),
        "framework": checked.framework,
        "earlier": queries.earlier_of_draft(writing, draft.organisation) if writing else None,
    }
    return render(request, "learning/draft_framework.html", context)


@require_safe
def preview_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    membership, draft = load_draft(request, draft_id)
    checked = queries.checked(draft.text, membership.organisation)
    capabilities = by_stage(checked.framework) if checked.framework else []
    context = {"draft": draft, "framework": checked.framework, "capabilities": capabilities}
    return render(request, "learning/preview_draft.html", context)


@form_page
def write_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Its text, with what is wrong line by line."""
    membership, draft = load_draft(request, draft_id)
    form = DraftForm(
        request.POST or None, initial={"text": draft.text, "row_version": draft.row_version}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_draft(draft=draft, **given, by=membership, at=timezone.now())
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return _text_shown(request, membership, draft, _with_their_version(request, draft))
        messages.success(request, _("Saved."))
        return redirect("learning:write_draft", draft.public_id)
    return _text_shown(request, membership, draft, form)


def _with_their_version(request: HttpRequest, draft: FrameworkDraft) -> DraftForm:
    typed = request.POST.copy()
    typed["row_version"] = str(draft.row_version)
    return DraftForm(typed)


def _text_shown(
    request: HttpRequest, membership: Membership, draft: FrameworkDraft, form: DraftForm
) -> HttpResponse:
    text = str(form["text"].value() or "")
    context = {
        "draft": draft,
        "form": form,
        "faults": queries.checked(text, membership.organisation).faults,
        "theirs": draft.text if form.is_bound and draft.text != text else "",
    }
    return render(request, "learning/write_draft.html", context)


@form_page
def describe_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Its name, version, licence and source."""
    membership, draft = load_draft(request, draft_id)
    writing = opened(draft)
    taken = queries.own_numbers(membership.organisation)[str(writing.data.get("urn"))]
    form = AboutForm(request.POST or None, initial=AboutForm.said(writing.data), taken=taken)
    return _about(request, membership, draft, form, actions.describe_draft, _("About it"))


@form_page
def set_draft_rules(request: HttpRequest, draft_id: str) -> HttpResponse:
    """What the first stage and the last one ask for."""
    membership, draft = load_draft(request, draft_id)
    form = RulesForm(request.POST or None, initial=RulesForm.said(opened(draft).rules()))
    title = _("When is a stage reached?")
    return _about(request, membership, draft, form, actions.set_draft_rules, title)


def _about(
    request: HttpRequest,
    membership: Membership,
    draft: FrameworkDraft,
    form: Any,
    action: Any,
    title: str,
) -> HttpResponse:
    given = {"draft": draft, "by": membership}
    done, theirs = sent(request, form, action, **given)
    if done:
        return redirect("learning:draft_framework", draft.public_id)
    return form_shown(request, draft, form, title, theirs=theirs)


@require_POST
def undo_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    membership, draft = load_draft(request, draft_id)
    typed = request.POST.get("row_version", "")
    given = {"row_version": int(typed) if typed.isdecimal() else 0, "by": membership}
    if tried(request, actions.undo_draft, draft=draft, **given, at=timezone.now()):
        messages.success(request, _("Undone. Once more brings it back."))
    return redirect("learning:draft_framework", draft.public_id)


@require_POST
def use_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    membership, draft = load_draft(request, draft_id)
    try:
        version = actions.use_draft(draft=draft, by=membership, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("learning:draft_framework", draft.public_id)
    messages.success(request, _("{name} is in use.").format(name=version))
    return redirect("learning:framework", version.public_id)


@form_page
def discard_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    membership, draft = load_draft(request, draft_id)
    if request.method != "POST":
        return render(request, "learning/discard_draft.html", {"draft": draft})
    actions.discard_draft(draft=draft, by=membership, at=timezone.now())
    messages.success(request, _("The draft is thrown away."))
    return redirect("learning:frameworks")
