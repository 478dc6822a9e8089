from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class AssessmentStatus(models.TextChoices):
    OPEN = "open", _("Under way")
    FINAL = "final", _("Final")
    STOPPED = "stopped", _("Stopped")


class ShareStatus(models.TextChoices):
    """Of what one team answers."""

    DRAFT = "draft", _("Not begun")
    IN_PROGRESS = "in_progress", _("Begun")
    SUBMITTED = "submitted", _("Sent")
    CHANGES_REQUESTED = "changes_requested", _("Something was asked")
    CLOSED = "closed", _("Closed")


TONES = {
    ShareStatus.DRAFT: "plain",
    ShareStatus.IN_PROGRESS: "wait",
    ShareStatus.SUBMITTED: "wait",
    ShareStatus.CHANGES_REQUESTED: "stop",
    ShareStatus.CLOSED: "ok",
    AssessmentStatus.OPEN: "wait",
    AssessmentStatus.FINAL: "ok",
    AssessmentStatus.STOPPED: "plain",
}
ANSWERABLE = (ShareStatus.DRAFT, ShareStatus.IN_PROGRESS, ShareStatus.CHANGES_REQUESTED)

ASSESSMENT_MOVES = (
    Move("start", "", AssessmentStatus.OPEN, "learning lead", "framework, period, targets"),
    Move("finish", AssessmentStatus.OPEN, AssessmentStatus.FINAL, "learning lead", "report, hash"),
    Move("stop", AssessmentStatus.OPEN, AssessmentStatus.STOPPED, "learning lead", "reason"),
)
SHARE_MOVES = (
    Move("assign", "", ShareStatus.DRAFT, "learning lead", "team, who answers, due date"),
    *(
        Move("answer", old, ShareStatus.IN_PROGRESS, "the team", "answers, notes")
        for old in ANSWERABLE
    ),
    *(
        Move("submit", old, ShareStatus.SUBMITTED, "the team", "its day")
        for old in (ShareStatus.IN_PROGRESS, ShareStatus.CHANGES_REQUESTED)
    ),
    *(
        Move("request_changes", old, ShareStatus.CHANGES_REQUESTED, "learning lead", "what")
        for old in (ShareStatus.SUBMITTED, ShareStatus.CLOSED)
    ),
    Move("close", ShareStatus.SUBMITTED, ShareStatus.CLOSED, "learning lead", "its day"),
    *(
        Move("remove", old, "[*]", "learning lead", "nothing: no answer was sent")
        for old in (ShareStatus.DRAFT, ShareStatus.IN_PROGRESS)
    ),
)


class PlanStatus(models.TextChoices):
    """Of an action of the plan."""

    PLANNED = "planned", _("Planned")
    BEGUN = "begun", _("Begun")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


UNDONE = (PlanStatus.PLANNED, PlanStatus.BEGUN)
PLAN_TONES = {
    PlanStatus.PLANNED: "plain",
    PlanStatus.BEGUN: "wait",
    PlanStatus.DONE: "ok",
    PlanStatus.DROPPED: "plain",
}
PLAN_MOVES = (
    Move("plan", "", PlanStatus.PLANNED, "learning lead", "what, whose, by when, stage aimed at"),
    *(Move("change", old, old, "learning lead", "what changed") for old in UNDONE),
    Move("begin", PlanStatus.PLANNED, PlanStatus.BEGUN, "its owner, learning lead", "its day"),
    *(
        Move("complete", old, PlanStatus.DONE, "its owner, learning lead", "what came of it")
        for old in UNDONE
    ),
    *(Move("drop", old, PlanStatus.DROPPED, "learning lead", "why") for old in UNDONE),
    *(
        Move("reopen", old, PlanStatus.PLANNED, "learning lead", "a new day")
        for old in (PlanStatus.DONE, PlanStatus.DROPPED)
    ),
)


class Coverage(models.TextChoices):
    """In how much of the organisation an indicator is so. Never a number, never a mean."""

    NONE = "none", _("Nowhere")
    FEW = "few", _("In a few places")
    HALF = "half", _("In about half")
    MOST = "most", _("In most places, or everywhere")
    CANT_SAY = "cant_say", _("We can’t say")


ORDER = (Coverage.NONE, Coverage.FEW, Coverage.HALF, Coverage.MOST)


class EvidenceKind(models.TextChoices):
    STATEMENT = "statement", _("A statement")
    LINK = "link", _("A link")
    FILE = "file", _("A file")
    FACT = "fact", _("A fact from the system")


class EvidenceFor(models.TextChoices):
    """What it shows: the first stage asks for views, the last for sharing and learning."""

    PRACTICE = "practice", _("What we do")
    WORKER = "worker", _("What workers say")
    SERVICE_USER = "service_user", _("What people who use services say")
    CARER = "carer", _("What carers say")
    SHARED = "shared", _("What we shared with other organisations")
    LEARNED_FROM = "learned_from", _("What we learned from other organisations")


class Audience(models.TextChoices):
    """Whom a pulse asks; the keys are those of a framework's indicators."""

    WORKER = "worker", _("Workers")
    SERVICE_USER = "service_user", _("People who use services")
    CARER = "carer", _("Carers")


class PulseStatus(models.TextChoices):
    """Whether it has begun is a matter of its dates."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Door(models.TextChoices):
    LINK = "link", _("One link and a poster, for everybody")
    CARDS = "cards", _("Cards that are handed out, one answer for each")


class WordsState(models.TextChoices):
    """Of what somebody wrote in a pulse, once it is closed."""

    WAITING = "waiting", _("Not looked at yet")
    SHOWN = "shown", _("Shown")
    WITHHELD = "withheld", _("Withheld")


TONES |= {PulseStatus.OPEN: "wait", PulseStatus.CLOSED: "ok"}
PULSE_MOVES = (
    Move("open_pulse", "", PulseStatus.OPEN, "learning lead", "whom it asks, dates, door, parts"),
    Move("extend_pulse", PulseStatus.OPEN, PulseStatus.OPEN, "learning lead", "its last day"),
    Move(
        *("close_pulse", PulseStatus.OPEN, PulseStatus.CLOSED),
        *("learning lead, or the system two weeks after its last day", "its day"),
    ),
)


class Said(models.TextChoices):
    """What a pulse offers to answer: Coverage, in the words of somebody who was asked."""

    NONE = Coverage.NONE, _("Not at all")
    FEW = Coverage.FEW, _("A little")
    HALF = Coverage.HALF, _("About half")
    MOST = Coverage.MOST, _("Mostly or always")
    CANT_SAY = Coverage.CANT_SAY, _("I can’t say")


EASY = {
    Said.NONE: _("No"),
    Said.FEW: _("A little"),
    Said.HALF: _("Half and half"),
    Said.MOST: _("Yes"),
    Said.CANT_SAY: _("I don’t know"),
}
