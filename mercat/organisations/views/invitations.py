from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination
from mercat.common.views import form_page, tried
from mercat.organisations import actions, queries, rules
from mercat.organisations.forms import InviteForm
from mercat.organisations.models import Invitation, Membership
from mercat.organisations.roles import Role
from mercat.organisations.views.loading import administrator, reader


@require_safe
def invitations(request: HttpRequest) -> HttpResponse:
    membership = reader(request)
    found = queries.open_invitations(membership.organisation)
    page = pagination.page(found, asked=request.GET, by="email")
    for each in page.rows:
        each.role_names = ", ".join(_names(each)) or _("Member")
    context = {"page": page, "administers": rules.can_administer(membership)}
    return render(request, "organisations/invitations.html", context)


def _names(invitation: Invitation) -> list[str]:
    return [str(Role(role).label) for role in invitation.roles]


@require_safe
def invitation(request: HttpRequest, invitation_id: str) -> HttpResponse:
    membership = reader(request)
    found = _load(membership, invitation_id)
    rows = [
        {"key": _("Name"), "value": found.name or "–"},
        {"key": _("Roles"), "value": "\n".join(_names(found)) or _("Member")},
        {"key": _("Department"), "value": str(found.department or "–")},
        {"key": _("Job title"), "value": found.job_title or "–"},
        {"key": _("Line manager"), "value": str(found.manager or "–")},
        {
            "key": _("Mails sent"),
            "value": _("{revision}, the last on {found}").format(
                revision=found.revision, found=_day(found)
            ),
        },
    ]
    context = {
        "invitation": found,
        "rows": rows,
        "is_open": not (found.accepted_at or found.withdrawn_at),
        "administers": rules.can_administer(membership),
    }
    return render(request, "organisations/invitation.html", context)


def _day(invitation: Invitation) -> str:
    return date_format(invitation.organisation.day(invitation.invited_at), "j F Y")


@form_page
def invite(request: HttpRequest) -> HttpResponse:
    by = administrator(request)
    form = InviteForm(
        request.POST or None,
        organisation=by.organisation,
        initial={"roles": request.GET.getlist("roles")},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.invite,
            organisation=by.organisation,
            **form.cleaned_data,
            by=by.person,
            at=timezone.now(),
        )
    ):
        messages.success(request, _sent(len(form.cleaned_data["addressees"])))
        return redirect("organisations:invitations")
    return render(request, "organisations/invite.html", {"form": form})


def _sent(count: int) -> str:
    return ngettext(
        "The mail is on the way. Whoever accepts stands in the list of people.",
        "{count} mails are on the way. Whoever accepts stands in the list of people.",
        count,
    ).format(count=count)


def _load(by: Membership, invitation_id: str) -> Invitation:
    found = queries.invitations_of(by.organisation)
    return get_object_or_404(found, public_id=invitation_id)


@require_POST
def invite_again(request: HttpRequest, invitation_id: str) -> HttpResponse:
    by = administrator(request)
    invitation = _load(by, invitation_id)
    if tried(
        request,
        actions.invite_again,
        invitation=invitation,
        by=by.person,
        at=timezone.now(),
    ):
        messages.success(
            request, _("A new mail is on its way to {email}.").format(email=invitation.email)
        )
    return redirect("organisations:invitations")


@require_POST
def withdraw_invitation(request: HttpRequest, invitation_id: str) -> HttpResponse:
    by = administrator(request)
    invitation = _load(by, invitation_id)
    if tried(
        request,
        actions.withdraw_invitation,
        invitation=invitation,
        by=by.person,
        at=timezone.now(),
    ):
        messages.success(
            request, _("The invitation of {email} is withdrawn.").format(email=invitation.email)
        )
    return redirect("organisations:invitations")
