"""What each kind of change does once it is agreed, and what must be true for it to be asked."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from mercat.common.fields import Words
from mercat.common.refusals import Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Department, Membership
from mercat.register import rules
from mercat.register.actions.custodians import begin, count_administrators, finish
from mercat.register.actions.former import is_former_no_longer, keep_former
from mercat.register.actions.publishing import publish
from mercat.register.actions.status import set_status
from mercat.register.lifecycle import Kind, Status
from mercat.register.models import Account, Change, Custodian


def check(account: Account, kind: Kind, content: dict[str, Any]) -> None:
    CHECKS[kind](account, content)


def apply(change: Change, account: Account, *, by: Membership, at: datetime) -> None:
    """On the locked account; refuses where things have moved on meanwhile."""
    kind = Kind(change.kind)
    CHECKS[kind](account, change.content)
    APPLIES[kind](change, account, by, at)


def _check_wording(account: Account, content: dict[str, Any]) -> None:
    department = content.get("department", [None, None])[1]
    if department and not _departments(account).filter(public_id=department).exists():
        raise Refused(_("The department of this change is gone. Decline it, and ask for another."))


def _apply_wording(change: Change, account: Account, by: Membership, at: datetime) -> None:
    content = {name: new for name, (_, new) in change.content.items()}
    if "department" in content:
        found = _departments(account).filter(public_id=content["department"]).first()
        account.department = found
    if "name" in content:
        account.name = content["name"]
    if "purpose" in content:
        account.purpose = Words(content["purpose"])
    account.row_version += 1
    account.save()
    publish(account=account, at=at)


def _departments(account: Account) -> Any:
    return Department.objects.filter(organisation=account.organisation_id)


def _check_owner(account: Account, content: dict[str, Any]) -> None:
    if _new_owner(account, content) is None:
        raise Refused(_("The new owner works here no longer. Name somebody else."))


def _new_owner(account: Account, content: dict[str, Any]) -> Membership | None:
    members = organisations.active_members(account.organisation)
    return members.filter(person__public_id=content["person"]).first()


def _apply_owner(change: Change, account: Account, by: Membership, at: datetime) -> None:
    new = _new_owner(account, change.content)
    if new is None:
        return
    owners = account.custodians.filter(level=Custodian.Level.OWNER, until=None)
    for old in owners.exclude(person=new.person):
        finish(old, reason=change.reason, at=at)
    begin(account, new.person, Custodian.Level.OWNER, reason=change.reason, at=at)
    count_administrators(account)


def _check_address(account: Account, content: dict[str, Any]) -> None:
    taken = Account.objects.filter(
        organisation=account.organisation_id, platform=account.platform, key=content["key"]
    ).exclude(pk=account.pk)
    if taken.exists():
        raise Refused(f"{content['handle']} is on the register already, as another account.")
    if content["key"] == account.key and content["handle"] == account.handle:
        raise Refused(f"{content['handle']} is its name already.")


def _apply_address(change: Change, account: Account, by: Membership, at: datetime) -> None:
    """What it was called stays known as a name that it had."""
    if account.key != change.content["key"]:
        keep_former(account, by=by.person, at=at)
    is_former_no_longer(account, change.content["key"])
    for name in ("key", "handle", "url"):
        setattr(account, name, change.content[name])
    account.row_version += 1
    account.save()
    publish(account=account, at=at)


def _check_status(account: Account, content: dict[str, Any]) -> None:
    rules.check_status_move(account, content["action"], content["new"])


def _apply_status(change: Change, account: Account, by: Membership, at: datetime) -> None:
    set_status(
        account=account,
        status=Status(change.content["new"]),
        since=date.fromisoformat(change.content["since"]),
        reason=change.reason,
        exit_plan=change.content.get("exit_plan", ""),
        by=by.person,
        at=at,
    )


CHECKS = {
    Kind.WORDING: _check_wording,
    Kind.OWNER: _check_owner,
    Kind.ADDRESS: _check_address,
    Kind.STATUS: _check_status,
}
APPLIES = {
    Kind.WORDING: _apply_wording,
    Kind.OWNER: _apply_owner,
    Kind.ADDRESS: _apply_address,
    Kind.STATUS: _apply_status,
}
