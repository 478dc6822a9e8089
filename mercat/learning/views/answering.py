"""A pulse, for whoever answers it. Nobody is signed in here: see mercat.learning.middleware.

No page of these takes a CSRF token, because a token is a cookie. There is nothing to forge: nobody
is signed in, and anybody may send an answer by opening the page. What another site sends through
somebody's browser is refused where the browser says so.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from mercat.common.refusals import NotAllowed, Refused
from mercat.common.views import form_page
from mercat.learning import actions, queries
from mercat.learning.forms import AnswerPulseForm, CardForm, bare
from mercat.learning.lifecycle import EASY, Door
from mercat.learning.middleware import is_too_much
from mercat.learning.models import Pulse

View = Callable[..., HttpResponse]


def for_anybody(view: View) -> View:
    return csrf_exempt(login_not_required(view))


@for_anybody
@require_safe
def anonymous(request: HttpRequest) -> HttpResponse:
    return render(request, "learning/pulse_anonymous.html")


def taking_answers(view: View) -> View:
    """Gives the view the pulse, the card's code and the form, where an answer can be taken now."""

    @wraps(view)
    def wrapped(request: HttpRequest, pulse_id: str) -> HttpResponse:
        pulse = _pulse(pulse_id)
        if not actions.is_taking_answers(pulse, on=_today(pulse)):
            return _not_now(request, pulse)
        code = bare(request.POST.get("code", "")[:60])
        if pulse.door == Door.CARDS and not code:
            return render(request, "learning/pulse_card.html", {**_of(pulse), "form": CardForm()})
        statements = queries.statements_of(pulse)
        form = AnswerPulseForm(request.POST or None, pulse=pulse, statements=statements)
        return view(request, pulse, code, form)

    return for_anybody(form_page(wrapped))


@taking_answers
def answer_pulse(
    request: HttpRequest, pulse: Pulse, code: str, form: AnswerPulseForm
) -> HttpResponse:
    if request.method == "POST" and _may_try(request, form) and form.is_valid():
        try:
            actions.answer_pulse(pulse=pulse, answer=form.answer(), code=code, on=_today(pulse))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("pulse:thanks", pulse.public_id)
    return _asked(request, pulse, form, code)


@for_anybody
@require_POST
def enter_card(request: HttpRequest, pulse_id: str) -> HttpResponse:
    """The code as it was typed."""
    pulse = _pulse(pulse_id)
    form = CardForm(request.POST)
    return _by_card(request, pulse, form, form.cleaned_data["code"] if form.is_valid() else "")


@for_anybody
@require_safe
def answer_by_card(request: HttpRequest, pulse_id: str, code: str) -> HttpResponse:
    """The code as a phone read it from the card. Looking uses nothing up."""
    return _by_card(request, _pulse(pulse_id), CardForm({"code": code}), bare(code[:60]))


def _by_card(request: HttpRequest, pulse: Pulse, form: CardForm, code: str) -> HttpResponse:
    if not actions.is_taking_answers(pulse, on=_today(pulse)):
        return _not_now(request, pulse)
    if is_too_much(request, action="card"):
        form.add_error(None, _("Too many tries in a short time. Wait a minute."))
    elif form.is_valid() and not actions.is_living_card(pulse, code):
        form.add_error("code", _("This code was used already, or it is on no card of ours"))
    if not form.is_valid():
        return render(request, "learning/pulse_card.html", {**_of(pulse), "form": form})
    asked = AnswerPulseForm(pulse=pulse, statements=queries.statements_of(pulse))
    return _asked(request, pulse, asked, code)


@taking_answers
def answer_easily(
    request: HttpRequest, pulse: Pulse, code: str, form: AnswerPulseForm
) -> HttpResponse:
    """One statement a page. What was said so far travels with the page and lies nowhere."""
    names = list(form.fields)
    step = _step(request, most=len(names))
    if step < len(names):
        form.fields[names[step]].page_heading = True  # type: ignore[attr-defined]  # a field of ours
    context = {
        **_of(pulse),
        "code": code,
        "step": step,
        "number": step + 1,
        "steps": len(names),
        "field": form[names[step]] if step < len(names) else None,
        "text": _easy_text(form, step),
        "choices": [(each.value, label) for each, label in EASY.items()],
        "is_statement": step < len(form.statements),
        "kept": [
            (name, request.POST[name])
            for number, name in enumerate(names)
            if number != step and request.POST.get(name)
        ],
    }
    form.leave_unchecked()
    return render(request, "learning/pulse_easy.html", context)


def _step(request: HttpRequest, *, most: int) -> int:
    """Where the reader is, and whether they went on or back; `most` is the page that sends it."""
    here = request.POST.get("step", "")
    if not here.isascii() or not here.isdecimal() or len(here) > 4:
        return 0
    return min(max(int(here) + (-1 if "back" in request.POST else 1), 0), most)


def _easy_text(form: AnswerPulseForm, step: int) -> str:
    if step >= len(form.statements):
        return ""
    indicator = form.statements[step].indicator
    return indicator.easy_read or indicator.text


@for_anybody
@require_safe
def thanks(request: HttpRequest, pulse_id: str) -> HttpResponse:
    return render(request, "learning/pulse_thanks.html", _of(_pulse(pulse_id)))


def _pulse(pulse_id: str) -> Pulse:
    return get_object_or_404(queries.public_pulses(), public_id=pulse_id)


def _today(pulse: Pulse) -> Any:
    return pulse.assessment.organisation.day(timezone.now())


def _not_now(request: HttpRequest, pulse: Pulse) -> HttpResponse:
    context = {**_of(pulse), "is_before": pulse.is_open and _today(pulse) < pulse.starts_on}
    return render(request, "learning/pulse_not_now.html", context)


def _may_try(request: HttpRequest, form: AnswerPulseForm) -> bool:
    if request.headers.get("Sec-Fetch-Site", "") == "cross-site":
        raise NotAllowed(_("Answers are taken from the page of the pulse alone."))
    if is_too_much(request, action="answer"):
        form.full_clean()
        form.add_error(None, _("Too many answers in a short time. Wait a minute, then send it."))
        return False
    return True


def _asked(request: HttpRequest, pulse: Pulse, form: AnswerPulseForm, code: str) -> HttpResponse:
    context = {
        **_of(pulse),
        "form": form,
        "code": code,
        "asked": [form[each.key] for each in form.statements],
        "more": [form[name] for name in ("part", "words") if name in form.fields],
    }
    return render(request, "learning/pulse_answer.html", context)


def _of(pulse: Pulse) -> dict[str, Any]:
    return {"pulse": pulse, "organisation": pulse.assessment.organisation}
