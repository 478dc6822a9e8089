"""What becomes of an account when somebody who looked after it has left; parts of other actions.

Who may was asked before: the line manager of who left is no keeper, and may do this.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.people.models import Person
from mercat.register.actions.changes import put_up
from mercat.register.actions.custodians import begin, count_administrators, finish
from mercat.register.actions.recording import locked, record
from mercat.register.lifecycle import OPEN, Kind
from mercat.register.models import Account, Change, Custodian

Level = Custodian.Level


@transaction.atomic
def hand_over(
    *,
    account: Account,
    left: Person,
    to: Person,
    level: Custodian.Level,
    reason: str,
    by: Membership,
    at: datetime,
) -> Custodian:
    """Every part of who left ends, and the colleague's begins, unless they have it already."""
    account = locked(account)
    _check_can_take(account, to, level, left=left)
    for part in account.custodians.filter(person=left, until=None):
        finish(part, reason=reason, at=at)
    custodian = begin(account, to, level, reason=reason, at=at)
    count_administrators(account)
    record(
        "custodian.handed_over",
        account,
        by=by.person,
        at=at,
        facts={"level": level},
        words={"left": left.name, "person": to.name, "reason": reason},
    )
    return custodian


def _check_can_take(account: Account, to: Person, level: Custodian.Level, *, left: Person) -> None:
    if account.status not in OPEN:
        raise Refused(_("This account is closed, so there is nothing to hand over."))
    if organisations.membership_of(account.organisation, to) is None:
        raise Refused(f"{to.name} is not a member here. Invite them first.")
    owners = account.custodians.filter(level=Level.OWNER, until=None)
    if level == Level.OWNER and owners.exclude(person__in=[left, to]).exists():
        raise Refused(_("This account has an owner. Choose another part."))


@transaction.atomic
def ask_to_close(
    *, account: Account, content: dict[str, Any], reason: str, by: Membership, at: datetime
) -> Change:
    """A second person agrees, as with every closing."""
    return put_up(locked(account), Kind.STATUS, content, reason=reason, by=by, at=at)
