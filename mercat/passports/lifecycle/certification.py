from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class AskStep:
    """One mail in which an account's confirmation is asked for, so many days from the due one."""

    key: str
    days: int
    to: str  # owner, backup, manager, communications, or nobody


CERTIFY_DAYS = 180


ASK_STEPS = (
    AskStep("asked", -28, "owner"),
    AskStep("reminded", -14, "owner"),
    AskStep("reminded_again", -3, "owner"),
    AskStep("backup", 0, "backup"),
    AskStep("manager", 7, "manager"),
    AskStep("communications", 14, "communications"),
    AskStep("warned", 21, "nobody"),  # the public answer says that nobody confirmed it
)


ASK_WORDS = {
    "": _("Not asked yet"),
    "asked": _("The owner is asked"),
    "reminded": _("The owner was reminded"),
    "reminded_again": _("The owner was reminded again"),
    "backup": _("The backup is asked"),
    "manager": _("The line manager is asked"),
    "communications": _("Communications are asked"),
    "warned": _("The public answer carries a warning"),
}
