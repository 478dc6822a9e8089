"""What a change, and an account, say of themselves: rows for the summary list."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.organisations.models import Department
from mercat.register.languages import names_of
from mercat.register.lifecycle import Kind, Status
from mercat.register.models import Account, Change

Rows = list[dict[str, Any]]


def rows_of(change: Change) -> Rows:
    """Before and after, and why."""
    rows = TOLD[Kind(change.kind)](change)
    why = change.reason or _("A correction")
    return [*rows, {"key": _("Why"), "value": why}]


def _wording(change: Change) -> Rows:
    names = {"name": _("Name"), "department": _("Service"), "purpose": _("What it is for")}
    return [
        row
        for name, (old, new) in change.content.items()
        for row in _pair(names[name], _said(change, name, old), _said(change, name, new))
    ]


def _said(change: Change, name: str, value: Any) -> str:
    if name == "department":
        found = Department.objects.filter(
            organisation=change.organisation_id, public_id=value or ""
        ).first()
        return str(found or "–")
    return "\n".join(value.values()) if isinstance(value, dict) else str(value)


def _owner(change: Change) -> Rows:
    owners = change.account.custodians.filter(level="owner", until=None).select_related("person")
    now = ", ".join(each.person.name for each in owners)
    return _pair(_("Owner"), now, change.content["name"])


def _address(change: Change) -> Rows:
    return _pair(_("Address"), change.account.url, change.content["url"])


def _status(change: Change) -> Rows:
    content = change.content
    old, new = change.account.get_status_display(), str(Status(content["new"]).label)
    since = date_format(date.fromisoformat(content["since"]), "j F Y")
    rows = [*_pair(_("Status"), old, new), {"key": _("Since"), "value": since}]
    plan = content.get("exit_plan")
    key = _("What becomes of followers, posts and records")
    return [*rows, *([{"key": key, "value": plan}] if plan else [])]


def _pair(what: str, old: str, new: str) -> Rows:
    return [
        {"key": _("%(what)s on the register") % {"what": what}, "value": old or "–"},
        {"key": _("%(what)s as asked for") % {"what": what}, "value": new or "–"},
    ]


TOLD = {
    Kind.WORDING: _wording,
    Kind.OWNER: _owner,
    Kind.ADDRESS: _address,
    Kind.STATUS: _status,
}


def kept_rows(account: Account) -> Rows:
    """What only those who keep the account read."""
    said = {
        _("Team mailbox"): account.mailbox,
        _("Where the password is kept"): account.secret_place,
        _("Second step of sign-in"): account.get_second_factor_display(),
        _("Tool"): account.tool,
        _("Contract"): account.contract,
        _("The platform’s own number"): account.stable_id,
    }
    return [{"key": key, "value": value or _("Not recorded")} for key, value in said.items()]


def more_rows(account: Account) -> Rows:
    """What everybody here reads, as far as it is recorded."""
    said = {
        _("Languages"): names_of(account.languages),
        _("Opened"): _day(account.opened_on),
        _("Closed"): _day(account.closed_on),
    }
    return [{"key": key, "value": value} for key, value in said.items() if value]


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
