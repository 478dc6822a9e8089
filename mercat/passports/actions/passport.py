"""The one place where a passport goes from one state to another."""

from datetime import datetime
from typing import Any

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.organisations.models import Membership
from mercat.passports.lifecycle import (
    LIVE,
    PASSPORT_MOVES,
    REVOCATION_MOVES,
    PassportStatus,
    Revoking,
)
from mercat.passports.models import Passport, Revocation
from mercat.people.models import Person

VERBS = {
    "suspend": "suspended",
    "resume": "resumed",
    "expire": "expired",
    "end": "ended",
    "supersede": "superseded",
    "surrender": "surrendered",
    "revoke": "revoked",
    "restore": "restored",
    "reinstate": "reinstated",
}
END_TODAY = ("end", "supersede", "surrender", "revoke")


def locked(passport: Passport) -> Passport:
    return (
        Passport.objects.select_for_update(of=("self",))
        .select_related("organisation", "application__organisation", "holder", "account")
        .get(pk=passport.pk)
    )


def move(passport: Passport, *, action: str, at: datetime, new: str = "") -> None:
    """On the locked row. What was begun about it ends with it."""
    passport.status = check_move(PASSPORT_MOVES, action=action, old=passport.status, new=new).new
    if action in END_TODAY:
        today = max(passport.starts_on, passport.organisation.day(at))
        passport.expires_on = min(passport.expires_on, today)
    passport.save(update_fields=["status", "expires_on"])
    if passport.status != PassportStatus.SUSPENDED:
        passport.suspensions.filter(ended_at=None).update(ended_at=at)
    if passport.status not in LIVE and action != "revoke":
        _overtake(passport, at=at)


def _overtake(passport: Passport, *, at: datetime) -> None:
    for each in passport.revocations.filter(status=Revoking.ASKED).select_for_update():
        settle(each, action="overtake", by=None, at=at)


def settle(
    revocation: Revocation, *, action: str, by: Person | None, at: datetime, words: str = ""
) -> None:
    """On the locked row."""
    found = check_move(REVOCATION_MOVES, action=action, old=revocation.status)
    revocation.status, revocation.words = found.new, words
    revocation.settled_by, revocation.settled_at = by, at
    revocation.save(update_fields=["status", "words", "settled_by", "settled_at"])


def record(
    action: str,
    passport: Passport,
    *,
    by: Membership | Person | None,
    at: datetime,
    facts: dict[str, Any] | None = None,
    words: dict[str, Any] | None = None,
) -> None:
    """Apart, because the end of the audit chain is locked last."""
    audit.record(
        f"passports.passport.{VERBS.get(action, action)}",
        subject=passport,
        organisation=passport.organisation,
        by=by.person if isinstance(by, Membership) else by,
        at=at,
        facts=facts,
        words=words,
    )
