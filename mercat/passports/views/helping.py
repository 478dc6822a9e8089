"""The applicant chooses who helps; a helper may stop."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.views import form_page, tried
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports.forms import AddHelperForm, FindColleagueForm
from mercat.passports.models import Application
from mercat.passports.views.loading import load

MOST = 10  # shown; who has a common name is found by e-mail


@form_page
def add_helper(request: HttpRequest, application_id: str) -> HttpResponse:
    """Looking for a colleague is a question (GET); asking them to help is a deed (POST)."""
    membership, application = load(request, application_id)
    rules.check_can_choose_helpers(membership, application)
    if request.method == "POST":
        return _add(request, membership, application)
    form = FindColleagueForm(request.GET or None)
    words = form.cleaned_data["colleague"] if form.is_valid() else ""
    found = _found(membership, words) if words else []
    context = {
        "form": form,
        "application": application,
        "words": words,
        "found": found[:MOST],
        "more": len(found) > MOST,
    }
    return render(request, "passports/add_helper.html", context)


def _add(request: HttpRequest, membership: Membership, application: Application) -> HttpResponse:
    form = AddHelperForm(request.POST)
    members = organisations.active_members(membership.organisation)
    helper = (
        members.filter(public_id=form.cleaned_data["member"]).first() if form.is_valid() else None
    )
    if helper is None:
        messages.error(request, _("Choose a colleague from the list."))
        return redirect("passports:add_helper", application.public_id)
    given = {"application": application, "helper": helper, "by": membership}
    if tried(request, actions.add_helper, **given, at=timezone.now()):
        said = _("%(name)s can write in it now, and has a mail.")
        messages.success(request, said % {"name": helper.person.name})
    return redirect("passports:application", application.public_id)


def _found(membership: Membership, words: str) -> list[Membership]:
    """By the whole e-mail, or by parts of the name; never the applicant."""
    members = organisations.memberships_found(
        membership.organisation, words=words, role="", state=""
    ).filter(person__is_active=True)
    return list(members.exclude(pk=membership.pk).order_by("person__name", "pk")[: MOST + 1])


@require_POST
def remove_helper(request: HttpRequest, application_id: str, person_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_choose_helpers(membership, application)
    helper = queries.helpers_of(application).filter(person__public_id=person_id).first()
    if helper and tried(
        request,
        actions.remove_helper,
        application=application,
        person=helper.person,
        by=membership,
        at=timezone.now(),
    ):
        said = _("%(name)s no longer helps. You can ask them again.")
        messages.success(request, said % {"name": helper.person.name})
    return redirect("passports:application", application.public_id)


@require_POST
def stop_helping(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_stop_helping(membership, application)
    if tried(
        request, actions.stop_helping, application=application, by=membership, at=timezone.now()
    ):
        said = _("You no longer help. %(name)s has a mail.")
        messages.success(request, said % {"name": application.applicant.name})
    return redirect("passports:index")
