"""What every change of an account does: lock the row, leave an event."""

from datetime import datetime
from typing import Any

from mercat.audit import actions as audit
from mercat.people.models import Person
from mercat.register.models import Account


def locked(account: Account) -> Account:
    return Account.objects.select_for_update().get(pk=account.pk)


def record(
    verb: str,
    account: Account,
    *,
    by: Person | None,
    at: datetime,
    facts: dict[str, Any] | None = None,
    words: dict[str, Any] | None = None,
) -> None:
    """`words` may be erased: what somebody wrote, and names."""
    audit.record(
        f"register.{verb}",
        subject=account,
        organisation=account.organisation,
        by=by,
        at=at,
        facts=facts,
        words=words,
    )
