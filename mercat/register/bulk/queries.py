from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mercat.organisations.models import Department, Organisation
from mercat.people.models import Person
from mercat.register.lifecycle import BulkKind, BulkOutcome
from mercat.register.models import Account, BulkChange, BulkRow
from mercat.register.queries import accounts_of
from mercat.register.queries.history import FIELDS

TONES = {BulkOutcome.CHANGE: "ok", BulkOutcome.SAME: "plain", BulkOutcome.REFUSED: "wait"}
KEYS = {
    **FIELDS,
    "person": gettext_lazy("Who looks after them"),
    "reason": gettext_lazy("Why"),
}


def bulk_changes_of(organisation: Organisation) -> QuerySet[BulkChange]:
    found = BulkChange.objects.filter(organisation=organisation)
    return found.select_related("organisation", "by")


def rows_of_bulk(bulk: BulkChange) -> QuerySet[BulkRow]:
    return bulk.rows.select_related("account")


def ticked(organisation: Organisation, ids: Iterable[str]) -> QuerySet[Account]:
    known = [each for each in ids if each.isascii() and each.isalnum()]
    return accounts_of(organisation).filter(public_id__in=known[:1000])


def accounts_of_bulk(
    bulk: BulkChange, *, lock: bool = False, outcome: str = ""
) -> Iterable[Account]:
    """In the order in which everybody locks them, with who looks after each."""
    rows = bulk.rows.filter(outcome=outcome) if outcome else bulk.rows.all()
    found = Account.objects.filter(pk__in=rows.values("account")).order_by("pk")
    if lock:
        found = found.select_for_update(of=("self",))
    return found.select_related("department").prefetch_related("custodians__person")


def words_of(bulk: BulkChange) -> dict[str, str]:
    """What the history of each account says of it."""
    content = bulk.content
    reason = {"reason": content["reason"]} if "reason" in content else {}
    if bulk.kind == BulkKind.CUSTODIAN:
        people = Person.objects.in_bulk([content["left"], content["to"]], field_name="public_id")
        left, to = (people[content[each]].name for each in ("left", "to"))
        return {"person": f"{left} → {to}", **reason}
    if bulk.kind == BulkKind.DEPARTMENT:
        found = Department.objects.filter(public_id=content["value"])
        return {"department": str(found.first() or "")}
    return {bulk.kind: content["value"]} if "value" in content else reason


def told(bulk: BulkChange) -> list[dict[str, Any]]:
    """What is to be, as rows for the summary list."""
    since = bulk.content.get("since")
    days = [{"key": _("Since"), "value": date_format(date.fromisoformat(since))}] if since else []
    rows = [{"key": KEYS[name], "value": text} for name, text in words_of(bulk).items()]
    return [{"key": _("What changes"), "value": bulk.get_kind_display()}, *days, *rows]


def parts_of(bulk: BulkChange) -> list[dict[str, Any]]:
    """How many of each outcome."""
    found = [(each, bulk.counts.get(each.value, 0)) for each in BulkOutcome]
    return [{"text": said(bulk, each), "tone": TONES[each], "count": n} for each, n in found if n]


def said(bulk: BulkChange, outcome: str) -> str:
    """The word for an outcome, before and after."""
    if outcome == BulkOutcome.CHANGE and bulk.applied_at:
        return _("Changed, then undone") if bulk.undone_at else _("Changed")
    return str(BulkOutcome(outcome).label)


def described(bulk: BulkChange, row: BulkRow) -> dict[str, Any]:
    """One account, for the page and for the report."""
    outcome = BulkOutcome(row.outcome)
    return {"row": row, "text": said(bulk, outcome), "tone": TONES[outcome]}
