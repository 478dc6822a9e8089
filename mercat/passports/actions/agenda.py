"""What the panel speaks of, in which order."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import queries
from mercat.passports.actions.meetings import add_to, planned, put_due_on, record
from mercat.passports.models import AgendaItem, Meeting

UP, DOWN = "up", "down"


@transaction.atomic
def propose_agenda(*, meeting: Meeting, by: Membership, at: datetime) -> int:
    """Add what is due before the panel meets again; returns how many cases came."""
    meeting = planned(meeting, by=by)
    count = put_due_on(meeting)
    if count:
        record("proposed", meeting, by=by, at=at, items=count)
    return count


@transaction.atomic
def add_items(*, meeting: Meeting, cases: Iterable[str], by: Membership, at: datetime) -> int:
    """By their public ids, in the order of their due dates."""
    meeting = planned(meeting, by=by)
    chosen = queries.cases_to_add(queries.heard_by(by)).filter(public_id__in=list(cases))
    keys = list(chosen.values_list("pk", flat=True))
    if not keys:
        raise Refused(_("These cases are on an agenda already, or no longer with the panel."))
    if meeting.items.count() + len(keys) > queries.MOST_ITEMS:
        said = _("An agenda holds at most {most} cases. Plan a second meeting.")
        raise Refused(said.format(most=queries.MOST_ITEMS))
    count = add_to(meeting, keys)
    record("added", meeting, by=by, at=at, items=count)
    return count


@transaction.atomic
def remove_item(*, meeting: Meeting, number: int, by: Membership, at: datetime) -> None:
    """The case stays with the panel."""
    meeting = planned(meeting, by=by)
    _item(meeting, number).delete()
    record("removed", meeting, by=by, at=at)


@transaction.atomic
def move_item(*, meeting: Meeting, number: int, to: str, by: Membership, at: datetime) -> None:
    """One place up or down; at the edge nothing moves."""
    meeting = planned(meeting, by=by)
    rows = list(meeting.items.order_by("position", "pk"))
    item = _item(meeting, number)
    here = rows.index(item)
    there = max(0, min(len(rows) - 1, here + (-1 if to == UP else 1)))
    rows.insert(there, rows.pop(here))
    for position, row in enumerate(rows, start=1):
        row.position = position
    AgendaItem.objects.bulk_update(rows, ["position"])
    if here != there:
        record("moved", meeting, by=by, at=at)


def _item(meeting: Meeting, number: int) -> AgendaItem:
    found = meeting.items.filter(pk=number).first()
    if found is None:
        raise Refused(_("This case is no longer on the agenda."))
    return found
