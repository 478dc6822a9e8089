"""What one person decides: that they look, that it is not false, that it is no report at all."""

from datetime import datetime

from django.db import transaction

from mercat.organisations.models import Membership
from mercat.register.reports import rules
from mercat.register.reports.actions.recording import decide, locked, move, record
from mercat.register.reports.lifecycle import State
from mercat.register.reports.models import ReportedAccount


@transaction.atomic
def look(*, reported: ReportedAccount, by: Membership, at: datetime) -> ReportedAccount:
    reported = _triaged(reported, by)
    move(reported, "look", State.LOOKED_AT)
    reported.looked_by = by.person
    reported.save()
    record("looked_at", reported, by=by.person, at=at)
    return reported


@transaction.atomic
def clear(
    *, reported: ReportedAccount, why: str, words: str, by: Membership, at: datetime
) -> ReportedAccount:
    """Not false. Whoever reported it and left an e-mail hears why."""
    reported = _triaged(reported, by)
    decide(reported, "clear", State.NOT_FALSE, by=by.person, at=at)
    reported.why, reported.words = why, words
    reported.save()
    record("cleared", reported, by=by.person, at=at, facts={"why": why}, words={"words": words})
    return reported


@transaction.atomic
def set_aside(*, reported: ReportedAccount, by: Membership, at: datetime) -> ReportedAccount:
    """Advertising, abuse, a test: nobody is answered, and their addresses go at once."""
    reported = _triaged(reported, by)
    decide(reported, "set_aside", State.SET_ASIDE, by=by.person, at=at)
    reported.save()
    reported.reports.exclude(email="").update(email="")
    record("set_aside", reported, by=by.person, at=at)
    return reported


@transaction.atomic
def reopen(*, reported: ReportedAccount, by: Membership, at: datetime) -> ReportedAccount:
    reported = _triaged(reported, by)
    move(reported, "reopen", State.LOOKED_AT)
    reported.looked_by, reported.why = by.person, ""
    reported.save()
    record("reopened", reported, by=by.person, at=at)
    return reported


@transaction.atomic
def write_letter(
    *, reported: ReportedAccount, text: str, by: Membership, at: datetime
) -> ReportedAccount:
    """To the platform, as somebody worded it. We never send it."""
    reported = _triaged(reported, by)
    reported.letter = text
    reported.save(update_fields=["letter"])
    record("letter_written", reported, by=by.person, at=at)
    return reported


def _triaged(reported: ReportedAccount, by: Membership) -> ReportedAccount:
    reported = locked(reported)
    rules.check_can_triage(by, reported)
    return reported
