"""Somebody asked under the Act: one answer was given in the summer, the next is a draft."""

import re
from datetime import datetime, timedelta

from mercat.organisations.models import Membership
from mercat.passports import actions
from mercat.passports.models import FoiAnswer

JUDGED = {
    "discipline": "Nobody was disciplined for what they did on social media.",
    "investigations": "We do not use social media in investigations.",
    "training": "Everybody may take a course of two hours. 64 people took it in the last year.",
}
OTHERWISE = "We hold no more than this."
NOTE = re.compile(r"\[[^\[\]]+\]")


def happen(members: dict[str, Membership], *, at: datetime) -> None:
    officer = members["rory"]
    summer = at - timedelta(days=120)
    first = actions.begin_foi(
        reference="FOI 2026/61",
        received_on=(summer - timedelta(days=12)).date(),
        by=officer,
        at=summer,
    )
    _judge(first, officer, at=summer)
    actions.release_foi(answer=first, by=officer, at=summer + timedelta(days=2))
    received_on = (at - timedelta(days=5)).date()
    now = at - timedelta(hours=1)
    actions.begin_foi(reference="FOI 2026/114", received_on=received_on, by=officer, at=now)


def _judge(answer: FoiAnswer, officer: Membership, *, at: datetime) -> None:
    for part in answer.parts.all():
        text = JUDGED.get(part.key) or NOTE.sub(OTHERWISE, part.text)
        if text != part.text:
            actions.change_foi_part(
                part=part, text=text, row_version=part.row_version, by=officer, at=at
            )
