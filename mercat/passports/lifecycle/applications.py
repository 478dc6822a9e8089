from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class Kind(models.TextChoices):
    LEARN = "learn", _("To learn")
    NEW = "new", _("A new account")
    RENEWAL = "renewal", _("Renewal")
    CHANGE = "change", _("Change")
    APPEAL = "appeal", _("Appeal")
    COUNCILLOR = "councillor", _("Advice for an elected member")
    EMERGENCY = "emergency", _("An emergency")


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    MORE_INFO = "more_info", _("More information asked for")
    IN_PANEL = "in_panel", _("With the panel")
    DECIDED = "decided", _("Decided, not yet released")
    RELEASED = "released", _("Released")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Outcome(models.TextChoices):
    APPROVED = "approved", _("Approve")
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", _("Approve with conditions")
    USE_EXISTING_ACCOUNT = "use_existing_account", _("Use an account we have")
    DECLINED = "declined", _("Decline")
    ADVISED = "advised", _("Advice given")


# An elected member is advised: the panel neither agrees nor refuses that.
DECIDED_BY_PANEL = tuple(each for each in Outcome if each != Outcome.ADVISED)


APPROVING = frozenset({Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS})
# Those that conditions go with: none of these without a condition, no other with one.
CONDITIONAL = frozenset({Outcome.APPROVED_WITH_CONDITIONS})


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


# An elected member's: advice, never a vote. Giving it releases the record, and grants nothing that
# could be revoked.
COUNCILLOR_MOVES = (
    Move("submit", Status.DRAFT, Status.SUBMITTED, "applicant", "revision, declarations, policy"),
    Move("ask", Status.SUBMITTED, Status.MORE_INFO, "clerk, chair", "question, due date"),
    Move("answer", Status.MORE_INFO, Status.SUBMITTED, "applicant", "new revision"),
    Move("advise", Status.SUBMITTED, Status.RELEASED, "adviser, clerk", "advice, letter"),
    *(
        Move("withdraw", status, Status.WITHDRAWN, "applicant", "reason if given")
        for status in (Status.DRAFT, Status.SUBMITTED, Status.MORE_INFO)
    ),
)


# An emergency: the passport comes first, for some days, and the panel has the case at once.
EMERGENCY_DAYS = 14


EMERGENCY_MOVES = (
    Move("grant_emergency", "", Status.IN_PANEL, "adviser", "revision, policy, panel roll"),
    Move("ask", Status.IN_PANEL, Status.MORE_INFO, "clerk, chair", "question, due date"),
    Move("answer", Status.MORE_INFO, Status.IN_PANEL, "applicant", "new revision"),
    Move("decide", Status.IN_PANEL, Status.DECIDED, "chair", "outcome, reasons, note, expiry"),
    Move("reopen", Status.DECIDED, Status.IN_PANEL, "chair", "the replaced decision is kept"),
    Move("release", Status.DECIDED, Status.RELEASED, "clerk", "letter; passport if approved"),
    *(
        Move("withdraw", status, Status.WITHDRAWN, "applicant", "reason if given")
        for status in (Status.MORE_INFO, Status.IN_PANEL, Status.DECIDED)
    ),
)


MOVES_OF = {Kind.COUNCILLOR: COUNCILLOR_MOVES, Kind.EMERGENCY: EMERGENCY_MOVES}


def moves_of(kind: str) -> tuple[Move, ...]:
    return MOVES_OF.get(Kind(kind), MOVES)


# What applicants read: five words and no jargon.
PLAIN = {
    Status.DRAFT: _("Draft"),
    Status.SUBMITTED: _("Received"),
    Status.MORE_INFO: _("We need something from you"),
    Status.IN_PANEL: _("With the panel"),
    Status.DECIDED: _("With the panel"),
    Status.RELEASED: _("Decided"),
    Status.WITHDRAWN: _("Withdrawn"),
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
    Outcome.APPROVED: _("Yes: your application is approved."),
    Outcome.APPROVED_WITH_CONDITIONS: _("Yes: your application is approved, with conditions."),
    Outcome.USE_EXISTING_ACCOUNT: _("Please use an account that we have already."),
    Outcome.ADVISED: _("Here is our advice. It is yours to take or leave."),
    Outcome.DECLINED: _("We cannot approve your application this time."),
}
