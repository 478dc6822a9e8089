"""The statuses of an account and what the look-up answers for each."""

from django.db import models


class Status(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    ACTIVE = "active", "In use"
    DORMANT = "dormant", "Dormant"
    PAUSED = "paused", "Paused"
    CLOSED_PARKED = "closed_parked", "Closed, name kept"
    CLOSED_RELEASED = "closed_released", "Closed, name given up"
    LOST = "lost", "Lost"
    FALSE = "false", "Pretends to be us"
    OWN = "own", "A person's own"


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
