from datetime import date, datetime

from django.db import transaction

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.people.models import Person
from mercat.register.actions.publishing import publish
from mercat.register.lifecycle import Status
from mercat.register.models import Account


@transaction.atomic
def set_status(
    *, account: Account, status: Status, since: date, by: Person, at: datetime
) -> Account:
    """A status that the look-up answers from at once."""
    if status in {Status.FALSE, Status.OWN}:
        raise Refused("This status needs steps of its own: evidence, or the owner's word.")
    account = Account.objects.select_for_update().get(pk=account.pk)
    old, account.status, account.since = account.status, status, since
    closed = status in {Status.CLOSED_PARKED, Status.CLOSED_RELEASED}
    account.closed_on = since if closed else None
    account.save(update_fields=["status", "since", "closed_on"])
    publish(account=account, at=at)
    audit.record(
        "register.account.status_set",
        subject=account,
        organisation=account.organisation,
        by=by,
        at=at,
        facts={"old": old, "new": status, "since": since.isoformat()},
    )
    return account
