from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.common.views import form_page, tried
from mercat.passports import actions, queries, rules
from mercat.passports.forms import SendForm, WithdrawForm
from mercat.passports.lifecycle import ENDED, Status
from mercat.passports.views import rows, steps
from mercat.passports.views.loading import load


@form_page
def send(request: HttpRequest, application_id: str) -> HttpResponse:
    """Check your answers, declare, send: for a draft, and for an answer to a question."""
    membership, application = load(request, application_id)
    rules.check_can_edit(membership, application)
    if request.method == "POST":
        rules.check_can_send(membership, application)
    question_set = queries.question_set_of(application)
    initial = {"lends_answers": application.lends_answers}
    form = SendForm(request.POST or None, question_set=question_set, initial=initial)
    if request.method == "POST" and form.is_valid():
        action = actions.answer if application.status == Status.MORE_INFO else actions.submit
        if tried(
            request,
            action,
            application=application,
            declarations=form.declared(),
            shows_name=form.cleaned_data.get("shows_name", False),
            by=membership,
            at=timezone.now(),
        ):
            lends = form.cleaned_data.get("lends_answers", False)
            actions.lend_answers(
                application=application, lends=lends, by=membership, at=timezone.now()
            )
            messages.success(request, _("Your application is sent. A mail confirms it."))
        return redirect("passports:application", application.public_id)
    saved = queries.answers_of(application)
    given = queries.given(saved)
    context = {
        "form": form,
        "application": application,
        "may_send": rules.can_send(membership, application),
        "complete": question_set.is_complete(given),
        "sections": rows.sections(application, question_set, given, change=True),
        "kept": rows.not_asked(application, question_set, given),
        "steps": steps.steps(application, question_set, saved, current="send"),
    }
    return render(request, "passports/send.html", context)


@form_page
def withdraw(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_withdraw(membership, application)
    form = WithdrawForm(request.POST or None)
    if application.status in ENDED:
        messages.info(request, _("This application has ended already."))
        return redirect("passports:application", application.public_id)
    if request.method == "POST" and form.is_valid():
        if tried(
            request,
            actions.withdraw,
            application=application,
            reason=form.cleaned_data["reason"],
            by=membership,
            at=timezone.now(),
        ):
            messages.success(
                request, _("Your application is withdrawn. You may apply again any time.")
            )
        return redirect("passports:application", application.public_id)
    return render(request, "passports/withdraw.html", {"form": form, "application": application})
