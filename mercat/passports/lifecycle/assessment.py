from django.db import models
from django.utils.translation import gettext_lazy as _


class Criterion(models.TextChoices):
    """What a panel decides by, in the order in which an adviser goes through a case."""

    PURPOSE = "purpose", _("A clear purpose, tied to an aim of ours")
    GAP = "gap", _("No account of ours could do it already")
    AUDIENCE = "audience", _("The people it is for are there, and we know how we know")
    CONTENT = "content", _("There is enough to say, week after week, and samples show it")
    PEOPLE = "people", _("An owner, two administrators, time, and cover when they are away")
    LEARNT = "learnt", _("They have read the policy and done the training")
    CONVERSATIONS = "conversations", _("Replies, moderation, and whom to call when it gets rough")
    RISKS = "risks", _("What could go wrong is seen and kept small")
    SECURITY = "security", _("A team mailbox, two-step sign-in, communications can let people in")
    BRANDING = "branding", _("Name and looks say whose it is")
    ENDING = "ending", _("What it should reach, when we look again, and how it ends")
    SUPPORT = "support", _("The manager supports it, and the platform is one that we use")


class Met(models.TextChoices):
    MET = "met", _("Met")
    PARTLY = "partly", _("Partly")
    NOT_MET = "not_met", _("Not met")
    CANNOT_SAY = "cannot_say", _("Can’t say")


MET_TONES = {Met.MET: "ok", Met.PARTLY: "wait", Met.NOT_MET: "stop", Met.CANNOT_SAY: "plain"}


class Suits(models.TextChoices):
    """What a sentence among the reasons goes with."""

    YES = "yes", _("A yes")
    NO = "no", _("A no")
