"""A pre-election period: proposed, set, called off. That it runs, or is over, is its days alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class State(models.TextChoices):
    PROPOSED = "proposed", _("Proposed by the operator")
    SET = "set", _("Set")
    WITHDRAWN = "withdrawn", _("Withdrawn by the operator")
    DECLINED = "declined", _("Not for us")
    CALLED_OFF = "called_off", _("Called off")


class Phase(models.TextChoices):
    """Of a period that is set, on a day; never stored."""

    BEFORE = "before", _("To come")
    DURING = "during", _("Now")
    AFTER = "after", _("Over")


PHASE_TONES = {Phase.BEFORE: "wait", Phase.DURING: "stop", Phase.AFTER: "plain"}
SETTERS = "keeper, administrator"
MOVES = (
    Move("propose", "", State.PROPOSED, "operator, to all organisations of a nation", "days"),
    Move("withdraw", State.PROPOSED, State.WITHDRAWN, "operator, of all that did not set it"),
    Move("set", "", State.SET, SETTERS, "days, rules"),
    Move("accept", State.PROPOSED, State.SET, SETTERS, "days, rules"),
    Move("decline", State.PROPOSED, State.DECLINED, SETTERS),
    Move("change", State.SET, State.SET, SETTERS, "days, while it is not over"),
    Move("call_off", State.SET, State.CALLED_OFF, SETTERS, "it ends at once"),
)
