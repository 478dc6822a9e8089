from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class Revoking(models.TextChoices):
    """How far a revocation has come."""

    ASKED = "asked", _("Waits for a reply")
    URGENT = "urgent", _("Waits for a second person")
    REVOKED = "revoked", _("Taken back")
    STANDS = "stands", _("The passport stands")
    UNRATIFIED = "unratified", _("Nobody ratified it in time")
    OVERTAKEN = "overtaken", _("The passport ended first")
    OVERTURNED = "overturned", _("Given back after an appeal")


REPLY_WORKING_DAYS = 10

RATIFY_WORKING_DAYS = 10

WAITING = (Revoking.ASKED, Revoking.URGENT)

REVOCATION_MOVES = (
    Move("give_reasons", "", Revoking.ASKED, "chair", "reasons, day for the reply"),
    Move("revoke_at_once", "", Revoking.URGENT, "chair", "reasons, day for the second person"),
    *(Move("reply", old, old, "holder", "reply, companion") for old in WAITING),
    Move("revoke", Revoking.ASKED, Revoking.REVOKED, "chair, after the reply or its day", "words"),
    Move("let_stand", Revoking.ASKED, Revoking.STANDS, "chair", "words"),
    Move("ratify", Revoking.URGENT, Revoking.REVOKED, "adviser, panel member, another chair"),
    Move("let_stand", Revoking.URGENT, Revoking.STANDS, "adviser, panel member, another chair"),
    Move("fall_back", Revoking.URGENT, Revoking.UNRATIFIED, "nightly, after its day"),
    Move("overturn", Revoking.REVOKED, Revoking.OVERTURNED, "the letter of an appeal"),
    Move("overtake", Revoking.ASKED, Revoking.OVERTAKEN, "whoever ended the passport otherwise"),
)
