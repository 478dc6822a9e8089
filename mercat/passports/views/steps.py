"""The steps above the pages of an application."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mercat.passports import queries
from mercat.passports.models import Application


def steps(application: Application, question_set: Any, *, current: str) -> list[dict[str, str]]:
    saved = queries.answers_of(application)
    steps = [
        {
            "title": each.step,
            "url": reverse("passports:section", args=[application.public_id, each.key]),
            "state": _state(each.key, current, saved),
        }
        for each in question_set.sections
    ]
    send_url = reverse("passports:send", args=[application.public_id])
    last = {
        "title": _("Check and send"),
        "url": send_url if len(saved) == len(question_set.sections) else "",
        "state": "current" if current == "send" else "next",
    }
    return [*steps, last]


def _state(key: str, current: str, saved: dict[str, Any]) -> str:
    if key == current:
        return "current"
    return "done" if key in saved else "next"
