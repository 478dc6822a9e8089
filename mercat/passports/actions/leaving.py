"""Somebody has left: what they looked after becomes work for their manager, with a day.

Each step is taken on locked rows in the transaction that queues its mail, so that neither a kill
nor a second worker sends it twice.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from mercat.audit import actions as audit
from mercat.common import working_days
from mercat.common.lifecycle import check_move
from mercat.organisations.models import Membership, Organisation
from mercat.passports import emails, leaving, queries
from mercat.passports.lifecycle import HANDOVER_MOVES, WAITS, Settled
from mercat.passports.models import Handover
from mercat.people.models import Person
from mercat.register.lifecycle import OPEN as IN_USE

BATCH = 200


def follow_leavers(*, at: datetime) -> int:
    """Note what was left, settle what settled itself, remind on the day; returns the mails."""
    for handover in list(leaving.to_settle_by_themselves()[:BATCH]):
        _settle_by_itself(handover, at=at)
    mails, last = 0, 0
    while found := list(leaving.leavers().filter(pk__gt=last)[:BATCH]):
        mails += sum(_note(each, at=at) for each in found)
        last = found[-1].pk
    due = list(leaving.organisations_to_remind(at=at))
    return mails + sum(_remind(each, at=at) for each in due)


@transaction.atomic
def _note(membership: Membership, *, at: datetime) -> int:
    """One row for each thing, and one mail for all of them."""
    Membership.objects.select_for_update().get(pk=membership.pk)
    # Another worker may have noted them since they were found.
    accounts, passports = leaving.accounts_left(membership), leaving.passports_left(membership)
    organisation = membership.organisation
    due_on = working_days.add(
        organisation.day(at),
        queries.handover_working_days(organisation),
        nation=organisation.nation,
    )
    rows = [Handover(account=each) for each in accounts]
    rows += [Handover(passport=each) for each in passports]
    for row in rows:
        row.organisation, row.membership = organisation, membership
        row.due_on, row.noted_at = due_on, at
    if not rows:
        return 0
    Handover.objects.bulk_create(rows)
    audit.record(
        "passports.leaver.noted",
        subject=membership,
        organisation=organisation,
        by=None,
        at=at,
        facts={"things": len(rows), "due_on": due_on.isoformat()},
    )
    return emails.queue_leaver(membership, rows, at=at)


@transaction.atomic
def _settle_by_itself(handover: Handover, *, at: datetime) -> None:
    found = leaving.to_settle_by_themselves().filter(pk=handover.pk)
    row = found.select_for_update(of=("self",)).first()
    if row is None:
        return
    if row.is_back:  # type: ignore[attr-defined]
        settle(row, "return", Settled.RETURNED, by=None, at=at)
    elif row.account and row.account.status not in IN_USE:
        settle(row, "close", Settled.CLOSED, by=None, at=at)
    else:
        settle(row, "end", Settled.ENDED, by=None, at=at)


def settle(
    handover: Handover, action: str, how: Settled, *, by: Person | None, at: datetime
) -> None:
    """On the locked row."""
    handover.settled = check_move(HANDOVER_MOVES, action=action, old=WAITS, new=how).new
    handover.settled_at, handover.settled_by = at, by
    handover.save(update_fields=["settled", "settled_at", "settled_by"])
    audit.record(
        "passports.handover.settled",
        subject=handover,
        organisation=handover.organisation,
        by=by,
        at=at,
        facts={"how": handover.settled},
    )


@transaction.atomic
def _remind(organisation: Organisation, *, at: datetime) -> int:
    """One mail a day to each keeper and adviser, for all that is due."""
    due: Iterable[Handover] = leaving.to_remind(organisation, at=at)
    rows = list(due.select_for_update(of=("self",)))  # type: ignore[attr-defined]
    Handover.objects.filter(pk__in=[each.pk for each in rows]).update(reminded_at=at)
    return emails.queue_leavers_due(organisation, rows, at=at) if rows else 0
