"""Members say whether they have an interest; the clerk sets one; the roll is called again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mercat.common.views import form_page, tried
from mercat.passports import actions, queries, rules
from mercat.passports.forms import InterestForm, SetInterestForm
from mercat.passports.views.loading import load


@form_page
def interest(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_say_interest(membership, application)
    form = InterestForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.say_interest,
            application=application,
            **form.said(),
            by=membership,
            at=timezone.now(),
        )
    ):
        if queries.seen_by(membership).filter(pk=application.pk).exists():
            return redirect("passports:application", application.public_id)
        messages.success(
            request,
            _("You step out of this case. You see no more of it, and others see only that."),
        )
        return redirect("passports:index")
    return render(request, "passports/interest.html", {"form": form, "application": application})


@form_page
def set_interest(request: HttpRequest, application_id: str) -> HttpResponse:
    """For the clerk: what stands, and what is to stand instead."""
    membership, application = load(request, application_id)
    rules.check_can_set_interest(membership, application)
    form = SetInterestForm(request.POST or None, seats=queries.panel_of(application))
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.set_interest,
            application=application,
            **form.said(),
            by=membership,
            at=timezone.now(),
        )
    ):
        messages.success(request, _("It is set. Other members see only who steps out."))
        return redirect("passports:application", application.public_id)
    context = {
        "form": form,
        "application": application,
        "interests": queries.interests_of(application),
    }
    return render(request, "passports/set_interest.html", context)


@require_POST
def call_again(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_call_again(membership, application)
    before = application.seats.count()
    if tried(
        request, actions.call_again, application=application, by=membership, at=timezone.now()
    ):
        added = application.seats.count() - before
        said = ngettext(
            "%d more member sits on this case, and has a mail.",
            "%d more members sit on this case, and have a mail.",
            added,
        )
        messages.success(request, said % added)
    return redirect("passports:application", application.public_id)
