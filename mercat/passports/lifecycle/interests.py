"""What may stand between a member of the panel and a case."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class InterestKind(models.TextChoices):
    SELF = "self", _("It is their own case, or they help to write it")
    LINE_MANAGER = "line_manager", _("Line manager of the applicant")
    SAME_TEAM = "same_team", _("Works in the same team")
    CO_CUSTODIAN = "co_custodian", _("Looks after the account")
    PERSONAL = "personal", _("Personal: family, friendship, or a quarrel")
    POLITICAL = "political", _("Political")


class InterestSource(models.TextChoices):
    DECLARED = "declared", _("Said by themselves")
    DETECTED = "detected", _("Found in the record")
    CLERK = "clerk", _("Set by the clerk")


class Effect(models.TextChoices):
    STEP_OUT = "step_out", _("Steps out")
    DECLARE = "declare", _("Declares it and takes part")


def effect_of(kind: str, policy: dict[str, Any]) -> Effect:
    """Of what the record shows. Nobody judges their own case; for the rest the policy says."""
    must = kind == InterestKind.SELF or kind in policy.get("steps_out", [])
    return Effect.STEP_OUT if must else Effect.DECLARE
