"""Accounts with people who look after them, and changes that wait."""

from typing import Any

from mercat.register import actions
from mercat.register.lifecycle import Kind
from mercat.register.models import Account, Custodian
from tests.factories import AccountFactory
from tests.factories.council import NOW, Council


def owned(council: Council, **fields: Any) -> Account:
    """Owned by the applicant, published."""
    fields = {"handle": "StrathLibs", "name": "Strathbeg Libraries", **fields}
    account: Account = AccountFactory(organisation=council.organisation, **fields)
    Custodian.objects.create(
        account=account, person=council.applicant.person, level="owner", since=NOW
    )
    actions.publish(account=account, at=NOW)
    return account


def status(action: str, new: str, since: str = "2026-11-10", **more: str) -> dict[str, Any]:
    return {"action": action, "new": new, "since": since, **more}


def propose(account: Account, kind: Kind, content: dict[str, Any], *, by: Any) -> Any:
    return actions.propose(
        account=account, kind=kind, content=content, reason="It moved on", by=by, at=NOW
    )
