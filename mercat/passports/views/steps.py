"""The parts of a draft: which there are, which are done, and where they stand."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mercat.passports import queries
from mercat.passports.models import Application, SectionAnswers
from mercat.passports.question_sets import QuestionSet, Section

Saved = Mapping[str, SectionAnswers]


def steps(
    application: Application, question_set: QuestionSet, saved: Saved, *, current: str
) -> list[dict[str, str]]:
    """Those that the saved answers call for, and sending at the end."""
    given = queries.given(saved)
    parts = [
        {
            "title": each.step,
            "url": _url(application, each),
            "state": _state(each, current, saved, given),
        }
        for each in question_set.shown(given).sections
    ]
    send_url = reverse("passports:send", args=[application.public_id])
    last = {
        "title": _("Check and send"),
        "url": send_url if question_set.is_complete(given) else "",
        "state": "current" if current == "send" else "next",
    }
    return [*parts, last]


def tasks(
    application: Application, question_set: QuestionSet, saved: Saved
) -> list[dict[str, str]]:
    given = queries.given(saved)
    parts = [
        _task(each.step, each.heading, _url(application, each), is_done(each, saved, given))
        for each in question_set.shown(given).sections
    ]
    send_url = reverse("passports:send", args=[application.public_id])
    complete = question_set.is_complete(given)
    send = {
        "title": _("Check and send"),
        "hint": "" if complete else _("Opens when the other parts are done"),
        "url": send_url if complete else "",
        "status": _("To do") if complete else _("Not yet"),
        "tone": "plain",
    }
    return [*parts, send]


def is_done(section: Section, saved: Saved, given: Mapping[str, Any]) -> bool:
    """Saved, and nothing is open that was called for since."""
    return section.key in saved and not section.unanswered(given)


def _task(title: str, hint: str, url: str, done: bool) -> dict[str, str]:
    status, tone = (_("Done"), "done") if done else (_("To do"), "plain")
    return {"title": title, "hint": hint, "url": url, "status": status, "tone": tone}


def _url(application: Application, section: Section) -> str:
    return reverse("passports:section", args=[application.public_id, section.key])


def _state(section: Section, current: str, saved: Saved, given: Mapping[str, Any]) -> str:
    if section.key == current:
        return "current"
    return "done" if is_done(section, saved, given) else "next"
