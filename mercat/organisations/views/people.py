from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.common.views import form_page, tried
from mercat.organisations import actions, queries, rules
from mercat.organisations.forms import MemberForm, PeopleFilter
from mercat.organisations.models import Membership
from mercat.organisations.views.loading import administrator, reader


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    membership = reader(request)
    form = PeopleFilter(request.GET)
    chosen = form.chosen()
    found = queries.memberships_found(
        membership.organisation, words=chosen["q"], role=chosen["role"], state=chosen["state"]
    )
    page = pagination.page(found, asked=request.GET, by="sort_name")
    kept = "".join(f"&{urlencode({name: text})}" for name, text in chosen.items() if text)
    context = {
        "filter_form": form,
        "page": page,
        "next_url": page.next_query and page.next_query + kept,
        "previous_url": page.previous_query and page.previous_query + kept,
        "is_filtered": bool(kept),
        "invited": queries.open_invitations(membership.organisation).count(),
        "administers": rules.can_administer(membership),
    }
    return render(request, "organisations/people.html", context)


def _load(by: Membership, membership_id: str) -> Membership:
    memberships = queries.memberships_of(by.organisation)
    return get_object_or_404(memberships, public_id=membership_id)


@require_safe
def member(request: HttpRequest, membership_id: str) -> HttpResponse:
    by = reader(request)
    found = _load(by, membership_id)
    rows = [
        {"key": _("E-mail"), "value": found.person.email},
        {"key": _("Job title"), "value": found.job_title or "–"},
        {"key": _("Department"), "value": str(found.department or "–")},
        {"key": _("Line manager"), "value": str(found.manager or "–")},
        {"key": _("Roles"), "value": "\n".join(_roles(found)) or _("Member")},
        {"key": _("Here since"), "value": _day(found, found.started_at)},
    ]
    if found.ended_at:
        rows.append({"key": _("Left on"), "value": _day(found, found.ended_at)})
    context = {"found": found, "rows": rows, "administers": rules.can_administer(by)}
    return render(request, "organisations/member.html", context)


def _roles(membership: Membership) -> list[str]:
    return sorted(held.get_role_display() for held in membership.roles.all())


def _day(membership: Membership, at: datetime) -> str:
    return date_format(membership.organisation.day(at), "j F Y")


@form_page
def change_member(request: HttpRequest, membership_id: str) -> HttpResponse:
    by = administrator(request)
    found = _load(by, membership_id)
    form = MemberForm(request.POST or None, membership=found)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.change_member,
            membership=found,
            **form.cleaned_data,
            by=by.person,
            at=timezone.now(),
        )
    ):
        messages.success(
            request, _("What {person} does here is changed.").format(person=found.person.name)
        )
        return redirect("organisations:member", found.public_id)
    return render(request, "organisations/change_member.html", {"form": form, "found": found})


@form_page
def end_membership(request: HttpRequest, membership_id: str) -> HttpResponse:
    by = administrator(request)
    found = _load(by, membership_id)
    if request.method == "POST" and tried(
        request, actions.end_membership, membership=found, by=by.person, at=timezone.now()
    ):
        messages.success(
            request,
            _("{person} has left {organisation}.").format(
                person=found.person.name, organisation=by.organisation
            ),
        )
        return redirect("organisations:people")
    context = {
        "found": found,
        "manages": [each.person.name for each in queries.managed_by(found)],
        "stays_elsewhere": queries.has_other_membership(found),
        "is_self": found.pk == by.pk,
    }
    return render(request, "organisations/end_membership.html", context)
