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
    DEFERRED = "deferred", _("Deferred")
    RELEASED = "released", _("Released")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Closed without an answer")


class Outcome(models.TextChoices):
    APPROVED = "approved", _("Approve")
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", _("Approve with conditions")
    TRIAL = "trial", _("Approve for a trial")
    USE_EXISTING_ACCOUNT = "use_existing_account", _("Use an account we have")
    DEFERRED = "deferred", _("Defer until a later day")
    DECLINED = "declined", _("Decline")
    ADVISED = "advised", _("Advice given")
    UPHELD = "upheld", _("The first decision stays")
    RESTORED = "restored", _("Give the passport back")


# An elected member is advised, and an appeal is heard: the panel neither agrees nor refuses those.
DECIDED_BY_PANEL = (
    Outcome.APPROVED,
    Outcome.APPROVED_WITH_CONDITIONS,
    Outcome.TRIAL,
    Outcome.USE_EXISTING_ACCOUNT,
    Outcome.DEFERRED,
    Outcome.DECLINED,
)


GRANTING = frozenset({Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS, Outcome.TRIAL})
APPROVING = GRANTING | {Outcome.RESTORED}
# Those that others may be asked to look at again.
APPEALABLE = frozenset(
    {
        Outcome.APPROVED_WITH_CONDITIONS,
        Outcome.TRIAL,
        Outcome.USE_EXISTING_ACCOUNT,
        Outcome.DECLINED,
    }
)
# What an appeal can come to: never to less than there was.
OF_APPEAL = (
    Outcome.UPHELD,
    Outcome.APPROVED,
    Outcome.APPROVED_WITH_CONDITIONS,
    Outcome.TRIAL,
)
OF_APPEAL_FOR_PASSPORT = (Outcome.UPHELD, Outcome.RESTORED)
# Those that conditions go with: none of these without a condition, no other with one.
CONDITIONAL = frozenset({Outcome.APPROVED_WITH_CONDITIONS})


OPEN = (
    Status.DRAFT,
    Status.SUBMITTED,
    Status.MORE_INFO,
    Status.IN_PANEL,
    Status.DECIDED,
    Status.DEFERRED,
)


ENDED = (Status.RELEASED, Status.WITHDRAWN, Status.LAPSED)


# After so many reminders, each with a new day, a question to the applicant waits no longer.
REMINDERS = 2


# A case cannot be put off for longer, however good the reason.
LONGEST_DEFERRAL_DAYS = 366


LAPSE = Move(
    "lapse", Status.MORE_INFO, Status.LAPSED, f"nightly, after {REMINDERS} reminders", "reminders"
)


def _withdrawals(*states: Status) -> tuple[Move, ...]:
    return tuple(
        Move("withdraw", each, Status.WITHDRAWN, "applicant", "reason if given") for each in states
    )


# Once the panel has a case, each kind goes the same way.
PANEL_MOVES = (
    Move("ask", Status.IN_PANEL, Status.MORE_INFO, "adviser, clerk, chair", "question, due date"),
    Move("answer", Status.MORE_INFO, Status.IN_PANEL, "applicant", "new revision"),
    LAPSE,
    Move("decide", Status.IN_PANEL, Status.DECIDED, "chair", "outcome, reasons, note, days"),
    Move(
        "decide",
        Status.MORE_INFO,
        Status.DECIDED,
        "chair, where the panel has the case",
        "the same, and why without the answer",
    ),
    Move("reopen", Status.DECIDED, Status.IN_PANEL, "chair", "the replaced decision is kept"),
    Move("release", Status.DECIDED, Status.RELEASED, "clerk", "letter; passport if approved"),
    Move("release", Status.DECIDED, Status.DEFERRED, "clerk", "letter; day of another look"),
    *(
        Move("correct", old, new, "clerk and chair, two people", "both decisions and letters")
        for old in (Status.RELEASED, Status.DEFERRED)
        for new in (Status.RELEASED, Status.DEFERRED)
    ),
    Move("take_up", Status.DEFERRED, Status.IN_PANEL, "nightly, on its day", "due date"),
)


MOVES = (
    Move("submit", Status.DRAFT, Status.SUBMITTED, "applicant", "revision, declarations, policy"),
    Move("ask", Status.SUBMITTED, Status.MORE_INFO, "adviser, clerk, chair", "question, due date"),
    Move("answer", Status.MORE_INFO, Status.SUBMITTED, "applicant", "new revision"),
    Move("open", Status.SUBMITTED, Status.IN_PANEL, "clerk", "panel roll, due date"),
    Move("fast_track", Status.SUBMITTED, Status.DECIDED, "the policy's rule", "the rule"),
    *PANEL_MOVES,
    *_withdrawals(*OPEN),
)


# An elected member's: advice, never a vote. Giving it releases the record, and grants nothing that
# could be revoked.
COUNCILLOR_MOVES = (
    Move("submit", Status.DRAFT, Status.SUBMITTED, "applicant", "revision, declarations, policy"),
    Move("ask", Status.SUBMITTED, Status.MORE_INFO, "adviser, clerk, chair", "question, due date"),
    Move("answer", Status.MORE_INFO, Status.SUBMITTED, "applicant", "new revision"),
    LAPSE,
    Move("advise", Status.SUBMITTED, Status.RELEASED, "adviser, clerk", "advice, letter"),
    *_withdrawals(Status.DRAFT, Status.SUBMITTED, Status.MORE_INFO),
)


# An emergency: the passport comes first, for some days, and the panel has the case at once.
EMERGENCY_DAYS = 14


EMERGENCY_MOVES = (
    Move("grant_emergency", "", Status.IN_PANEL, "adviser", "revision, policy, panel roll"),
    *PANEL_MOVES,
    *_withdrawals(Status.MORE_INFO, Status.IN_PANEL, Status.DECIDED, Status.DEFERRED),
)


# An appeal: heard by others, never put off, and nobody hears the same once more.
APPEAL_MOVES = (
    Move("submit", Status.DRAFT, Status.SUBMITTED, "applicant, in time", "who decided steps out"),
    *(
        move
        for move in MOVES[1:]
        if Status.DEFERRED not in {move.old, move.new}
        and move.action not in {"fast_track", "release"}
    ),
    Move(
        "release",
        Status.DECIDED,
        Status.RELEASED,
        "clerk",
        "letter; the first decision stays, or passport made or given back",
    ),
)


MOVES_OF = {
    Kind.COUNCILLOR: COUNCILLOR_MOVES,
    Kind.EMERGENCY: EMERGENCY_MOVES,
    Kind.APPEAL: APPEAL_MOVES,
}


def moves_of(kind: str) -> tuple[Move, ...]:
    return MOVES_OF.get(Kind(kind), MOVES)


# What applicants read: five words and no jargon.
PLAIN = {
    Status.DRAFT: _("Draft"),
    Status.SUBMITTED: _("Received"),
    Status.MORE_INFO: _("We need something from you"),
    Status.IN_PANEL: _("With the panel"),
    Status.DECIDED: _("With the panel"),
    Status.DEFERRED: _("With the panel"),
    Status.RELEASED: _("Decided"),
    Status.WITHDRAWN: _("Withdrawn"),
    Status.LAPSED: _("Closed"),
}


# How urgent a status looks; the words carry the meaning.
TONES = {
    Status.DRAFT: "plain",
    Status.SUBMITTED: "wait",
    Status.MORE_INFO: "stop",
    Status.IN_PANEL: "wait",
    Status.DECIDED: "wait",
    Status.DEFERRED: "wait",
    Status.RELEASED: "ok",
    Status.WITHDRAWN: "plain",
    Status.LAPSED: "plain",
}


# What the letter and the applicant's page say of an outcome.
OUTCOME_SENTENCES = {
    Outcome.APPROVED: _("Yes: your application is approved."),
    Outcome.APPROVED_WITH_CONDITIONS: _("Yes: your application is approved, with conditions."),
    Outcome.TRIAL: _("Yes: your application is approved for a trial."),
    Outcome.DEFERRED: _("We would like to decide about this a little later."),
    Outcome.USE_EXISTING_ACCOUNT: _("Please use an account that we have already."),
    Outcome.ADVISED: _("Here is our advice. It is yours to take or leave."),
    Outcome.DECLINED: _("We cannot approve your application this time."),
    Outcome.UPHELD: _("Others have looked at it, and the first decision stays."),
    Outcome.RESTORED: _("Yes: your passport is given back to you."),
}
