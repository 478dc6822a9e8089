from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.languages import Text


class Role(models.TextChoices):
    """What a membership may hold besides being a member. Managers are a relation, not a role."""

    ADVISER = "adviser", _("Communications adviser")
    CLERK = "clerk", _("Clerk to the panel")
    PANEL_MEMBER = "panel_member", _("Panel member")
    CHAIR = "chair", _("Chair of the panel")
    KEEPER = "keeper", _("Register keeper")
    FOI_OFFICER = "foi_officer", _("FOI officer")
    LEARNING_LEAD = "learning_lead", _("Learning lead")
    ICT = "ict", _("ICT")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


PANEL = frozenset({Role.CLERK, Role.PANEL_MEMBER, Role.CHAIR})

# What each role is for, beside its tick box.
HINTS: dict[str, Text] = {
    Role.ADVISER: _("Advises on any application or account, reads every case that was sent"),
    Role.CLERK: _("Puts cases before the panel and releases the letters"),
    Role.PANEL_MEMBER: _("Talks each case over"),
    Role.CHAIR: _("Records what the panel agreed"),
    Role.KEEPER: _("Keeps the register of accounts right"),
    Role.FOI_OFFICER: _("Answers requests for information"),
    Role.LEARNING_LEAD: _("Leads the assessment of how the organisation learns"),
    Role.ICT: _("Looks after browsers and what is blocked"),
    Role.ADMINISTRATOR: _("Invites people, gives roles, looks after departments and the policy"),
    Role.AUDITOR: _("Reads everything of the organisation and changes nothing"),
}
