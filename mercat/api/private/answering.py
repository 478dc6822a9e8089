"""Answers of a draft, each part of it judged by the form of its page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mercat.api.private.typed import cleaned, data_for
from mercat.api.problems import WRONG, Problem
from mercat.organisations.models import Membership
from mercat.passports import actions, queries
from mercat.passports.forms import SectionForm
from mercat.passports.models import Application
from mercat.passports.question_sets import Section

WHERE = "body.answers"
NOT_ASKED = "This is not asked here, or not after these answers."


def write(
    application: Application, answers: Mapping[str, Any], *, by: Membership, at: datetime
) -> None:
    """All or nothing, in the caller's transaction, in the order of the questions."""
    question_set = queries.question_set_of(application)
    left = set(answers)
    for key in [section.key for section in question_set.sections]:
        saved = queries.answers_of(application)
        section = question_set.shown(queries.given(saved)).section(key)
        named = {q.key for q in section.questions} & left if section else set()
        if section and named:
            _save(application, section, {name: answers[name] for name in named}, by=by, at=at)
            left -= named
    if left:
        faults = [{"where": f"{WHERE}.{name}", "detail": NOT_ASKED} for name in sorted(left)]
        raise Problem(422, WRONG, faults)


def _save(
    application: Application, section: Section, new: Mapping[str, Any], *, by: Any, at: datetime
) -> None:
    saved = queries.answers_of(application)
    part = saved.get(section.key)
    before = part.answers if part else {}
    about: dict[str, Any] = {
        "section": section,
        "organisation": application.organisation,
        "given": queries.given(saved),
        "member": by,
        "attached": queries.files_of_draft(application, before),
    }
    asked = {q.key: q for q in section.questions if q.type != "files"}
    given = {key: _plain(before[key]) for key in asked if key in before} | dict(new)
    form = SectionForm(data_for(SectionForm(**about), given, where=WHERE), **about)
    cleaned(form, where=WHERE)
    actions.save_section(
        application=application,
        section=section.key,
        answers=form.answers(),
        row_version=part.row_version if part else 0,
        by=by,
        at=at,
    )


def _plain(answer: Any) -> Any:
    """A saved answer as it was given: an account by its address, a listed one by its id."""
    if isinstance(answer, list):
        return [_plain(each) for each in answer]
    if isinstance(answer, dict):
        return answer.get("typed") or answer.get("account") or answer
    return answer
