from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class PassportStatus(models.TextChoices):
    ACTIVE = "active", _("Valid")
    SUSPENDED = "suspended", _("Suspended")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Replaced")
    SURRENDERED = "surrendered", _("Given back")
    REVOKED = "revoked", _("Taken back")


# Those that have not ended: what is theirs to look after is still theirs.
LIVE = (PassportStatus.ACTIVE, PassportStatus.SUSPENDED)

# So many days before its last one the holder has a mail, and may renew from the first of them.
NOTICE_DAYS = (60, 30, 7)

LAST_DAY = "its last day"

PASSPORT_MOVES = (
    Move(
        "suspend",
        PassportStatus.ACTIVE,
        PassportStatus.SUSPENDED,
        "adviser, chair",
        "reason, review date",
    ),
    Move(
        "resume",
        PassportStatus.SUSPENDED,
        PassportStatus.ACTIVE,
        "adviser, chair; or the letter of an appeal",
        "words",
    ),
    *(Move("expire", old, PassportStatus.EXPIRED, "nightly", LAST_DAY) for old in LIVE),
    *(
        Move(
            "end",
            old,
            PassportStatus.EXPIRED,
            "administrator, erasing its holder; the panel’s no to an emergency, or its withdrawal",
            LAST_DAY,
        )
        for old in LIVE
    ),
    *(
        Move(
            "supersede",
            old,
            PassportStatus.SUPERSEDED,
            "release of the passport that takes the place of this one",
            LAST_DAY,
        )
        for old in (*LIVE, PassportStatus.EXPIRED)
    ),
    *(
        Move(
            "surrender",
            old,
            PassportStatus.SURRENDERED,
            "holder; when they have left, the manager, keeper, clerk or adviser",
            LAST_DAY,
        )
        for old in LIVE
    ),
    *(
        Move(
            "revoke",
            old,
            PassportStatus.REVOKED,
            "chair for the panel; alone and at once where it is urgent",
            "reasons, reply",
        )
        for old in LIVE
    ),
    *(
        Move(
            "restore",
            PassportStatus.REVOKED,
            new,
            "a second person, or nightly, of one nobody ratified; the letter of an appeal",
            "its last day as it was",
        )
        for new in (*LIVE, PassportStatus.EXPIRED)
    ),
    *(
        Move(
            "reinstate",
            PassportStatus.SUPERSEDED,
            new,
            "the correction of the letter that had replaced it",
            "its last day as it was",
        )
        for new in (PassportStatus.ACTIVE, PassportStatus.EXPIRED)
    ),
)
