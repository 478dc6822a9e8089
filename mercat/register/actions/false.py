"""An account that pretends to be us. Evidence and the second person were asked for before."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from mercat.common.lifecycle import can_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register import queries
from mercat.register.actions.publishing import publish
from mercat.register.actions.recording import locked, record
from mercat.register.lifecycle import MOVES, Status
from mercat.register.models import Account, Alias


def check_can_be_false(*, organisation: Organisation, platform: str, key: str) -> Account | None:
    """Ours, or somebody's own, never is. The account as the register has it, if it does."""
    there = queries.find(organisation, platform=platform, key=key)
    if there is not None:
        if not can_move(MOVES, action="call_false", old=there.status):
            raise Refused(queries.why_known(there) + ".")
        return there
    same = Alias.objects.filter(
        account__organisation=organisation, kind=Alias.Kind.SAME, platform=platform, key=key
    )
    if alias := same.select_related("account").first():
        raise Refused(
            _("It is another address of {account}.").format(account=alias.account.full_name)
        )
    return None


def call_false(
    *,
    organisation: Organisation,
    address: dict[str, str],
    since: date,
    by: Person,
    at: datetime,
) -> tuple[Account, dict[str, Any]]:
    """Every door says so from now on; and what the register said before, to go back to."""
    found = check_can_be_false(
        organisation=organisation, platform=address["platform"], key=address["key"]
    )
    account = locked(found) if found else _made(organisation, address, at=at)
    was = _said(account) if found else {}
    account.status, account.since, account.closed_on = Status.FALSE, since, None
    account.row_version += 1
    account.save()
    publish(account=account, at=at)
    facts = {"old": was.get("status", ""), "new": account.status, "since": since.isoformat()}
    record("account.called_false", account, by=by, at=at, facts=facts)
    return account, was


def _made(organisation: Organisation, address: dict[str, str], *, at: datetime) -> Account:
    return Account(
        organisation=organisation, **address, name=address["handle"][:120], created_at=at
    )


def _said(account: Account) -> dict[str, Any]:
    return {
        "status": account.status,
        "since": account.since.isoformat(),
        "closed_on": account.closed_on.isoformat() if account.closed_on else None,
    }


def call_false_no_longer(
    *, account: Account, was: dict[str, Any], by: Person | None, at: datetime
) -> None:
    """Back to what the register said before; off the register, if it said nothing."""
    account = locked(account)
    if account.status != Status.FALSE:
        return
    facts = {"old": account.status, "new": was.get("status", "")}
    record("account.called_false_no_longer", account, by=by, at=at, facts=facts)
    account.status = was.get("status", Status.PROPOSED)
    if was:
        account.since = date.fromisoformat(was["since"])
        account.closed_on = date.fromisoformat(was["closed_on"]) if was["closed_on"] else None
    account.row_version += 1
    account.save()
    publish(account=account, at=at)  # first, so that feeds hear that it was taken off
    if not was:
        account.delete()
