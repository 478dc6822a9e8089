from django.db import models


class Role(models.TextChoices):
    """What a membership may hold besides being a member. Managers are a relation, not a role."""

    ADVISER = "adviser", "Communications adviser"
    CLERK = "clerk", "Clerk to the panel"
    PANEL_MEMBER = "panel_member", "Panel member"
    CHAIR = "chair", "Chair of the panel"
    KEEPER = "keeper", "Register keeper"
    FOI_OFFICER = "foi_officer", "FOI officer"
    LEARNING_LEAD = "learning_lead", "Learning lead"
    ICT = "ict", "ICT"
    ADMINISTRATOR = "administrator", "Administrator"
    AUDITOR = "auditor", "Auditor"


PANEL = frozenset({Role.CLERK, Role.PANEL_MEMBER, Role.CHAIR})

# What each role is for, beside its tick box.
HINTS: dict[str, str] = {
    Role.ADVISER: "Advises on any application or account, reads every case that was sent",
    Role.CLERK: "Puts cases before the panel and releases the letters",
    Role.PANEL_MEMBER: "Talks each case over",
    Role.CHAIR: "Records what the panel agreed",
    Role.KEEPER: "Keeps the register of accounts right",
    Role.FOI_OFFICER: "Answers requests for information",
    Role.LEARNING_LEAD: "Leads the assessment of how the organisation learns",
    Role.ICT: "Looks after browsers and what is blocked",
    Role.ADMINISTRATOR: "Invites people, gives roles, looks after departments and the policy",
    Role.AUDITOR: "Reads everything of the organisation and changes nothing",
}
