"""A pulse, for the learning lead, and for whoever reads first what was written."""

from datetime import timedelta
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.learning import actions, queries, rules
from mercat.learning.forms import (
    CardsForm,
    ExtendPulseForm,
    ModerateForm,
    NameModeratorForm,
    OpenPulseForm,
    TypeInForm,
    WhatWeDidForm,
)
from mercat.learning.lifecycle import EASY, Door, Said
from mercat.learning.models import Pulse
from mercat.learning.views.loading import load_to_lead
from mercat.learning.views.shown import results_shown
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership

DAYS_OPEN = 21


@form_page
def open_pulse(request: HttpRequest, assessment_id: str) -> HttpResponse:
    membership, assessment = load_to_lead(request, assessment_id)
    today = membership.organisation.day(timezone.now())
    form = OpenPulseForm(
        request.POST or None,
        assessment=assessment,
        today=today,
        initial={"starts_on": today, "ends_on": today + timedelta(days=DAYS_OPEN)},
    )
    if request.method == "POST" and form.is_valid():
        given = {"assessment": assessment, **form.given()}
        if tried(request, actions.open_pulse, **given, by=membership, at=timezone.now()):
            messages.success(request, _("It is open. Put up the poster, or hand out the cards."))
            return redirect("learning:assessment", assessment.public_id)
    return render(request, "learning/pulse_open.html", {"form": form, "assessment": assessment})


@require_safe
def pulse(request: HttpRequest, pulse_id: str) -> HttpResponse:
    """Before it is closed, where its doors are; then, what was said, by the rule of five."""
    membership, pulse = _load(request, pulse_id)
    rules.check_can_see_all_assessments(membership)
    chosen = [int(each) for each in request.GET.getlist("group") if _is_number(each)]
    results = queries.results(pulse, chosen)
    context = {
        "pulse": pulse,
        "assessment": pulse.assessment,
        "address": _address(pulse),
        "may_lead": rules.can_lead(membership),
        "has_cards": pulse.door == Door.CARDS,
        "results": results and results_shown(results, chosen),
        "words": queries.words_of(pulse) if pulse.takes_words and results else None,
        "fewest": queries.FEWEST,
    }
    return render(request, "learning/pulse.html", context)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 3


@form_page
def extend_pulse(request: HttpRequest, pulse_id: str) -> HttpResponse:
    membership, pulse = _load_to_lead(request, pulse_id)
    today = membership.organisation.day(timezone.now())
    initial = {"ends_on": pulse.ends_on + timedelta(days=7)}
    form = ExtendPulseForm(request.POST or None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = {"pulse": pulse, **form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.extend_pulse, **done):
            messages.success(request, _("It is open for longer."))
            return redirect("learning:pulse", pulse.public_id)
    return render(request, "learning/pulse_extend.html", {"form": form, "pulse": pulse})


@form_page
def close_pulse(request: HttpRequest, pulse_id: str) -> HttpResponse:
    membership, pulse = _load_to_lead(request, pulse_id)
    if request.method == "POST":
        if tried(request, actions.close_pulse, pulse=pulse, by=membership, at=timezone.now()):
            messages.success(request, _("The pulse is closed."))
        return redirect("learning:pulse", pulse.public_id)
    return render(request, "learning/pulse_close.html", {"pulse": pulse})


@require_safe
def poster(request: HttpRequest, pulse_id: str) -> HttpResponse:
    _membership, pulse = _load_to_lead(request, pulse_id)
    address = _address(pulse)
    context = {
        "pulse": pulse,
        "address": address.partition("://")[2],
        "code": _code(address, _("A code that opens the page to answer on")),
        "has_cards": pulse.door == Door.CARDS,
    }
    return render(request, "learning/pulse_poster.html", context)


@form_page
@never_cache
def make_cards(request: HttpRequest, pulse_id: str) -> HttpResponse:
    """The sheet is shown once: what stands on it is kept nowhere."""
    membership, pulse = _load_to_lead(request, pulse_id)
    form = CardsForm(request.POST or None, initial={"many": 40})
    context: dict[str, Any] = {"form": form, "pulse": pulse}
    if request.method == "POST" and form.is_valid():
        try:
            codes = actions.make_cards(
                pulse=pulse, **form.cleaned_data, by=membership, at=timezone.now()
            )
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return redirect("learning:pulse", pulse.public_id)
        context["cards"] = [_card(pulse, each) for each in codes]
        context["address"] = _address(pulse).partition("://")[2]
        return render(request, "learning/pulse_cards_sheet.html", context)
    return render(request, "learning/pulse_cards.html", context)


def _card(pulse: Pulse, code: str) -> dict[str, Any]:
    address = settings.SITE_URL + reverse("pulse:answer_by_card", args=[pulse.public_id, code])
    spaced = " ".join(code[at : at + 4] for at in range(0, len(code), 4))
    return {"code": _code(address, _("A code that opens the page to answer on")), "spaced": spaced}


@require_safe
def paper(request: HttpRequest, pulse_id: str) -> HttpResponse:
    _membership, pulse = _load_to_lead(request, pulse_id)
    easy = "easy" in request.GET
    context = {
        "pulse": pulse,
        "statements": queries.statements_of(pulse),
        "answers": list(enumerate(EASY.values() if easy else Said.labels, 1)),
        "easy": easy,
    }
    return render(request, "learning/pulse_paper.html", context)


@form_page
def type_in(request: HttpRequest, pulse_id: str) -> HttpResponse:
    membership, pulse = _load_to_lead(request, pulse_id)
    keys = [each.key for each in queries.statements_of(pulse)]
    form = TypeInForm(request.POST or None, pulse=pulse, keys=keys)
    if request.method == "POST" and form.is_valid():
        answers = _typed(form.cleaned_data)
        done = {"pulse": pulse, "answers": answers, "by": membership, "at": timezone.now()}
        if tried(request, actions.type_in, **done):
            messages.success(request, _("Counted. The sheets can be destroyed now."))
            return redirect("learning:pulse", pulse.public_id)
    context = {"form": form, "pulse": pulse, "many": len(keys)}
    return render(request, "learning/pulse_type_in.html", context)


def _typed(given: dict[str, Any]) -> list[actions.Answer]:
    """What was written goes with the whole batch: no line belongs to a sheet."""
    part, sheets, written = given.get("part", ""), given["sheets"], given.get("written") or []
    first, *others = [actions.Answer(said=each, part=part) for each in sheets]
    return [actions.Answer(said=first.said, part=part, written=written), *others]


@form_page
def name_moderator(request: HttpRequest, pulse_id: str) -> HttpResponse:
    membership, pulse = _load_to_lead(request, pulse_id)
    form = NameModeratorForm(request.POST or None, organisation=membership.organisation)
    if request.method == "POST" and form.is_valid():
        done = {"pulse": pulse, **form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.name_moderator, **done):
            messages.success(request, _("They read first what is written."))
            return redirect("learning:pulse", pulse.public_id)
    return render(request, "learning/pulse_name_moderator.html", {"form": form, "pulse": pulse})


@form_page
def moderate(request: HttpRequest, pulse_id: str) -> HttpResponse:
    membership, pulse = _load(request, pulse_id)
    rules.check_can_moderate(membership, pulse)
    rows = sorted(pulse.words.all(), key=lambda row: row.text.casefold())
    form = ModerateForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        done = {"pulse": pulse, "states": form.states(), "by": membership, "at": timezone.now()}
        if tried(request, actions.moderate, **done):
            messages.success(request, _("Kept. You can change it until the report is final."))
            return redirect("learning:moderate", pulse.public_id)
    context = {"form": form, "pulse": pulse, "assessment": pulse.assessment}
    return render(request, "learning/pulse_moderate.html", context)


@form_page
def say_what_we_did(request: HttpRequest, pulse_id: str) -> HttpResponse:
    membership, pulse = _load_to_lead(request, pulse_id)
    form = WhatWeDidForm(
        request.POST or None, initial={"you_said": pulse.you_said, "we_did": pulse.we_did}
    )
    if request.method == "POST" and form.is_valid():
        done = {"pulse": pulse, **form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.say_what_we_did, **done):
            messages.success(request, _("Everybody can read it now where they answered."))
            return redirect("learning:pulse", pulse.public_id)
    return render(request, "learning/pulse_what_we_did.html", {"form": form, "pulse": pulse})


def _load(request: HttpRequest, pulse_id: str) -> tuple[Membership, Pulse]:
    membership = membership_of(request)
    found = queries.pulses_seen_by(membership)
    return membership, get_object_or_404(found, public_id=pulse_id)


def _load_to_lead(request: HttpRequest, pulse_id: str) -> tuple[Membership, Pulse]:
    membership, pulse = _load(request, pulse_id)
    rules.check_can_lead_pulse(membership, pulse)
    return membership, pulse


def _address(pulse: Pulse) -> str:
    return settings.SITE_URL + reverse("pulse:answer_pulse", args=[pulse.public_id])


def _code(address: str, title: str) -> SafeString:
    """As large as the page wants it: a poster fills half a sheet with it."""
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, border=2, title=title)
    return mark_safe(drawn)  # our own drawing of our own address
