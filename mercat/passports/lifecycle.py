"""The two lifecycle tables. docs/reference/statuses.md is drawn from them."""

from dataclasses import dataclass

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


class PassportStatus(models.TextChoices):
    ACTIVE = "active", _("Valid")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Replaced")
    SURRENDERED = "surrendered", _("Given back")


PASSPORT_MOVES = (
    Move("expire", PassportStatus.ACTIVE, PassportStatus.EXPIRED, "nightly", "its last day"),
    Move(
        "end",
        PassportStatus.ACTIVE,
        PassportStatus.EXPIRED,
        "administrator, erasing its holder; the panel’s no to an emergency, or its withdrawal",
    ),
    Move(
        "supersede",
        PassportStatus.ACTIVE,
        PassportStatus.SUPERSEDED,
        "release of the passport that takes the place of an emergency one",
        "its last day",
    ),
    Move(
        "surrender",
        PassportStatus.ACTIVE,
        PassportStatus.SURRENDERED,
        "holder; when they have left, the manager, keeper, clerk or adviser",
        "its last day",
    ),
)


class Settled(models.TextChoices):
    """How something that somebody left behind was settled."""

    HANDED_OVER = "handed_over", _("Handed over")
    CLOSED = "closed", _("Closed")
    GIVEN_BACK = "given_back", _("Given back")
    ENDED = "ended", _("Ended by itself")
    RETURNED = "returned", _("They are back")


HANDOVER_WORKING_DAYS = 10
WAITS = "waits"
HANDOVER_MOVES = (
    Move("note", "", WAITS, "tick, after somebody left", "due date in working days"),
    Move("hand_over", WAITS, Settled.HANDED_OVER, "manager, keeper, clerk, adviser", "to whom"),
    Move("close", WAITS, Settled.CLOSED, "they ask, a second person agrees", "when agreed"),
    Move("surrender", WAITS, Settled.GIVEN_BACK, "manager, keeper, clerk, adviser", "the day"),
    Move("end", WAITS, Settled.ENDED, "tick, when it is nobody’s to settle any more"),
    Move("return", WAITS, Settled.RETURNED, "tick, when they are back"),
)

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
