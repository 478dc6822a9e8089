"""The two lifecycle tables. docs/reference/statuses.md is drawn from them."""

from django.db import models

from mercat.common.lifecycle import Move


class Kind(models.TextChoices):
    LEARN = "learn", "To learn"
    NEW = "new", "A new account"
    RENEWAL = "renewal", "Renewal"
    CHANGE = "change", "Change"
    APPEAL = "appeal", "Appeal"


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    MORE_INFO = "more_info", "More information asked for"
    IN_PANEL = "in_panel", "With the panel"
    DECIDED = "decided", "Decided, not yet released"
    RELEASED = "released", "Released"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Outcome(models.TextChoices):
    APPROVED = "approved", "Approve"
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", "Approve with conditions"
    USE_EXISTING_ACCOUNT = "use_existing_account", "Use an account we have"
    DECLINED = "declined", "Decline"


APPROVING = frozenset({Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS})
OPEN = (Status.DRAFT, Status.SUBMITTED, Status.MORE_INFO, Status.IN_PANEL, Status.DECIDED)
ENDED = (Status.RELEASED, Status.WITHDRAWN)

MOVES = (
    Move("submit", Status.DRAFT, Status.SUBMITTED, "applicant", "revision, declarations, policy"),
    Move("ask", Status.SUBMITTED, Status.MORE_INFO, "clerk, chair", "question, due date"),
    Move("ask", Status.IN_PANEL, Status.MORE_INFO, "clerk, chair", "question, due date"),
    Move("answer", Status.MORE_INFO, Status.SUBMITTED, "applicant", "new revision"),
    Move("answer", Status.MORE_INFO, Status.IN_PANEL, "applicant", "new revision"),
    Move("open", Status.SUBMITTED, Status.IN_PANEL, "clerk", "panel roll, due date"),
    Move("fast_track", Status.SUBMITTED, Status.DECIDED, "the policy's rule", "the rule"),
    Move("decide", Status.IN_PANEL, Status.DECIDED, "chair", "outcome, reasons, note, expiry"),
    Move("reopen", Status.DECIDED, Status.IN_PANEL, "chair", "the replaced decision is kept"),
    Move("release", Status.DECIDED, Status.RELEASED, "clerk", "letter; passport if approved"),
    *(
        Move("withdraw", status, Status.WITHDRAWN, "applicant", "reason if given")
        for status in OPEN
    ),
)


class PassportStatus(models.TextChoices):
    ACTIVE = "active", "Valid"
    EXPIRED = "expired", "Expired"


PASSPORT_MOVES = (
    Move("expire", PassportStatus.ACTIVE, PassportStatus.EXPIRED, "nightly", "its last day"),
)

# What applicants read: five words and no jargon.
PLAIN = {
    Status.DRAFT: "Draft",
    Status.SUBMITTED: "Received",
    Status.MORE_INFO: "We need something from you",
    Status.IN_PANEL: "With the panel",
    Status.DECIDED: "With the panel",
    Status.RELEASED: "Decided",
    Status.WITHDRAWN: "Withdrawn",
}

# How urgent a status looks; the words carry the meaning.
TONES = {
    Status.DRAFT: "plain",
    Status.SUBMITTED: "wait",
    Status.MORE_INFO: "stop",
    Status.IN_PANEL: "wait",
    Status.DECIDED: "wait",
    Status.RELEASED: "ok",
    Status.WITHDRAWN: "plain",
}
# What the letter and the applicant's page say of an outcome.
OUTCOME_SENTENCES = {
    Outcome.APPROVED: "Yes: your application is approved.",
    Outcome.APPROVED_WITH_CONDITIONS: "Yes: your application is approved, with conditions.",
    Outcome.USE_EXISTING_ACCOUNT: "Please use an account that we have already.",
    Outcome.DECLINED: "We cannot approve your application this time.",
}
