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
