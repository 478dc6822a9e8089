from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class ConditionStatus(models.TextChoices):
    OPEN = "open", _("To do")
    SAID_DONE = "said_done", _("Done, we look at it")
    MET = "met", _("Met")


CONDITION_MOVES = (
    Move("set", "", ConditionStatus.OPEN, "chair, with the decision", "words, due date"),
    Move("say_done", ConditionStatus.OPEN, ConditionStatus.SAID_DONE, "holder", "words, files"),
    *(
        Move("accept", old, ConditionStatus.MET, "clerk, adviser", "when, by whom")
        for old in (ConditionStatus.OPEN, ConditionStatus.SAID_DONE)
    ),
    *(
        Move("tick", old, ConditionStatus.MET, "tick, when the register shows it", "when")
        for old in (ConditionStatus.OPEN, ConditionStatus.SAID_DONE)
    ),
    *(
        Move("ask_again", old, ConditionStatus.OPEN, "clerk, adviser", "words, a new due date")
        for old in ConditionStatus
    ),
)
# A mail so many days before; then one on the day, and one to the clerk the day after.
REMIND_DAYS = 7
