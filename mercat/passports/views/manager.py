from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from mercat.common import links
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports.forms import ManagerViewForm, NameManagerForm
from mercat.passports.models import Application, ManagerView
from mercat.passports.views import rows
from mercat.passports.views.loading import load


@form_page
def give_view(request: HttpRequest, application_id: str) -> HttpResponse:
    """The manager, signed in."""
    membership, application = load(request, application_id)
    asked = queries.views_of(application).values()
    mine = (each for each in asked if each.manager_id == membership.person_id)
    view = next(mine, next(iter(asked), None))
    if view is None:
        raise Http404("Nobody was asked.")
    rules.check_can_give_view(membership, view)
    return _page(request, view, by=membership)


# A page that sends no referrer posts with "Origin: null", which the CSRF check refuses. The secret
# in the address does that check's work: nobody can forge a post to an address they cannot know.
@csrf_exempt
@form_page
@never_cache
@login_not_required
def manager_view(request: HttpRequest, token: str) -> HttpResponse:
    """The manager, from the link in the mail: looking changes nothing, sending ends the link."""
    try:
        link = links.read(token, purpose="passports.manager_view", at=timezone.now())
        view, member = _bound_to(link)
    except Refused as refusal:
        response = render(request, "passports/link_ended.html", {"sentence": refusal.sentence})
        response.status_code = 410
    else:
        response = _page(request, view, by=member, link=link)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _bound_to(link: ActLink) -> tuple[ManagerView, Membership]:
    view = (
        ManagerView.objects.filter(
            application__public_id=link.subject, manager__audit_key=link.person_key
        )
        .select_related("application__organisation", "application__applicant", "manager")
        .first()
    )
    if view is None:
        raise Refused(links.GONE)
    member = organisations.person_by_audit_key(view.application.organisation, link.person_key)
    if member is None:  # the link dies when the person leaves
        raise Refused(links.GONE)
    return view, member


def _page(
    request: HttpRequest, view: ManagerView, *, by: Membership, link: ActLink | None = None
) -> HttpResponse:
    form = ManagerViewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_view(
                manager_view=view, **form.cleaned_data, by=by, at=timezone.now(), link=link
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return _thanks(request, view.application, by_link=link is not None)
    context = {"form": form, "view": view, **_case(view.application), "by_link": bool(link)}
    return render(request, "passports/give_view.html", context)


def _case(application: Application) -> dict[str, Any]:
    revision = queries.latest_revision(application)
    answers = revision.content["answers"] if revision else {}
    question_set = queries.question_set_of(application)
    return {
        "application": application,
        "sections": rows.sections(application, question_set, answers, change=False),
    }


def _thanks(request: HttpRequest, application: Application, *, by_link: bool) -> HttpResponse:
    if by_link:
        return render(request, "passports/view_given.html", {"application": application})
    messages.success(request, _("Thank you. The panel will read your view."))
    return redirect("home:dashboard")


@form_page
def name_manager(request: HttpRequest, application_id: str) -> HttpResponse:
    """The clerk, where no membership names the applicant's manager."""
    membership, application = load(request, application_id)
    rules.check_can_name_manager(membership, application)
    form = NameManagerForm(request.POST or None, application=application)
    if request.method == "POST" and form.is_valid():
        manager = form.cleaned_data["manager"]
        if tried(
            request,
            actions.name_manager,
            application=application,
            manager=manager,
            by=membership,
            at=timezone.now(),
        ):
            said = _("{name} has a mail and may give a view.").format(name=manager.person.name)
            messages.success(request, said)
        return redirect("passports:application", application.public_id)
    return render(
        request, "passports/name_manager.html", {"form": form, "application": application}
    )
