"""What goes with a passport: its holder does it and says so, clerk or adviser accepts it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination, working_days
from mercat.common.views import form_page, tried
from mercat.files.views import send
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports.forms import AskAgainForm, SayDoneForm
from mercat.passports.library import USUAL_WORKING_DAYS
from mercat.passports.lifecycle import ConditionStatus, PassportStatus
from mercat.passports.models import Condition


@require_safe
def conditions(request: HttpRequest) -> HttpResponse:
    """All that is not met yet, what is due first at the top."""
    membership = membership_of(request)
    rules.check_can_follow_conditions(membership)
    page = pagination.page(queries.unmet_conditions(membership), asked=request.GET, by="due_on")
    today = membership.organisation.day(timezone.now())
    context = {"page": page, "rows": queries.conditions_shown(page.rows, today=today)}
    return render(request, "passports/conditions.html", context)


def _load(request: HttpRequest, condition_id: str) -> tuple[Membership, Condition]:
    membership = membership_of(request)
    found = queries.conditions_seen_by(membership)
    return membership, get_object_or_404(found, public_id=condition_id)


@require_safe
def condition(request: HttpRequest, condition_id: str) -> HttpResponse:
    membership, condition = _load(request, condition_id)
    today = membership.organisation.day(timezone.now())
    valid = condition.decision.passport.status == PassportStatus.ACTIVE
    settles = valid and rules.can_accept_condition(membership, condition)
    is_open = condition.status == ConditionStatus.OPEN
    context = {
        "condition": condition,
        "guidance": queries.guidance_on_condition(membership.organisation, condition.key),
        "application": condition.decision.application,
        "files": condition.files.select_related("stored"),
        "is_overdue": valid and condition.is_overdue(today),
        "is_valid": valid,
        "may_say_done": valid and is_open and rules.can_say_done(membership, condition),
        "may_accept": settles and condition.status != ConditionStatus.MET,
        "may_ask_again": settles,
    }
    return render(request, "passports/condition.html", context)


@form_page
def say_done(request: HttpRequest, condition_id: str) -> HttpResponse:
    membership, condition = _load(request, condition_id)
    rules.check_can_say_done(membership, condition)
    attached = [each.stored for each in condition.files.select_related("stored__organisation")]
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SayDoneForm(*posted, member=membership, attached=attached)
    if request.method == "POST":
        valid = form.is_valid()
        stored = form.keep_files(by=membership, at=timezone.now())
        if valid and tried(
            request,
            actions.say_done,
            condition=condition,
            words=form.cleaned_data["words"],
            stored=stored,
            by=membership,
            at=timezone.now(),
        ):
            messages.success(request, _("Thank you. We look at it, and ask if we need more."))
            return redirect("passports:condition", condition.public_id)
    return render(request, "passports/say_done.html", {"form": form, "condition": condition})


@require_POST
def accept_condition(request: HttpRequest, condition_id: str) -> HttpResponse:
    membership, condition = _load(request, condition_id)
    rules.check_can_accept_condition(membership, condition)
    at = timezone.now()
    if tried(request, actions.accept_condition, condition=condition, by=membership, at=at):
        messages.success(request, _("The condition is met. Thank you."))
    return redirect("passports:condition", condition.public_id)


@form_page
def ask_again(request: HttpRequest, condition_id: str) -> HttpResponse:
    membership, condition = _load(request, condition_id)
    rules.check_can_accept_condition(membership, condition)
    organisation = membership.organisation
    today = organisation.day(timezone.now())
    later = working_days.add(today, USUAL_WORKING_DAYS, nation=organisation.nation)
    form = AskAgainForm(request.POST or None, today=today, initial={"due_on": later})
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.ask_again,
            condition=condition,
            **form.cleaned_data,
            by=membership,
            at=timezone.now(),
        )
    ):
        messages.success(request, _("They have a mail with your words and the new day."))
        return redirect("passports:condition", condition.public_id)
    return render(request, "passports/ask_again.html", {"form": form, "condition": condition})


@require_safe
def condition_file(request: HttpRequest, condition_id: str, file_id: str) -> HttpResponseBase:
    _membership, condition = _load(request, condition_id)
    stored = queries.file_of_condition(condition, file_id)
    if stored is None:
        raise Http404("No such file here.")
    return send(stored)
