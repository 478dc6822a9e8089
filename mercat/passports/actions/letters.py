"""A letter that the clerk changes before it goes, and the letter that goes if nobody does."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import emails, queries, rules
from mercat.passports.actions import moving
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application, Decision, LetterDraft


def letter_of(application: Application, decision: Decision) -> str:
    """As somebody left it, or as it is written by itself. No query when both were read before."""
    draft: LetterDraft | None = getattr(decision, "letter_draft", None)
    if draft:
        return draft.text
    return emails.decision_letter(application, decision, decision.condition_set.all())


@transaction.atomic
def keep_letter(
    *,
    application: Application,
    text: str,
    decision: int | None = None,
    by: Membership,
    at: datetime,
) -> LetterDraft:
    """For later: it goes when it is released, by itself or with others.

    `decision` is the key of the one that the letter was written for.
    """
    application = moving.locked(application)
    rules.check_can_release(by, application)
    standing = queries.standing_decision(application)
    if (
        application.status != Status.DECIDED
        or standing is None
        or decision not in {None, standing.pk}
    ):
        raise Refused(_("The decision was taken back meanwhile, so this letter is of no use."))
    if wrong := emails.wrong_with(application, standing, text):
        raise Refused(wrong)
    draft, _made = LetterDraft.objects.update_or_create(
        decision=standing, defaults={"text": text, "kept_by": by.person, "kept_at": at}
    )
    moving.record("letter_kept", application, by=by, at=at, words={"letter": text})
    return draft
