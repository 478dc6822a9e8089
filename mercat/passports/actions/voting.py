"""Votes of a panel: blind until one has cast one's own, on one version, and kept when changed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import queries, rules
from mercat.passports.actions import moving
from mercat.passports.lifecycle import WORDS_NEEDED, Choice, Status
from mercat.passports.models import Application, Revision, Vote


@transaction.atomic
def vote(
    *,
    application: Application,
    revision: int,
    choice: str,
    words: str,
    by: Membership,
    at: datetime,
) -> Vote:
    """Cast a vote on this version, or change it; the earlier one is kept as replaced."""
    application = moving.locked(application)
    rules.check_can_vote(by, application)
    latest = _votable(application, revision)
    if choice in WORDS_NEEDED and not words.strip():
        raise Refused(str(WORDS_NEEDED[Choice(choice)]))
    _replace(latest, by, at=at)
    cast = Vote.objects.create(
        application=application,
        revision=latest,
        person=by.person,
        choice=choice,
        words=words.strip(),
        cast_at=at,
    )
    moving.record(
        "voted",
        application,
        by=by,
        at=at,
        facts={"revision": latest.number, "sha256": latest.sha256},
        words={"choice": choice, "words": cast.words},
    )
    return cast


def confirm_vote(*, application: Application, revision: int, by: Membership, at: datetime) -> Vote:
    """The same again, on the version that came since."""
    earlier = queries.latest_vote(application, by.person)
    if earlier is None:
        raise Refused(_("You have not voted on this case yet."))
    return vote(
        application=application,
        revision=revision,
        choice=earlier.choice,
        words=earlier.words,
        by=by,
        at=at,
    )


def _votable(application: Application, number: int) -> Revision:
    if not queries.is_voted_on(application):
        raise Refused(_("This panel does not vote: the chair records what it agreed."))
    if application.status == Status.MORE_INFO:
        raise Refused(
            _("The applicant was asked for something. Vote on the version that they send.")
        )
    if application.status != Status.IN_PANEL:
        raise Refused(_("The panel is not voting on this case now."))
    latest = application.revisions.latest("number")
    if latest.number != number:
        raise Refused(
            _("A new version came while you were reading. Look at what changed, then vote.")
        )
    return latest


def _replace(revision: Revision, by: Membership, *, at: datetime) -> None:
    """What they said of an earlier version is kept as it was: it stands on that version."""
    revision.votes.filter(person=by.person, replaced_at=None).update(replaced_at=at)


def counted(
    application: Application,
    revision: Revision,
    *,
    outcome: str,
    override_reason: str,
    waited: bool,
    by: Membership,
) -> dict[str, Any]:
    """What a decision keeps of the votes. Refused where it wants a reason and has none."""
    if not queries.is_voted_on(application):
        return {"override_reason": override_reason.strip()} if waited else {}
    # While an answer is awaited nobody can vote, so the chair's reason has to do.
    if not waited and not queries.standing_votes(revision).filter(person=by.person).exists():
        raise Refused(_("Cast your own vote first: then you see how the others voted."))
    tally = queries.tally_of(application, revision)
    why = tally.why_reason(outcome)
    if why and not override_reason.strip():
        raise Refused(why)
    kept = why or waited
    return {"tally": tally.kept(), "override_reason": override_reason.strip() if kept else ""}
