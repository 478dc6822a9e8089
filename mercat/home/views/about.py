"""The pages of the footer, for the organisation that one asks about, and its complaints."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.common.views import form_page, tried
from mercat.home import rules
from mercat.home.about import complaining
from mercat.home.about.contacts import KINDS, change_contacts
from mercat.home.about.forms import AnswerForm, ComplaintForm, ContactsForm
from mercat.home.models import Complaint
from mercat.home.retention import schedule
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.queries import publishing_organisations
from mercat.organisations.rules import (
    can_administer,
    check_can_administer,
    check_can_see_administration,
)

MOST = 100


def _about(request: HttpRequest) -> dict[str, Any]:
    """The organisation asked for, else the reader's own, else the only one; else a choice."""
    membership = getattr(request, "membership", None)
    slug = request.GET.get("organisation", "")
    asked = publishing_organisations().filter(slug=slug).first() if slug else None
    if asked is None and membership:
        asked = membership.organisation
    if asked:
        return {"about": asked, "choices": []}
    found = list(publishing_organisations().order_by("slug")[:MOST])
    return {"about": found[0] if len(found) == 1 else None, "choices": found}


@require_safe
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html", _about(request))


@require_safe
@login_not_required
def cookies(request: HttpRequest) -> HttpResponse:
    return render(request, "home/cookies.html")


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    context = _about(request)
    periods = schedule.chosen(context["about"]) if context["about"] else {}
    return render(request, "home/privacy.html", {**context, "lines": schedule.lines(periods)})


@form_page
@login_not_required
def complain(request: HttpRequest) -> HttpResponse:
    context = _about(request)
    about: Organisation | None = context["about"]
    form = ComplaintForm(request.POST or None)
    context |= {"form": form if about else None, "contacts_of": about}
    if request.method == "POST" and about and form.is_valid():
        if not ratelimit.consume(request, action="complain"):
            form.add_error(None, _("Too many complaints from here in an hour. Try again later."))
            return render(request, "home/complain.html", context, status=429)
        made = complaining.complain(organisation=about, **form.cleaned_data, at=timezone.now())
        return render(request, "home/complained.html", {"made": made, "about": about})
    return render(request, "home/complain.html", context)


@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    check_can_see_administration(membership)
    known = membership.organisation.contacts
    rows = [
        {"key": title, "value": "\n".join(known.get(kind, {}).values()) or _("Nobody yet")}
        for kind, title in KINDS.items()
    ]
    context = {"rows": rows, "administers": can_administer(membership)}
    return render(request, "home/contacts.html", context)


@form_page
def change_the_contacts(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    check_can_administer(membership)
    form = ContactsForm(request.POST or None, organisation=membership.organisation)
    if request.method == "POST" and form.is_valid():
        change_contacts(
            organisation=membership.organisation,
            contacts=form.contacts(),
            by=membership.person,
            at=timezone.now(),
        )
        messages.success(request, _("The contacts are saved."))
        return redirect("home:contacts")
    return render(request, "home/change_contacts.html", {"form": form})


@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    check_can_see_administration(membership)
    found = complaining.complaints_of(membership.organisation)
    page = pagination.page(found, asked=request.GET, by="received_at", newest_first=True)
    return render(request, "home/complaints.html", {"page": page})


@require_safe
def complaint(request: HttpRequest, complaint_id: str) -> HttpResponse:
    membership = membership_of(request)
    check_can_see_administration(membership)
    found = _load(membership, complaint_id)
    context = {"found": found, "administers": can_administer(membership)}
    return render(request, "home/complaint.html", context)


def _load(membership: Membership, complaint_id: str) -> Complaint:
    of_ours = complaining.complaints_of(membership.organisation)
    return get_object_or_404(of_ours, public_id=complaint_id)


@form_page
def answer_complaint(request: HttpRequest, complaint_id: str) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_answer_complaint(membership)
    found = _load(membership, complaint_id)
    form = AnswerForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            complaining.answer_complaint,
            complaint=found,
            answer=form.cleaned_data["answer"],
            by=membership,
            at=timezone.now(),
        )
    ):
        messages.success(request, _("The answer is on its way."))
        return redirect("home:complaints")
    return render(request, "home/answer_complaint.html", {"found": found, "form": form})
