"""What becomes of an account of which somebody says that it pretends to be an organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class State(models.TextChoices):
    RECEIVED = "received", _("Received")
    LOOKED_AT = "looked_at", _("Being looked at")
    PROPOSED = "proposed", _("Waiting for a second person")
    KNOWN_FALSE = "known_false", _("Known to be false")
    NOT_FALSE = "not_false", _("Not false")
    SET_ASIDE = "set_aside", _("Set aside")
    LIFTED = "lifted", _("No longer called false")


class Doing(models.TextChoices):
    """What a reporter, and later whoever proposes, says that the account does."""

    PRETENDS = "pretends", _("It pretends to be the organisation, or one of its services")
    ASKS = "asks", _("It asks for money, passwords or personal details in its name")
    PARODY = "parody", _("It makes fun of the organisation")
    CRITICISM = "criticism", _("It criticises the organisation")


# Free speech. No form takes them, and no number of people makes one of them false.
ALLOWED = (Doing.PARODY, Doing.CRITICISM)
FALSE_IF = (Doing.PRETENDS, Doing.ASKS)


class Why(models.TextChoices):
    """Why a reported account is not false."""

    PARODY = "parody", _("It is parody: one can see that it is a joke")
    CRITICISM = "criticism", _("It criticises us, which everybody may")
    FAN_PAGE = "fan_page", _("It is by people who like us, and does not say that it is us")
    NAMESAKE = "namesake", _("It belongs to somebody else of the same name")
    OURS = "ours", _("It is ours after all")
    GONE = "gone", _("It is not there any more")
    NOTHING = "nothing", _("Nothing shows that it pretends to be us")


TONES = {
    State.RECEIVED: "wait",
    State.LOOKED_AT: "wait",
    State.PROPOSED: "wait",
    State.KNOWN_FALSE: "stop",
    State.NOT_FALSE: "ok",
}
WAITING = (State.RECEIVED, State.LOOKED_AT, State.PROPOSED)
TO_TRIAGE = (State.RECEIVED, State.LOOKED_AT)
ANSWERED = (State.KNOWN_FALSE, State.NOT_FALSE)  # the reporter hears of these
ENDED = (State.NOT_FALSE, State.SET_ASIDE, State.LIFTED)

ANYBODY, TRIAGE = "anybody, or the sweep’s keeper", "keeper, adviser"
SECOND = "keeper, adviser or chair who did not propose it"
MOVES = (
    Move("report", "", State.RECEIVED, ANYBODY, "what it does, words, perhaps a picture"),
    Move("report", State.NOT_FALSE, State.RECEIVED, ANYBODY, "the same, a month after the answer"),
    Move("report", State.LIFTED, State.RECEIVED, ANYBODY, "the same, a month after the answer"),
    Move("look", State.RECEIVED, State.LOOKED_AT, TRIAGE, "who looks"),
    *(Move("clear", old, State.NOT_FALSE, TRIAGE, "why, words") for old in TO_TRIAGE),
    *(Move("set_aside", old, State.SET_ASIDE, TRIAGE, "nobody is answered") for old in TO_TRIAGE),
    *(
        Move("propose", old, State.PROPOSED, TRIAGE, "what it does, since when, words, picture")
        for old in TO_TRIAGE
    ),
    Move("agree", State.PROPOSED, State.KNOWN_FALSE, SECOND, "an account that all doors know"),
    Move("decline", State.PROPOSED, State.LOOKED_AT, SECOND, "reason"),
    Move("take_back", State.PROPOSED, State.LOOKED_AT, "whoever proposed it"),
    *(Move("reopen", old, State.LOOKED_AT, TRIAGE) for old in ENDED),
    Move("lift", State.KNOWN_FALSE, State.LIFTED, TRIAGE, "reason"),
    Move(
        "lift", State.KNOWN_FALSE, State.LIFTED, "the system", "that the register says it no longer"
    ),
)


class ReviewState(models.TextChoices):
    ASKED = "asked", _("To answer")
    KEPT = "kept", _("It stays")
    LIFTED = "lifted", _("No longer called false")


REVIEWER = "keeper, adviser or chair who neither proposed nor agreed"
REVIEW_MOVES = (
    Move("ask_review", "", ReviewState.ASKED, "whoever says that the account is theirs", "words"),
    Move("answer_review", ReviewState.ASKED, ReviewState.KEPT, REVIEWER, "the answer, mailed"),
    Move("answer_review", ReviewState.ASKED, ReviewState.LIFTED, REVIEWER, "the answer, mailed"),
    Move("lift", ReviewState.ASKED, ReviewState.LIFTED, TRIAGE, "the reason, mailed"),
)
