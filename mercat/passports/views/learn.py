from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.organisations.middleware import membership_of
from mercat.passports import actions
from mercat.passports.forms import LearnForm


def learn(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    form = LearnForm(request.POST or None, organisation=membership.organisation)
    if request.method == "POST" and form.is_valid():
        passport = actions.learn(
            answers=form.answers(),
            declarations=form.declared(),
            by=membership,
            at=timezone.now(),
        )
        messages.success(
            request, _("This is your learning passport. A letter is on its way to you.")
        )
        return redirect("passports:passport", passport.public_id)
    return render(request, "passports/learn.html", {"form": form})
