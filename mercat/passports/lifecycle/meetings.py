from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class MeetingStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held, minutes not final")
    FINAL = "final", _("Minutes final")
    CANCELLED = "cancelled", _("Called off")


MEETING_MOVES = (
    Move("plan", "", MeetingStatus.PLANNED, "clerk", "day, place, agenda from what is due"),
    Move("cancel", MeetingStatus.PLANNED, MeetingStatus.CANCELLED, "clerk", "members are told"),
    Move("end", MeetingStatus.PLANNED, MeetingStatus.HELD, "clerk", "minutes from what happened"),
    Move("approve", MeetingStatus.HELD, MeetingStatus.FINAL, "chair", "nothing changes after"),
)
MEETING_TONES = {
    MeetingStatus.PLANNED: "wait",
    MeetingStatus.HELD: "wait",
    MeetingStatus.FINAL: "ok",
    MeetingStatus.CANCELLED: "plain",
}
