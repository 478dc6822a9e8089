"""The words of the checks: what is looked at, what came of it, and what a person makes of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move
from mercat.register.lifecycle import OPEN, Status

# A name that we keep is looked at too: somebody else may come to have it. A person's own account
# never is.
CHECKED = (*OPEN, Status.CLOSED_PARKED)


class Kind(models.TextChoices):
    OFFICIAL_PAGE = "official_page", _("Our website links to it")
    SCHEMA_ORG = "schema_org", _("Our website names it to search engines")
    TRUST_TXT = "trust_txt", _("Our trust.txt names it")
    REL_ME = "rel_me", _("Our website and the profile link to each other")
    MASTODON = "mastodon", _("Its server checked the link to our website")
    ACTIVITYPUB = "activitypub", _("Its profile names our website")
    DOMAIN_HANDLE = "domain_handle", _("Its name is our web address")
    OWN_HOST = "own_host", _("It stands on a server of ours")
    BIO_CODE = "bio_code", _("A code that we gave out stood in its profile")
    ATTESTED = "attested", _("A colleague looked")


# What anybody can look at as we did; a code and a colleague's look are over.
OPEN_TO_ALL = tuple(each for each in Kind if each not in (Kind.BIO_CODE, Kind.ATTESTED))


class Result(models.TextChoices):
    FOUND = "found", _("Yes")
    NOT_FOUND = "not_found", _("No")
    UNKNOWN = "unknown", _("Cannot be said")
    ERROR = "error", _("Could not be asked")


RESULT_TONES = {Result.FOUND: "ok", Result.NOT_FOUND: "wait"}
SAYS_SOMETHING = (Result.FOUND, Result.NOT_FOUND)


class Trouble(models.TextChoices):
    RENAMED = "renamed", _("It has a new name")
    GONE = "gone", _("It is not there any more")
    REPLACED = "replaced", _("Another account has its name")
    UNPROVEN = "unproven", _("Nothing shows any more that it is ours")


class State(models.TextChoices):
    OPEN = "open", _("To decide")
    RENAMED = "renamed", _("New name taken over")
    LOST = "lost", _("Recorded as lost")
    IGNORED = "ignored", _("All is well")
    SETTLED = "settled", _("Settled by itself")


class FoundState(models.TextChoices):
    FOUND = "found", _("To decide")
    ADOPTED = "adopted", _("On the register")
    IGNORED = "ignored", _("Not ours")
    FALSE = "false", _("Pretends to be us")


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
