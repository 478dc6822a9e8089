"""How a closing goes: planned by one person, confirmed by another, carried out, perhaps undone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class ClosingStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    CONFIRMED = "confirmed", _("Confirmed by two people")
    SEALED = "sealed", _("Closed")
    REOPENED = "reopened", _("Open again")
    DROPPED = "dropped", _("Not closed after all")


MOVES = (
    Move("plan", "", ClosingStatus.PLANNED, "an operator", "words, day, contact, accounts"),
    Move("plan", ClosingStatus.CONFIRMED, ClosingStatus.PLANNED, "an operator", "what changed"),
    Move("confirm", ClosingStatus.PLANNED, ClosingStatus.CONFIRMED, "somebody else", "who, when"),
    *(
        Move("drop", old, ClosingStatus.DROPPED, "an operator", "who, when")
        for old in (ClosingStatus.PLANNED, ClosingStatus.CONFIRMED)
    ),
    Move(
        "seal",
        ClosingStatus.CONFIRMED,
        ClosingStatus.SEALED,
        "an operator, or `manage.py seal`, from its day on",
        "what ended",
    ),
    Move("reopen", ClosingStatus.SEALED, ClosingStatus.REOPENED, "`manage.py reopen`", "reason"),
)
LIVE = (ClosingStatus.PLANNED, ClosingStatus.CONFIRMED, ClosingStatus.SEALED)
