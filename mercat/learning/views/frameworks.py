from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.refusals import Refused
from mercat.common.views import form_page
from mercat.learning import actions, queries, rules
from mercat.learning.forms import DraftForm, UploadFrameworkForm
from mercat.learning.models import FrameworkDraft
from mercat.learning.views.loading import load_version
from mercat.learning.views.shown import by_stage
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership


@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    may_load = rules.can_load(membership)
    context = {
        "versions": queries.latest_versions(membership.organisation),
        "drafts": queries.drafts_of(membership).defer("text")[:20] if may_load else [],
        "may_load": may_load,
    }
    return render(request, "learning/frameworks.html", context)


@require_safe
def framework(request: HttpRequest, version_id: str) -> HttpResponse:
    membership, version = load_version(request, version_id)
    context = {
        "version": version,
        "framework": version.data,
        "capabilities": by_stage(version.data),
        "others": queries.earlier_versions(version)[:20],
        "may_load": rules.can_load(membership),
        "may_start": rules.can_lead(membership),
    }
    return render(request, "learning/framework.html", context)


@require_safe
def framework_file(request: HttpRequest, version_id: str) -> HttpResponse:
    _membership, version = load_version(request, version_id)
    response = HttpResponse(version.text, content_type="application/yaml; charset=utf-8")
    name = version.framework.urn.rpartition(":")[2].replace("/", "-")
    response["Content-Disposition"] = f'attachment; filename="{name}-{version.number}.yaml"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def copy_framework(request: HttpRequest, version_id: str) -> HttpResponse:
    membership, version = load_version(request, version_id)
    draft = actions.draft_framework(text=version.text, by=membership, at=timezone.now())
    messages.success(request, _("This is your copy. Give it another name in “urn” first."))
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


def _load(request: HttpRequest, draft_id: str) -> tuple[Membership, FrameworkDraft]:
    membership = membership_of(request)
    rules.check_can_load(membership)
    return membership, get_object_or_404(queries.drafts_of(membership), public_id=draft_id)


@form_page
def draft_framework(request: HttpRequest, draft_id: str) -> HttpResponse:
    """The text, what is wrong with it line by line, and what it would look like."""
    membership, draft = _load(request, draft_id)
    form = DraftForm(
        request.POST or None, initial={"text": draft.text, "row_version": draft.row_version}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_draft(draft=draft, **given, by=membership, at=timezone.now())
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return _shown(request, membership, draft, _with_their_version(request, draft))
        messages.success(request, _("Saved."))
        return redirect("learning:draft_framework", draft.public_id)
    return _shown(request, membership, draft, form)


def _with_their_version(request: HttpRequest, draft: FrameworkDraft) -> DraftForm:
    typed = request.POST.copy()
    typed["row_version"] = str(draft.row_version)
    return DraftForm(typed)


def _shown(
    request: HttpRequest, membership: Membership, draft: FrameworkDraft, form: DraftForm
) -> HttpResponse:
    text = str(form["text"].value() or "")
    checked = queries.checked(text, membership.organisation)
    context = {
        "draft": draft,
        "form": form,
        "faults": checked.faults,
        "framework": checked.framework,
        "capabilities": by_stage(checked.framework) if checked.framework else [],
        "theirs": draft.text if form.is_bound and draft.text != text else "",
    }
    return render(request, "learning/draft_framework.html", context)


@require_POST
def use_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    membership, draft = _load(request, draft_id)
    try:
        version = actions.use_draft(draft=draft, by=membership, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("learning:draft_framework", draft.public_id)
    messages.success(request, _("{name} is in use.").format(name=version))
    return redirect("learning:framework", version.public_id)


@require_POST
def discard_draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    membership, draft = _load(request, draft_id)
    actions.discard_draft(draft=draft, by=membership, at=timezone.now())
    messages.success(request, _("The draft is thrown away."))
    return redirect("learning:frameworks")
