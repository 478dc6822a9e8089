"""What becomes of a barrier: somebody cannot reach a tool, or has a browser that cannot show it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class State(models.TextChoices):
    REPORTED = "reported", _("Reported")
    WITH_ICT = "with_ict", _("With ICT")
    TRIAL = "trial", _("On trial")
    OPEN_SOME = "open_some", _("Open to some")
    OPEN_ALL = "open_all", _("Open to all")
    DECLINED = "declined", _("Declined")
    REOPENED = "reopened", _("Asked again")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Kind(models.TextChoices):
    TOOL = "tool", _("A tool is blocked")
    BROWSER = "browser", _("The browser is too old")
    FEATURE = "feature", _("Something does not work: video, sound, sharing, print")
    OTHER = "other", _("Something else")


class Outcome(models.TextChoices):
    """What one desk found of one tool."""

    REACHABLE = "reachable", _("Reachable")
    BLOCKED = "blocked", _("Blocked")
    UNSURE = "unsure", _("Not sure")


class Support(models.TextChoices):
    """Of a browser, as mercat.browsers says."""

    YES = "yes", _("Supported")
    NO = "no", _("Not supported any more")
    UNKNOWN = "unknown", _("Unknown")


TONES = {
    State.REPORTED: "wait",
    State.WITH_ICT: "wait",
    State.TRIAL: "wait",
    State.OPEN_SOME: "ok",
    State.OPEN_ALL: "ok",
    State.DECLINED: "stop",
    State.REOPENED: "wait",
}
WAITING = (State.REPORTED, State.REOPENED, State.WITH_ICT, State.TRIAL)  # somebody has to act
TO_TAKE = (State.REPORTED, State.REOPENED)
OPENED = (State.OPEN_SOME, State.OPEN_ALL)
ENDED = (State.OPEN_ALL, State.DECLINED, State.WITHDRAWN)

ICT, CARERS, ANYBODY = "ICT", "ICT, communications", "any member"
AGAIN = "whoever reported it or said “me too”, communications"
MOVES = (
    Move("report", "", State.REPORTED, ANYBODY, "what is in the way, for which work, for whom"),
    *(Move("take", old, State.WITH_ICT, CARERS, "due date") for old in TO_TAKE),
    *(
        Move("try_out", old, State.TRIAL, ICT, "who tries it, last day")
        for old in (*TO_TAKE, State.WITH_ICT, State.OPEN_SOME)
    ),
    *(
        Move("open_to_some", old, State.OPEN_SOME, ICT, "for whom")
        for old in (*TO_TAKE, State.WITH_ICT, State.TRIAL)
    ),
    *(
        Move("open_to_all", old, State.OPEN_ALL, ICT)
        for old in (*TO_TAKE, State.WITH_ICT, State.TRIAL, State.OPEN_SOME)
    ),
    *(
        Move("decline", old, State.DECLINED, ICT, "reasons, mailed")
        for old in (*TO_TAKE, State.WITH_ICT, State.TRIAL)
    ),
    *(
        Move("reopen", old, State.REOPENED, AGAIN, "reason")
        for old in (State.DECLINED, State.OPEN_SOME, State.OPEN_ALL)
    ),
    *(
        Move("withdraw", old, State.WITHDRAWN, "whoever reported it")
        for old in (*TO_TAKE, State.WITH_ICT)
    ),
)
