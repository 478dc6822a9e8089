"""Put back what was, on every account or on none."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from mercat.audit.models import Event
from mercat.common.fields import Words
from mercat.common.refusals import Refused
from mercat.organisations.models import Department
from mercat.register.bulk.judging import WORDS
from mercat.register.bulk.writing import STATUS, count_all, save, save_status
from mercat.register.lifecycle import BulkKind, BulkState, ImportState
from mercat.register.models import Account, BulkChange, BulkRow, Custodian, ImportedAccount

MOST_NAMED = 5
DAYS = ("since", "closed_on")
# Later, two people have to agree that an account is in our hands again.
UNDO_LOST = timedelta(hours=24)


def check_can_undo(bulk: BulkChange, accounts: list[Account], *, at: datetime) -> None:
    if bulk.kind == BulkKind.LOST and bulk.applied_at and at > bulk.applied_at + UNDO_LOST:
        raise Refused(
            _(
                "A day has passed. Say on each account’s page that it is in your hands again: "
                "a second person agrees."
            )
        )
    names = sorted({account.name for account in changed_since(bulk, accounts)})
    if names:
        shown = ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
        said = _("This can no longer be undone: {names} changed since. Change those by themselves.")
        raise Refused(said.format(names=shown))


def changed_since(bulk: BulkChange, accounts: list[Account]) -> Iterator[Account]:
    """Everything that people do to one account leaves an event; what is done to many, a row."""
    events = Event.objects.filter(organisation_id=bulk.organisation.public_id)
    applied = events.filter(verb="register.bulk.applied", subject_id=bulk.public_id)
    since = applied.values_list("sequence", flat=True).first() or 0
    ours = Account.objects.filter(bulk_rows__bulk=bulk, bulk_rows__outcome="change")
    later = events.filter(subject_kind=Account._meta.label_lower, sequence__gt=since)
    imports = ImportedAccount.objects.filter(
        account=OuterRef("pk"), source__applied_at__gt=bulk.applied_at
    ).exclude(source__state=ImportState.UNDONE)
    others = BulkRow.objects.filter(
        account=OuterRef("pk"),
        outcome="change",
        bulk__state=BulkState.APPLIED,
        bulk__applied_at__gt=bulk.applied_at,
    )
    touched = ours.filter(
        Exists(later.filter(subject_id=OuterRef("public_id"))) | Exists(imports) | Exists(others)
    )
    keys = set(touched.values_list("pk", flat=True))
    yield from (account for account in accounts if account.pk in keys)


def take_back(bulk: BulkChange, accounts: list[Account], *, at: datetime) -> None:
    before = dict(bulk.rows.filter(outcome="change").values_list("account_id", "before"))
    if bulk.kind == BulkKind.CUSTODIAN:
        _custodians(accounts, before)
    elif bulk.kind == BulkKind.LOST:
        _lost(accounts, before, at=at)
    else:
        _fields(bulk, accounts, before, at=at)


def _custodians(accounts: list[Account], before: dict[int, dict[str, Any]]) -> None:
    """Those that began go, as if they never had; it is on the record that they had."""
    begun = [pk for each in before.values() for pk in each.get("begun", [])]
    ended = [pk for each in before.values() for pk in each["ended"]]
    for start in range(0, max(len(begun), len(ended)), 500):
        Custodian.objects.filter(pk__in=begun[start : start + 500]).delete()
        again = Custodian.objects.filter(pk__in=ended[start : start + 500])
        again.update(until=None, end_reason="")
    count_all(accounts)


def _lost(accounts: list[Account], before: dict[int, dict[str, Any]], *, at: datetime) -> None:
    for account in accounts:
        was = before[account.pk]
        for name in STATUS:
            day = was[name] and date.fromisoformat(was[name]) if name in DAYS else was[name]
            setattr(account, name, day)
    save_status(accounts, at=at, step=-1)


def _fields(
    bulk: BulkChange, accounts: list[Account], before: dict[int, dict[str, Any]], *, at: datetime
) -> None:
    departments = {
        each.public_id: each for each in Department.objects.filter(organisation=bulk.organisation)
    }
    for account in accounts:
        was = before[account.pk][bulk.kind]
        if bulk.kind == BulkKind.DEPARTMENT:
            was = departments.get(was)
        setattr(account, bulk.kind, Words(was) if bulk.kind in WORDS else was)
    save(accounts, [bulk.kind], at=at, step=-1)
