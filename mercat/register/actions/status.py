from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.people.models import Person
from mercat.register import rules
from mercat.register.actions.publishing import publish
from mercat.register.actions.recording import locked, record
from mercat.register.lifecycle import CLOSED, Status
from mercat.register.models import Account


@transaction.atomic
def set_status(
    *,
    account: Account,
    status: Status,
    since: date,
    by: Person | None,
    at: datetime,
    reason: str = "",
    exit_plan: str = "",
) -> Account:
    """A status that the look-up answers from at once. Who may was asked before."""
    if status in {Status.FALSE, Status.OWN}:
        raise Refused(_("This status needs steps of its own: evidence, or the owner's word."))
    account = locked(account)
    old, account.status, account.since = account.status, status, since
    account.closed_on = since if status in CLOSED else None
    account.status_reason, account.exit_plan = reason, exit_plan
    account.row_version += 1
    account.save()
    publish(account=account, at=at)
    written = {"reason": reason, "exit_plan": exit_plan}
    record(
        "account.status_set",
        account,
        by=by,
        at=at,
        facts={"old": old, "new": status, "since": since.isoformat()},
        words={name: text for name, text in written.items() if text},
    )
    return account


@transaction.atomic
def lose(*, account: Account, since: date, reason: str, by: Membership, at: datetime) -> Account:
    """At once and by one person: until then the look-up would vouch for whoever took it."""
    account = locked(account)
    rules.check_can_lose(by, account)
    return set_status(
        account=account, status=Status.LOST, since=since, reason=reason, by=by.person, at=at
    )
