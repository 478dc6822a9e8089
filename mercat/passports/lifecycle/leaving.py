from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class Settled(models.TextChoices):
    """How something that somebody left behind was settled."""

    HANDED_OVER = "handed_over", _("Handed over")
    CLOSED = "closed", _("Closed")
    GIVEN_BACK = "given_back", _("Given back")
    ENDED = "ended", _("Ended by itself")
    RETURNED = "returned", _("They are back")


HANDOVER_WORKING_DAYS = 10


WAITS = "waits"


HANDOVER_MOVES = (
    Move("note", "", WAITS, "tick, after somebody left", "due date in working days"),
    Move("hand_over", WAITS, Settled.HANDED_OVER, "manager, keeper, clerk, adviser", "to whom"),
    Move("close", WAITS, Settled.CLOSED, "they ask, a second person agrees", "when agreed"),
    Move("surrender", WAITS, Settled.GIVEN_BACK, "manager, keeper, clerk, adviser", "the day"),
    Move("end", WAITS, Settled.ENDED, "tick, when it is nobody’s to settle any more"),
    Move("return", WAITS, Settled.RETURNED, "tick, when they are back"),
)
