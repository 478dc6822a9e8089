"""The words of the checks: what is looked at, what came of it, and what a person makes of it."""

from django.db import models

from mercat.common.lifecycle import Move
from mercat.register.lifecycle import OPEN, Status

# A name that we keep is looked at too: somebody else may come to have it. A person's own account
# never is.
CHECKED = (*OPEN, Status.CLOSED_PARKED)


class Kind(models.TextChoices):
    OFFICIAL_PAGE = "official_page", "Our website links to it"
    SCHEMA_ORG = "schema_org", "Our website names it to search engines"
    TRUST_TXT = "trust_txt", "Our trust.txt names it"
    REL_ME = "rel_me", "Our website and the profile link to each other"
    MASTODON = "mastodon", "Its server checked the link to our website"
    ACTIVITYPUB = "activitypub", "Its profile names our website"
    DOMAIN_HANDLE = "domain_handle", "Its name is our web address"
    OWN_HOST = "own_host", "It stands on a server of ours"
    BIO_CODE = "bio_code", "A code that we gave out stood in its profile"
    ATTESTED = "attested", "A colleague looked"


class Result(models.TextChoices):
    FOUND = "found", "Yes"
    NOT_FOUND = "not_found", "No"
    UNKNOWN = "unknown", "Cannot be said"
    ERROR = "error", "Could not be asked"


RESULT_TONES = {Result.FOUND: "ok", Result.NOT_FOUND: "wait"}
SAYS_SOMETHING = (Result.FOUND, Result.NOT_FOUND)


class Trouble(models.TextChoices):
    RENAMED = "renamed", "It has a new name"
    GONE = "gone", "It is not there any more"
    REPLACED = "replaced", "Another account has its name"
    UNPROVEN = "unproven", "Nothing shows any more that it is ours"


class State(models.TextChoices):
    OPEN = "open", "To decide"
    RENAMED = "renamed", "New name taken over"
    LOST = "lost", "Recorded as lost"
    IGNORED = "ignored", "All is well"
    SETTLED = "settled", "Settled by itself"


class FoundState(models.TextChoices):
    FOUND = "found", "To decide"
    ADOPTED = "adopted", "On the register"
    IGNORED = "ignored", "Not ours"
    FALSE = "false", "Pretends to be us"


KEEPER, WORKER, SWEEP = "keeper", "the next check", "the sweep of our websites"
MOVES = (
    Move("raise", "", State.OPEN, WORKER, "what was seen, where and when"),
    Move("rename", State.OPEN, State.RENAMED, KEEPER, "the old name as alias, the new one"),
    Move("lose", State.OPEN, State.LOST, KEEPER, "since which day"),
    Move("ignore", State.OPEN, State.IGNORED, KEEPER, "why; the same is not raised again"),
    Move("settle", State.OPEN, State.SETTLED, WORKER, "that the account is as it was"),
)
FOUND_MOVES = (
    Move("find", "", FoundState.FOUND, SWEEP, "the pages of ours that link to it"),
    Move("adopt", FoundState.FOUND, FoundState.ADOPTED, KEEPER, "an account, not confirmed yet"),
    Move("ignore", FoundState.FOUND, FoundState.IGNORED, KEEPER, "who decided; not found again"),
    Move("report", FoundState.FOUND, FoundState.FALSE, KEEPER, "what speaks for it"),
    *(
        Move("reconsider", old, FoundState.FOUND, KEEPER)
        for old in (FoundState.IGNORED, FoundState.FALSE)
    ),
)
