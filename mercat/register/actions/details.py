"""Corrections of what the register says of an account."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from mercat.common.refusals import Refused
from mercat.organisations.models import Department, Membership
from mercat.register import rules
from mercat.register.actions.changes import propose
from mercat.register.actions.publishing import publish
from mercat.register.actions.recording import locked, record
from mercat.register.lifecycle import Kind
from mercat.register.models import Account, Change

PUBLIC = ("name", "department", "purpose")  # what the public reads
PRIVATE = (
    "audience",
    "languages",
    "opened_on",
    "mailbox",
    "secret_place",
    "second_factor",
    "tool",
    "contract",
    "stable_id",
)


@transaction.atomic
def change_details(
    *, account: Account, details: dict[str, Any], row_version: int, by: Membership, at: datetime
) -> Change | None:
    """The keeper's corrections hold at once; the owner's public words wait for a second person.

    Returns what waits, if something does.
    """
    account = locked(account)
    rules.check_can_edit(by, account)
    if account.row_version != row_version:
        raise Refused(
            gettext(
                "Somebody else changed this account while you were writing. "
                "Compare with the account’s page, then save again."
            )
        )
    changed = differences(account, details)
    waits = {} if rules.can_keep(by) else {n: changed.pop(n) for n in PUBLIC if n in changed}
    write(account, changed, by=by, at=at)
    if not waits:
        return None
    return propose(
        account=account,
        kind=Kind.WORDING,
        content={name: [plain(old), plain(new)] for name, (old, new) in waits.items()},
        reason="",
        by=by,
        at=at,
    )


def differences(account: Account, details: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Of each field that would change: what it says, and what it shall say."""
    return {
        name: (getattr(account, name), new)
        for name, new in details.items()
        if name in {*PUBLIC, *PRIVATE} and getattr(account, name) != new
    }


def write(
    account: Account, changed: dict[str, tuple[Any, Any]], *, by: Membership, at: datetime
) -> None:
    """Set the fields of the locked row, publish, and keep before and after."""
    if not changed:
        return
    for name, (_, new) in changed.items():
        setattr(account, name, new)
    account.row_version += 1
    account.save()
    publish(account=account, at=at)
    record(
        "account.changed",
        account,
        by=by.person,
        at=at,
        facts={"fields": sorted(changed)},
        words={name: [spoken(old), spoken(new)] for name, (old, new) in changed.items()},
    )


def plain(value: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(value, Department):
        return value.public_id
    return value.isoformat() if hasattr(value, "isoformat") else value


def spoken(value: Any) -> str:
    """As the history shows it."""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        return "\n".join(filter(None, value.values()))
    return "" if value is None else str(value)
