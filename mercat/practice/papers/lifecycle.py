"""From a draft in parts to what was said of it, what was answered, and a policy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move
from mercat.practice.lifecycle import ReportState


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Opens soon")
    OPEN = "open", _("Open for comments")
    CLOSED = "closed", _("Closed")
    ANSWERED = "answered", _("Closed, and answered")
    ADOPTED = "adopted", _("Adopted as a policy")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class CommentState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("E-mail not confirmed yet")
    WAITING = "waiting", _("Waiting to be looked at")
    SHOWN = "shown", _("Shown")
    HIDDEN = "hidden", _("Hidden")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Outcome(models.TextChoices):
    """What the authors say to a comment."""

    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")


TONES = {State.OPEN: "ok", State.ANNOUNCED: "wait", State.WITHDRAWN: "stop"}
OUTCOME_TONES = {Outcome.ACCEPTED: "ok", Outcome.PARTLY: "wait", Outcome.NOT_ACCEPTED: "plain"}
# Text may change until it is adopted: what was said while it was open is for the text after it.
REVISABLE = (State.DRAFT, State.ANNOUNCED, State.OPEN, State.CLOSED, State.ANSWERED)
UNDER_WAY = (State.ANNOUNCED, State.OPEN)
ARRANGEABLE = (State.DRAFT, State.ANNOUNCED)  # what has comments under it keeps its place
ANSWERABLE = (State.OPEN, State.CLOSED, State.ANSWERED)
CLOSED = (State.CLOSED, State.ANSWERED, State.ADOPTED, State.WITHDRAWN)

ANY, AUTHORS, SYSTEM = "any member", "its authors", "the system"
MOVES = (
    Move("start", "", State.DRAFT, ANY, "title, summary, its first author"),
    Move("open", State.DRAFT, State.ANNOUNCED, AUTHORS, "for whom, from and to; each part once"),
    Move("open", State.DRAFT, State.OPEN, AUTHORS, "the same, from today"),
    Move("begin", State.ANNOUNCED, State.OPEN, SYSTEM, "on its first day"),
    Move("extend", State.ANNOUNCED, State.ANNOUNCED, AUTHORS, "a later last day"),
    Move("extend", State.OPEN, State.OPEN, AUTHORS, "a later last day"),
    Move("close", State.OPEN, State.CLOSED, SYSTEM, "after its last day"),
    *(
        Move("revise", state, state, AUTHORS, "a new revision of one part, and why")
        for state in REVISABLE
    ),
    Move("publish_answers", State.CLOSED, State.ANSWERED, AUTHORS, "you said, we did"),
    Move("adopt", State.CLOSED, State.ADOPTED, AUTHORS, "a policy, with its history"),
    Move("adopt", State.ANSWERED, State.ADOPTED, AUTHORS, "a policy, with its history"),
    *(
        Move("withdraw", state, State.WITHDRAWN, AUTHORS, "reason")
        for state in (State.DRAFT, State.ANNOUNCED, State.OPEN)
    ),
)

MEMBER, PUBLIC = "whoever may read it, signed in", "the public, by name and e-mail"
WRITER, MODERATORS = "whoever wrote it", "its authors, advisers, administrators; not who wrote it"
SECOND = "another of them than who hid it"
PLACE, REASON = "reason, shown in place", "reason, public"
COMMENT_MOVES = (
    Move("comment", "", CommentState.SHOWN, MEMBER, "subject, text, passage, sources, revision"),
    Move("comment", "", CommentState.UNCONFIRMED, PUBLIC, "the same, and a link by mail"),
    Move("confirm", CommentState.UNCONFIRMED, CommentState.WAITING, "whoever has the link"),
    Move("show", CommentState.WAITING, CommentState.SHOWN, MODERATORS),
    Move("hide", CommentState.WAITING, CommentState.HIDDEN, MODERATORS, PLACE),
    Move("hide", CommentState.SHOWN, CommentState.HIDDEN, MODERATORS, PLACE),
    Move("hide", CommentState.HIDDEN, CommentState.HIDDEN, MODERATORS, PLACE),
    Move("hold", CommentState.SHOWN, CommentState.HIDDEN, MODERATORS, PLACE),
    Move("keep", CommentState.SHOWN, CommentState.SHOWN, MODERATORS, REASON),
    Move("keep", CommentState.HIDDEN, CommentState.SHOWN, MODERATORS, REASON),
    Move("keep", CommentState.WITHDRAWN, CommentState.WITHDRAWN, MODERATORS, REASON),
    Move("uphold", CommentState.HIDDEN, CommentState.HIDDEN, SECOND, PLACE),
    Move("show", CommentState.HIDDEN, CommentState.SHOWN, MODERATORS, REASON),
    Move("withdraw", CommentState.SHOWN, CommentState.WITHDRAWN, WRITER, "while the paper is open"),
    Move("answer", CommentState.SHOWN, CommentState.SHOWN, AUTHORS, "accepted, partly or not; why"),
)
# All that is open of one comment is decided at once; each move of it goes with one of its report.
# Where nobody reported what is hidden or held, the decision begins a row of its own.
REPORT_MOVES = (
    Move("report", "", ReportState.OPEN, "whoever may read it, signed in", "what is wrong"),
    Move("keep", ReportState.OPEN, ReportState.KEPT, MODERATORS, REASON),
    Move("keep", ReportState.HELD, ReportState.KEPT, MODERATORS, REASON),
    Move("hide", "", ReportState.HIDDEN, MODERATORS, REASON),
    Move("hide", ReportState.OPEN, ReportState.HIDDEN, MODERATORS, REASON),
    Move("hide", ReportState.HELD, ReportState.HIDDEN, MODERATORS, REASON),
    Move("hold", "", ReportState.HELD, MODERATORS, REASON),
    Move("hold", ReportState.OPEN, ReportState.HELD, MODERATORS, REASON),
    Move("appeal", ReportState.HIDDEN, ReportState.APPEALED, WRITER, "why"),
    Move("uphold", ReportState.APPEALED, ReportState.UPHELD, SECOND, REASON),
    Move("show", ReportState.HELD, ReportState.KEPT, MODERATORS, REASON),
    Move("show", ReportState.HIDDEN, ReportState.SHOWN, MODERATORS, REASON),
    Move("show", ReportState.UPHELD, ReportState.SHOWN, MODERATORS, REASON),
    Move("show", ReportState.APPEALED, ReportState.SHOWN, SECOND, REASON),
)
