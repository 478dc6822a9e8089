"""How cases are decided here: for the panel to read, for administrators to change."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import form_page, tried
from mercat.organisations import rules as organisations
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, policy_files, policy_terms, queries, rules
from mercat.passports.forms.policy import TermsForm
from mercat.passports.models import PolicyDraft
from mercat.passports.views import policy_effect


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_read_policy(membership)
    versions = list(queries.policies(membership.organisation))
    administers = organisations.can_administer(membership)
    context = {
        "rows": _rows(versions[0].content) if versions else [],
        "version": versions[0] if versions else None,
        "older": versions[1:],
        "holidays": policy_effect.holidays(membership.organisation, at=timezone.now()),
        "administers": administers,
        "draft": queries.policy_draft(membership.organisation) if administers else None,
    }
    return render(request, "passports/policy.html", context)


@require_safe
def policy_version(request: HttpRequest, version: int) -> HttpResponse:
    """One version, and what it says otherwise than the one before."""
    membership = membership_of(request)
    rules.check_can_read_policy(membership)
    versions = queries.policies(membership.organisation)
    shown = get_object_or_404(versions, version=version)
    older = versions.filter(version=version - 1).first()
    context = {
        "version": shown,
        "rows": _rows(shown.content),
        "changes": policy_terms.differences(older.content, shown.content) if older else None,
        "cases": queries.open_cases_by_version(membership.organisation).get(version, 0),
    }
    return render(request, "passports/policy_version.html", context)


def _rows(content: dict[str, Any]) -> list[dict[str, str]]:
    return [{"key": name, "value": text} for name, text in policy_terms.told(content)]


@form_page
def change_policy(request: HttpRequest) -> HttpResponse:
    """Write the draft's terms, or begin it anew from a ready policy."""
    membership = administrator(request)
    if request.POST.get("begin"):
        return _begin(request, membership)
    content = draft_content(membership)
    form = TermsForm(request.POST or None, content=content, organisation=membership.organisation)
    if request.method == "POST" and form.is_valid():
        actions.draft_policy(terms=form.given(), by=membership, at=timezone.now())
        return redirect("passports:preview_policy")
    return render(
        request, "passports/change_policy.html", {"form": form, "ready": policy_files.choices()}
    )


def _begin(request: HttpRequest, membership: Membership) -> HttpResponse:
    key = request.POST["begin"]
    if key in {each["key"] for each in policy_files.choices()}:
        actions.begin_policy(key=key, by=membership, at=timezone.now())
        messages.success(request, _("Below stands the ready policy. Change what you need."))
    return redirect("passports:change_policy")


def draft_content(membership: Membership) -> dict[str, Any]:
    """Of the draft, or of the policy in force, or of the simplest ready one."""
    if draft := queries.policy_draft(membership.organisation):
        return dict(draft.content)
    latest = queries.policies(membership.organisation).first()
    return dict(latest.content) if latest else policy_files.choices()[0]


def administrator(request: HttpRequest) -> Membership:
    membership = membership_of(request)
    organisations.check_can_administer(membership)
    return membership


@form_page
def preview_policy(request: HttpRequest) -> HttpResponse:
    """What the draft would change, and for whom; then it is put into force."""
    membership = administrator(request)
    draft = queries.policy_draft(membership.organisation)
    if draft is None:
        messages.info(request, _("There is no draft. Change something first."))
        return redirect("passports:policy")
    if request.method == "POST":
        if tried(request, actions.adopt_draft, by=membership, at=timezone.now()):
            messages.success(request, _("It is in force, for every case sent from now on."))
        return redirect("passports:policy")
    latest = queries.policies(membership.organisation).first()
    before = latest.content if latest else draft.content
    context = {
        "draft": draft,
        "changes": policy_terms.differences(before, draft.content),
        "first": latest is None,
        "effects": policy_effect.effects(
            membership.organisation, latest, draft.content, at=timezone.now()
        ),
    }
    return render(request, "passports/preview_policy.html", context)


@require_POST
def discard_policy(request: HttpRequest) -> HttpResponse:
    membership = administrator(request)
    get_object_or_404(PolicyDraft, organisation=membership.organisation)
    actions.discard_draft(by=membership)
    messages.success(request, _("The draft is gone. Nothing has changed."))
    return redirect("passports:policy")
