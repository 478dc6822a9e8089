"""What a clerk does with many cases at once."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.passports.lifecycle.applications import Status

MOST_TOGETHER = 100


class Task(models.TextChoices):
    RELEASE = "release", _("Release letters")
    OPEN = "open", _("Put cases before the panel")
    REMIND = "remind", _("Remind people")


class Became(models.TextChoices):
    """Of one case in it."""

    WAITS = "waits", _("Its turn comes")
    DONE = "done", _("Done")
    LEFT_OUT = "left_out", _("Left out")


@dataclass(frozen=True, slots=True)
class Wants:
    """In which states a case is done with the others, and by whom."""

    states: tuple[Status, ...]
    verb: str


WANTS = {
    Task.RELEASE: Wants((Status.DECIDED,), "release"),
    Task.OPEN: Wants((Status.SUBMITTED,), "open a case for the panel"),
    Task.REMIND: Wants((Status.IN_PANEL, Status.MORE_INFO), "remind people of cases"),
}
BECAME_TONES = {Became.WAITS: "wait", Became.DONE: "ok", Became.LEFT_OUT: "stop"}
