from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class PassportStatus(models.TextChoices):
    ACTIVE = "active", _("Valid")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Replaced")
    SURRENDERED = "surrendered", _("Given back")


PASSPORT_MOVES = (
    Move("expire", PassportStatus.ACTIVE, PassportStatus.EXPIRED, "nightly", "its last day"),
    Move(
        "end",
        PassportStatus.ACTIVE,
        PassportStatus.EXPIRED,
        "administrator, erasing its holder; the panel’s no to an emergency, or its withdrawal",
    ),
    Move(
        "supersede",
        PassportStatus.ACTIVE,
        PassportStatus.SUPERSEDED,
        "release of the passport that takes the place of an emergency one",
        "its last day",
    ),
    Move(
        "surrender",
        PassportStatus.ACTIVE,
        PassportStatus.SURRENDERED,
        "holder; when they have left, the manager, keeper, clerk or adviser",
        "its last day",
    ),
)
