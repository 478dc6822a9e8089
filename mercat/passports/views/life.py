"""A passport is suspended, resumed or taken back, and its holder replies."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import working_days
from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, policy_terms, queries, rules
from mercat.passports.forms import (
    ReplyForm,
    ResumeForm,
    RevokeForm,
    SettleRevocationForm,
    SuspendForm,
)
from mercat.passports.models import Passport, Revocation
from mercat.passports.views import appeals

LOOK_AGAIN = 10  # working days after a suspension, unless somebody names another day


def load_passport(request: HttpRequest, passport_id: str) -> tuple[Membership, Passport]:
    membership = membership_of(request)
    found = queries.passports_seen_by(membership)
    return membership, get_object_or_404(found, public_id=passport_id)


@form_page
def suspend(request: HttpRequest, passport_id: str) -> HttpResponse:
    membership, passport = load_passport(request, passport_id)
    rules.check_can_suspend(membership, passport)
    today = membership.organisation.day(timezone.now())
    soon = working_days.add(today, LOOK_AGAIN, nation=membership.organisation.nation)
    form = SuspendForm(request.POST or None, today=today, initial={"review_on": soon})
    if _done(request, actions.suspend, form, passport=passport, by=membership):
        said = _("The passport is suspended. {holder} has a mail, and its public page says so.")
        messages.success(request, said.format(holder=passport.holder.name))
        return redirect("passports:passport", passport.public_id)
    return render(request, "passports/suspend.html", {"form": form, "passport": passport})


@form_page
def resume(request: HttpRequest, passport_id: str) -> HttpResponse:
    membership, passport = load_passport(request, passport_id)
    rules.check_can_resume(membership, passport)
    form = ResumeForm(request.POST or None)
    if _done(request, actions.resume, form, passport=passport, by=membership):
        said = _("The passport is valid again. {holder} has a mail.")
        messages.success(request, said.format(holder=passport.holder.name))
        return redirect("passports:passport", passport.public_id)
    context = {"form": form, "passport": passport, "suspension": queries.suspension_of(passport)}
    return render(request, "passports/resume.html", context)


@form_page
def revoke(request: HttpRequest, passport_id: str) -> HttpResponse:
    membership, passport = load_passport(request, passport_id)
    rules.check_can_revoke(membership, passport)
    days = policy_terms.number(queries.rules_of(passport.application), "reply_working_days")
    form = RevokeForm(request.POST or None, reply_days=days)
    if request.method == "POST" and form.is_valid():
        now = form.cleaned_data["when"] == "now"
        given = {"reasons": form.cleaned_data["reasons"], "by": membership, "at": timezone.now()}
        action = actions.revoke_at_once if now else actions.give_reasons
        if tried(request, action, passport=passport, **given):
            asked = _("The holder has your reasons, and time to reply.")
            taken = _("The passport is taken back. A second person is asked to agree.")
            messages.success(request, taken if now else asked)
            return redirect("passports:passport", passport.public_id)
    return render(request, "passports/revoke.html", {"form": form, "passport": passport})


@require_safe
def revocation(request: HttpRequest, revocation_id: str) -> HttpResponse:
    membership, revocation = _load(request, revocation_id)
    may_decide = rules.can_revoke(membership, revocation.passport)
    context = {
        "revocation": revocation,
        "passport": revocation.passport,
        "sees_passport": queries.passports_seen_by(membership)
        .filter(pk=revocation.passport_id)
        .exists(),
        "holds": rules.holds(membership, revocation.passport),
        **appeals.shown(membership, revocation),
        "may_reply": revocation.waits
        and not revocation.replied_at
        and rules.can_reply(membership, revocation),
        "may_settle": revocation.waits
        and (rules.can_ratify(membership, revocation) if revocation.is_urgent else may_decide),
    }
    return render(request, "passports/revocation.html", context)


@form_page
def reply(request: HttpRequest, revocation_id: str) -> HttpResponse:
    membership, revocation = _load(request, revocation_id)
    rules.check_can_reply(membership, revocation)
    form = ReplyForm(request.POST or None)
    if _done(request, actions.reply, form, revocation=revocation, by=membership):
        messages.success(request, _("The panel has your reply. It decides after reading it."))
        return redirect("passports:revocation", revocation.public_id)
    context = {"form": form, "revocation": revocation, "passport": revocation.passport}
    return render(request, "passports/reply.html", context)


@form_page
def settle_revocation(request: HttpRequest, revocation_id: str) -> HttpResponse:
    membership, revocation = _load(request, revocation_id)
    if revocation.is_urgent:
        rules.check_can_ratify(membership, revocation)
    else:
        rules.check_can_revoke(membership, revocation.passport)
    form = SettleRevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {
            "revokes": form.cleaned_data["outcome"] == "revoked",
            "words": form.cleaned_data["words"],
            "by": membership,
            "at": timezone.now(),
        }
        if tried(request, actions.settle_revocation, revocation=revocation, **given):
            messages.success(request, _("It is settled, and the holder has a letter."))
            return redirect("passports:revocation", revocation.public_id)
    context = {"form": form, "revocation": revocation, "passport": revocation.passport}
    return render(request, "passports/settle_revocation.html", context)


def _load(request: HttpRequest, revocation_id: str) -> tuple[Membership, Revocation]:
    membership = membership_of(request)
    found = queries.revocations_seen_by(membership)
    return membership, get_object_or_404(found, public_id=revocation_id)


def _done(request: HttpRequest, action: Any, form: Any, **given: Any) -> bool:
    """Whether it was sent, was right and could be done."""
    if request.method != "POST" or not form.is_valid():
        return False
    return tried(request, action, **given, **form.cleaned_data, at=timezone.now())
