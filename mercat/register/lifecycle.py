"""The statuses of an account and what the look-up answers for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACTIVE = "active", _("In use")
    DORMANT = "dormant", _("Dormant")
    PAUSED = "paused", _("Paused")
    CLOSED_PARKED = "closed_parked", _("Closed, name kept")
    CLOSED_RELEASED = "closed_released", _("Closed, name given up")
    LOST = "lost", _("Lost")
    FALSE = "false", _("Pretends to be us")
    OWN = "own", _("A person's own")


class Answer(models.TextChoices):
    OFFICIAL = "official"
    WAS_OFFICIAL = "was_official"
    KNOWN_FALSE = "known_false"
    NOT_CONTROLLED = "not_controlled"
    OWN_ACCOUNT = "own_account"
    NOT_REGISTERED = "not_registered"


ANSWERS = {
    Status.PROPOSED: Answer.NOT_REGISTERED,
    Status.ACTIVE: Answer.OFFICIAL,
    Status.DORMANT: Answer.OFFICIAL,
    Status.PAUSED: Answer.OFFICIAL,
    Status.CLOSED_PARKED: Answer.WAS_OFFICIAL,
    Status.CLOSED_RELEASED: Answer.WAS_OFFICIAL,
    Status.LOST: Answer.NOT_CONTROLLED,
    Status.FALSE: Answer.KNOWN_FALSE,
    Status.OWN: Answer.OWN_ACCOUNT,
}
OPEN = (Status.ACTIVE, Status.DORMANT, Status.PAUSED)
# On the public list of an organisation; a false account is not one of its accounts.
LISTED = (Answer.OFFICIAL, Answer.WAS_OFFICIAL)
TONES = {
    Status.ACTIVE: "ok",
    Status.DORMANT: "wait",
    Status.PAUSED: "wait",
    Status.LOST: "stop",
    Status.FALSE: "stop",
}
