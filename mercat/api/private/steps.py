"""The steps of an application, each by the rule, the form and the action of its page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import QueryDict

from mercat.api.private.typed import cleaned, data_for
from mercat.api.problems import Problem
from mercat.common import forms
from mercat.common.lifecycle import can_move
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports.forms import (
    AdviseForm,
    AskForm,
    ReleaseForm,
    SendForm,
    WithdrawForm,
)
from mercat.passports.forms.send import DECLARES
from mercat.passports.lifecycle import Status, moves_of
from mercat.passports.models import Application
from mercat.passports.views import votes_shown
from mercat.passports.views.voting import decide_form

EDITABLE = (Status.DRAFT, Status.MORE_INFO)
Make = Callable[..., Any]
WHERE = "body.fields"


@dataclass(frozen=True, slots=True)
class Step:
    check: Callable[[Membership, Application], None]
    action: Callable[..., Any]
    form: Callable[[Membership, Application, datetime], Make] | None = None


def open_to(by: Membership, application: Application) -> list[str]:
    """The actions that the lifecycle and the rules allow this member now."""
    moves = moves_of(application.kind)
    return [
        name
        for name, step in STEPS.items()
        if can_move(moves, action=name, old=application.status)
        and rules.can(step.check, by, application)
    ]


@transaction.atomic
def take(
    name: str,
    application: Application,
    fields: Mapping[str, Any],
    *,
    by: Membership,
    at: datetime,
) -> None:
    step = STEPS[name]
    step.check(by, application)
    given = _given(step, application, fields, by=by, at=at)
    step.action(application=application, **given, by=by, at=at)


def _given(
    step: Step, application: Application, fields: Mapping[str, Any], *, by: Membership, at: datetime
) -> dict[str, Any]:
    make = step.form(by, application, at) if step.form else forms.Form
    data = data_for(make(), _ticked(fields), where=WHERE)
    return cleaned(make(data), where=WHERE)


def _ticked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """`declarations` is a list of those that are made; on the page each has its box."""
    given = dict(fields)
    made = given.pop("declarations", [])
    names = [each for each in made if isinstance(each, str)] if isinstance(made, list) else []
    return {**given, **{f"{DECLARES}{each}": True for each in names}}


def _plain(form: Make) -> Callable[..., Make]:
    return lambda by, application, at: form


def _send_form(by: Membership, application: Application, at: datetime) -> Make:
    question_set = queries.question_set_of(application)
    return lambda *data: SendForm(*data, question_set=question_set)


def _decide_form(by: Membership, application: Application, at: datetime) -> Make:
    revision = queries.latest_revision(application)
    voting = votes_shown.for_chair(by, application, revision)
    if voting and not voting["sees"]:
        raise Problem(409, "Cast your own vote first: then you see how the others voted.")
    return lambda typed=None: decide_form(typed or QueryDict(), application)


def _release_form(by: Membership, application: Application, at: datetime) -> Make:
    """Without a text, the letter is the one that its page offers."""
    decision = queries.standing_decision(application)
    if decision is None or application.status != Status.DECIDED:
        raise Problem(409, "There is no decision to release here now.")

    def make(typed: QueryDict | None = None) -> ReleaseForm:
        if typed is not None and "text" not in typed:
            typed["text"] = actions.letter_of(application, decision)
        return ReleaseForm(typed, application=application, standing=decision)

    return make


def _send(action: Callable[..., Any]) -> Callable[..., Any]:
    def send(
        *,
        application: Application,
        shows_name: bool,
        lends_answers: bool = False,
        by: Membership,
        at: datetime,
        **declared: bool,
    ) -> None:
        made = [name.removeprefix(DECLARES) for name, ticked in declared.items() if ticked]
        action(application=application, declarations=made, shows_name=shows_name, by=by, at=at)
        actions.lend_answers(application=application, lends=lends_answers, by=by, at=at)

    return send


STEPS = {
    "submit": Step(rules.check_can_send, _send(actions.submit), _send_form),
    "answer": Step(rules.check_can_send, _send(actions.answer), _send_form),
    "withdraw": Step(rules.check_can_withdraw, actions.withdraw, _plain(WithdrawForm)),
    "ask": Step(rules.check_can_ask, actions.ask, _plain(AskForm)),
    "open": Step(rules.check_can_open, actions.open_case),
    "advise": Step(rules.check_can_advise, actions.advise, _plain(AdviseForm)),
    "decide": Step(rules.check_can_decide, actions.decide, _decide_form),
    "reopen": Step(rules.check_can_reopen, actions.reopen),
    "release": Step(rules.check_can_release, actions.release, _release_form),
}
