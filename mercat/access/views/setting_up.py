from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.access import actions, forms, queries, rules
from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of


@require_POST
def make_link(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_set_up(membership)
    actions.make_link(by=membership, at=timezone.now())
    messages.success(request, _("This is the new link. The one before does not work any more."))
    return redirect("access:index")


@form_page
def set_sites(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_set_up(membership)
    names = [site.name for site in queries.sites_of(membership.organisation)]
    form = forms.SitesForm(request.POST or None, initial={"site_names": "\n".join(names)})
    if request.method == "POST" and form.is_valid():
        names = form.cleaned_data["site_names"]
        actions.set_sites(names=names, by=membership, at=timezone.now())
        messages.success(request, _("The places are kept."))
        return redirect("access:index")
    context = {"form": form, "title": _("Where people work"), "button": _("Keep the places")}
    return render(request, "access/form.html", context)


@form_page
def allow_attempts(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_set_up(membership)
    desk = queries.desk_of(membership.organisation)
    form = forms.AttemptsForm(request.POST or None, desk=desk)
    if request.method == "POST" and form.is_valid():
        given = {"tools": form.cleaned_data["tools"], "by": membership, "at": timezone.now()}
        if tried(request, actions.allow_attempts, **given):
            messages.success(request, _("People may try now. The page says who allowed it."))
            return redirect("access:index")
    return render(request, "access/attempts.html", {"form": form, "desk": desk})


@require_POST
def stop_attempts(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_set_up(membership)
    actions.stop_attempts(by=membership, at=timezone.now())
    messages.success(request, _("Nobody can try any more, until ICT allows it again."))
    return redirect("access:index")


@form_page
def hand_in_browsers(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_hand_in(membership)
    form = forms.HandInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = {
            "content": form.cleaned_data["browsers_file"],
            "by": membership,
            "at": timezone.now(),
        }
        if tried(request, actions.hand_in_browsers, **given):
            messages.success(request, _("The newer list is in use."))
            return redirect("access:hand_in_browsers")
    organisation = membership.organisation
    releases = queries.releases_for(organisation)
    context = {
        "form": form,
        "releases": releases,
        "is_old": releases.age(organisation.day(timezone.now())) > queries.OLD,
        "newest": queries.browser_file_of(organisation),
    }
    return render(request, "access/hand_in_browsers.html", context)
