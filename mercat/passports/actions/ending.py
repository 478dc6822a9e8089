"""An emergency passport ends when a letter is released: another takes its place, or none does."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.organisations.models import Membership
from mercat.passports.lifecycle import APPROVING, PASSPORT_MOVES, PassportStatus
from mercat.passports.models import Decision, Passport


def end_emergency(decision: Decision, *, at: datetime) -> list[Passport]:
    """The case's own, and whichever holds the account that a new passport is for."""
    application = decision.application
    approves = decision.outcome in APPROVING
    action = "supersede" if approves else "end"
    ended = []
    for passport in _valid(decision, with_account=approves):
        passport.status = check_move(PASSPORT_MOVES, action=action, old=passport.status).new
        passport.expires_on = max(passport.starts_on, application.organisation.day(at))
        passport.save(update_fields=["status", "expires_on"])
        ended.append(passport)
    return ended


def _valid(decision: Decision, *, with_account: bool) -> QuerySet[Passport]:
    wanted = Q(application=decision.application)
    if with_account:
        given = decision.revision.content["answers"]["account"]
        wanted |= Q(account__platform=given["platform"], account__key=given["key"])
    found = Passport.objects.select_for_update(of=("self",)).filter(
        wanted,
        organisation=decision.application.organisation_id,
        decision=None,
        status=PassportStatus.ACTIVE,
    )
    return found.order_by("pk")


def record_ended(ended: Sequence[Passport], *, by: Membership, at: datetime) -> None:
    """Apart, because the end of the audit chain is locked last."""
    for passport in ended:
        verb = "superseded" if passport.status == PassportStatus.SUPERSEDED else "ended"
        audit.record(
            f"passports.passport.{verb}",
            subject=passport,
            organisation=by.organisation,
            by=by.person,
            at=at,
        )
