"""What may stand between a member of the panel and a case."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class InterestKind(models.TextChoices):
    SELF = "self", _("It is their own case, or they help to write it")
    FIRST = "first", _("Decided it the first time")
    LINE_MANAGER = "line_manager", _("Line manager of the applicant")
    SAME_TEAM = "same_team", _("Works in the same team")
    CO_CUSTODIAN = "co_custodian", _("Looks after the account")
    PERSONAL = "personal", _("Personal: family, friendship, or a quarrel")
    POLITICAL = "political", _("Political")


# What only the record says, and nobody can change: with these everybody steps out.
DETECTED_ALONE = (InterestKind.SELF, InterestKind.FIRST)


class InterestSource(models.TextChoices):
    DECLARED = "declared", _("Said by themselves")
    DETECTED = "detected", _("Found in the record")
    CLERK = "clerk", _("Set by the clerk")


class Effect(models.TextChoices):
    STEP_OUT = "step_out", _("Steps out")
    DECLARE = "declare", _("Declares it and takes part")


def effect_of(kind: str, policy: dict[str, Any]) -> Effect:
    """Of what the record shows. Nobody judges their own case, or twice; else the policy says."""
    must = kind in DETECTED_ALONE or kind in policy.get("steps_out", [])
    return Effect.STEP_OUT if must else Effect.DECLARE
