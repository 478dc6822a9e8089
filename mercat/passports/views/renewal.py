"""A holder goes on with a passport, or changes what it is for."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.refusals import Refused
from mercat.common.views import form_page
from mercat.passports import actions, queries, rules
from mercat.passports.forms import RenewForm
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application, Passport
from mercat.passports.views import rows
from mercat.passports.views.life import load_passport
from mercat.passports.views.loading import load


@form_page
def renew(request: HttpRequest, passport_id: str) -> HttpResponse:
    """One page: what has changed, how it went, and the declarations."""
    membership, passport = load_passport(request, passport_id)
    rules.check_can_renew(membership, passport)
    if begun := queries.open_renewal_of(passport):
        return redirect("passports:application", begun.application.public_id)
    if early := renewable_later(passport):
        sentence = _("You can renew this passport from {day}. Until then it is valid as it is.")
        messages.info(request, sentence.format(day=date_format(early, "j F Y")))
        return redirect("passports:passport", passport.public_id)
    application = passport.application
    question_set = queries.question_set_of(application)
    revision = queries.latest_revision(application)
    answers = revision.content["answers"] if revision else {}
    initial = {"lends": application.lends_answers}
    form = RenewForm(
        request.POST or None,
        question_set=question_set,
        is_trial=passport.is_trial,
        measures=str(answers.get("measures") or ""),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        told = {key: form.cleaned_data[key] for key in ("reached", "learned")}
        said = {"passport": passport, **told, "by": membership, "at": timezone.now()}
        try:
            if not form.is_unchanged:
                begun_now = actions.begin_renewal(**said)
                return redirect("passports:application", begun_now.public_id)
            sent = {"lends": form.cleaned_data["lends"], "declarations": form.declared()}
            return _sent(request, actions.renew(**said, **sent))
        except Refused as refusal:
            messages.error(request, refusal.sentence)
    context = {
        "form": form,
        "passport": passport,
        "sections": rows.sections(application, question_set, answers, change=False),
    }
    return render(request, "passports/renew.html", context)


def renewable_later(passport: Passport) -> date | None:
    """The first day on which it can be renewed, where that lies ahead."""
    first = queries.renewable_from(passport)
    return first if first > passport.organisation.day(timezone.now()) else None


def _sent(request: HttpRequest, application: Application) -> HttpResponse:
    passport = application.passport
    if application.status == Status.RELEASED and passport:
        messages.success(request, _("Your passport is renewed. Thank you."))
        if application.renewal.learned:
            said = _("Others can learn from it: under the letter you can make it a practice note.")
            messages.info(request, said)
        return redirect("passports:passport", passport.public_id)
    messages.success(request, _("Your renewal is sent. A mail confirms it."))
    return redirect("passports:application", application.public_id)


@require_POST
def begin_again(request: HttpRequest, application_id: str) -> HttpResponse:
    """What was closed or withdrawn, as a new draft."""
    membership, application = load(request, application_id)
    rules.check_can_begin_again(membership, application)
    try:
        begun = actions.begin_again(application=application, by=membership, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("passports:application", application.public_id)
    messages.success(request, _("Here is all that you wrote. Change what you like, then send it."))
    return redirect("passports:application", begun.public_id)


@require_POST
def make_note(request: HttpRequest, application_id: str) -> HttpResponse:
    """What was reached and learned, as a draft of shared practice to be read once more."""
    membership, application = load(request, application_id)
    rules.check_can_make_note(membership, application)
    try:
        page = actions.make_note(application=application, by=membership, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("passports:application", application.public_id)
    messages.success(request, _("Here is a draft that you alone see. Read it, then publish it."))
    return redirect("practice:change", page.public_id)


@require_POST
def change(request: HttpRequest, passport_id: str) -> HttpResponse:
    """Another purpose or account: the last answers, to be changed and sent."""
    membership, passport = load_passport(request, passport_id)
    rules.check_can_renew(membership, passport)
    try:
        begun = actions.begin_change(passport=passport, by=membership, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("passports:passport", passport.public_id)
    return redirect("passports:application", begun.public_id)
