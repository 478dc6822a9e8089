from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class FoiStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    RELEASED = "released", _("Released")


class FoiPartKey(models.TextChoices):
    """What such requests ask, in the order of the answer; the list of accounts stands beside."""

    COVERING = "covering", _("Covering statement")
    ACCOUNTS = "accounts", _("Our accounts")
    POLICY = "policy", _("Policy, and when it was made")
    TRAINING = "training", _("Training offered and taken")
    TOOLS = "tools", _("Tools, suppliers and contracts")
    SPEND = "spend", _("What we spend")
    BLOCKS = "blocks", _("People who are blocked")
    DISCIPLINE = "discipline", _("Staff who were disciplined")
    INVESTIGATIONS = "investigations", _("Use in investigations")
    WITHHELD = "withheld", _("What is withheld, and why")
    REVIEW = "review", _("If you are not satisfied")


OFFICER = "FOI officer"
FOI_MOVES = (
    Move("begin", "", FoiStatus.DRAFT, OFFICER, "what the register says on that day"),
    Move("change", FoiStatus.DRAFT, FoiStatus.DRAFT, OFFICER, "a part or a line, its version"),
    Move("release", FoiStatus.DRAFT, FoiStatus.RELEASED, OFFICER, "day, SHA-256: it is final"),
    Move("discard", FoiStatus.DRAFT, "[*]", OFFICER, "nothing: the draft is deleted"),
)
FOI_TONES = {FoiStatus.DRAFT: "wait", FoiStatus.RELEASED: "ok"}
