"""What a keeper does with many accounts together: choose, plan, apply, undo, discard."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.register import rules
from mercat.register.bulk import queries, undoing
from mercat.register.bulk.judging import Judged, judge, wish_of
from mercat.register.bulk.report import sha256_of
from mercat.register.bulk.writing import write
from mercat.register.lifecycle import BULK_MOVES, BulkKind, BulkOutcome, BulkState
from mercat.register.models import Account, BulkChange, BulkRow

MOST = 1_000


@transaction.atomic
def choose(*, accounts: Iterable[Account], by: Membership, at: datetime) -> BulkChange:
    rules.check_can_keep(by)
    chosen = list(accounts)
    if not chosen:
        raise Refused(_("Tick the accounts first that you want to change."))
    if len(chosen) > MOST:
        raise Refused(too_many())
    bulk = BulkChange.objects.create(organisation=by.organisation, by=by.person, created_at=at)
    BulkRow.objects.bulk_create([BulkRow(bulk=bulk, account=each) for each in chosen])
    return bulk


def too_many() -> str:
    return _("These are more than 1,000 accounts. Filter them, and go in parts.")


@transaction.atomic
def plan(
    *, bulk: BulkChange, kind: BulkKind, content: dict[str, Any], by: Membership
) -> BulkChange:
    """What would become of each account. Nothing changes yet."""
    bulk = _locked(bulk, "plan", by=by)
    bulk.kind, bulk.content, bulk.state = kind, content, BulkState.PLANNED
    rows = {row.account_id: row for row in bulk.rows.all()}
    for account, judged in judge(wish_of(bulk), queries.accounts_of_bulk(bulk)):
        _say(rows[account.pk], judged)
    _keep(bulk, list(rows.values()))
    return bulk


def _say(row: BulkRow, judged: Judged) -> None:
    row.outcome, row.why = judged.outcome, judged.why
    row.was, row.becomes, row.before = judged.was, judged.becomes, {"mark": judged.mark}


def _keep(bulk: BulkChange, rows: list[BulkRow]) -> None:
    fields = ["outcome", "why", "was", "becomes", "before"]
    BulkRow.objects.bulk_update(rows, fields, batch_size=500)
    bulk.counts = dict(Counter(str(row.outcome) for row in rows))
    bulk.save()


@transaction.atomic
def apply(*, bulk: BulkChange, by: Membership, at: datetime) -> BulkChange:
    """All that can be changed, as it was looked at; one event."""
    bulk = _locked(bulk, "apply", by=by)
    rows = {row.account_id: row for row in queries.rows_of_bulk(bulk)}
    wish = wish_of(bulk)
    changing = [
        account
        for account, judged in judge(wish, queries.accounts_of_bulk(bulk, lock=True))
        if _still(rows[account.pk], judged)
    ]
    if not changing:
        raise Refused(_("Nothing is left that this would change."))
    for key, before in write(wish, changing, at=at).items():
        rows[key].before = before
    bulk.state, bulk.by, bulk.applied_at = BulkState.APPLIED, by.person, at
    bulk.report_sha256 = sha256_of(rows.values())
    _keep(bulk, list(rows.values()))
    _record("applied", bulk, by=by, at=at)
    return bulk


def _still(row: BulkRow, judged: Judged) -> bool:
    """Whether it is to change, and just as somebody saw it beforehand."""
    if row.outcome != BulkOutcome.CHANGE:
        return False
    if (judged.outcome, judged.mark) == (row.outcome, row.before["mark"]):
        return True
    row.outcome = BulkOutcome.REFUSED
    row.why = _("It changed after you looked, so it was left alone.")
    return False


@transaction.atomic
def undo(*, bulk: BulkChange, by: Membership, at: datetime) -> BulkChange:
    """Whole or not at all."""
    bulk = _locked(bulk, "undo", by=by)
    accounts = list(queries.accounts_of_bulk(bulk, lock=True, outcome=BulkOutcome.CHANGE))
    undoing.check_can_undo(bulk, accounts, at=at)
    undoing.take_back(bulk, accounts, at=at)
    bulk.state, bulk.undone_at = BulkState.UNDONE, at
    bulk.save(update_fields=["state", "undone_at"])
    _record("undone", bulk, by=by, at=at)
    return bulk


@transaction.atomic
def discard(*, bulk: BulkChange, by: Membership) -> None:
    _locked(bulk, "discard", by=by).delete()


def _locked(bulk: BulkChange, action: str, *, by: Membership) -> BulkChange:
    found = BulkChange.objects.select_for_update(of=("self",)).select_related("organisation")
    bulk = found.get(pk=bulk.pk)
    rules.check_can_keep(by)
    check_move(BULK_MOVES, action=action, old=bulk.state)
    return bulk


def _record(verb: str, bulk: BulkChange, *, by: Membership, at: datetime) -> None:
    audit.record(
        f"register.bulk.{verb}",
        subject=bulk,
        organisation=bulk.organisation,
        by=by.person,
        at=at,
        facts={"kind": bulk.kind, "counts": bulk.counts, "report_sha256": bulk.report_sha256},
        words=queries.words_of(bulk),
    )
