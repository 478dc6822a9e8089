from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mercat.common import working_days
from mercat.organisations.models import Membership
from mercat.passports import advice as conversations
from mercat.passports.models import Advice


def advice_shown(membership: Membership, shown: str) -> QuerySet[Advice]:
    """The adviser's queue and its other lists."""
    if shown == "guidance":
        return conversations.could_be_guidance(membership)
    if shown == "answered":
        return conversations.advised_by(membership).filter(waiting_since=None)
    found = conversations.waiting(membership)
    return found.filter(taken_by=membership.person_id) if shown == "mine" else found


def with_age(rows: Iterable[Advice], *, at: datetime) -> list[dict[str, Any]]:
    return [{"advice": row, "kind": _kind(row), "age": _age(row, at=at)} for row in rows]


def _kind(advice: Advice) -> str:
    if advice.application:
        return _("Application")
    return _("Account") if advice.account else _("Question")


def _age(advice: Advice, *, at: datetime) -> str:
    """In working days of the organisation."""
    if advice.waiting_since is None:
        return ""
    here = advice.organisation
    since, today = here.day(advice.waiting_since), here.day(at)
    days = working_days.between(since, today, nation=here.nation)
    if not days:
        return _("since today")
    return ngettext("%d working day", "%d working days", days) % days
