"""A wrong letter is put right by two people: one says how, another agrees."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class Correcting(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a second person")
    AGREED = "agreed", _("Agreed, and sent")
    DROPPED = "dropped", _("Dropped")


CORRECTION_MOVES = (
    Move("propose", "", Correcting.PROPOSED, "clerk, chair", "reason, decision, letter"),
    Move(
        "agree",
        Correcting.PROPOSED,
        Correcting.AGREED,
        "another clerk or chair; one of the two is a chair where the outcome is another",
        "decision, letter; passport made, replaced or ended",
    ),
    Move("drop", Correcting.PROPOSED, Correcting.DROPPED, "clerk, chair", "when, by whom"),
    Move("drop", Correcting.PROPOSED, Correcting.DROPPED, "nightly, as the case goes on", "when"),
)
