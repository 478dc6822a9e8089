"""Who looks after an account, at which level, since when and why. Nobody is ever deleted."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.people.models import Person
from mercat.register import queries, rules
from mercat.register.actions.recording import locked, record
from mercat.register.models import Account, Custodian


@transaction.atomic
def add_custodian(
    *,
    account: Account,
    person: Person,
    level: Custodian.Level,
    reason: str,
    by: Membership,
    at: datetime,
) -> Custodian:
    """The first owner too; another owner needs a change that a second person agrees."""
    account = locked(account)
    rules.check_can_edit(by, account)
    _check_can_begin(account, person, level)
    custodian = begin(account, person, level, reason=reason, at=at)
    count_administrators(account)
    _record("added", custodian, reason=reason, by=by, at=at)
    return custodian


@transaction.atomic
def entrust(
    *,
    account: Account,
    person: Person,
    level: Custodian.Level,
    reason: str,
    by: Membership,
    at: datetime,
) -> Custodian:
    """As the panel agreed: whoever sends its letter need not be a keeper of the register."""
    account = locked(account)
    custodian = begin(account, person, level, reason=reason, at=at)
    count_administrators(account)
    _record("added", custodian, reason=reason, by=by, at=at)
    return custodian


def _check_can_begin(account: Account, person: Person, level: Custodian.Level) -> None:
    if not organisations.active_members(account.organisation).filter(person=person).exists():
        raise Refused(f"{person.name} is not a member here. Invite them first.")
    held = account.custodians.filter(level=level, until=None)
    if held.filter(person=person).exists():
        raise Refused(f"{person.name} is that already: {Custodian.Level(level).label.lower()}.")
    if level == Custodian.Level.OWNER and held.exists():
        raise Refused(_("This account has an owner. Ask for a new owner instead."))


@transaction.atomic
def change_custodian(
    *, custodian: Custodian, level: Custodian.Level, reason: str, by: Membership, at: datetime
) -> Custodian:
    """Another level: the old one ends and the new one begins, so that both stay on the record."""
    account = locked(custodian.account)
    rules.check_can_end_custodian(by, custodian)
    _check_can_begin(account, custodian.person, level)
    finish(custodian, reason=reason, at=at)
    changed = begin(account, custodian.person, level, reason=reason, at=at)
    count_administrators(account)
    _record("changed", changed, reason=reason, by=by, at=at, old=custodian.level)
    return changed


@transaction.atomic
def end_custodian(*, custodian: Custodian, reason: str, by: Membership, at: datetime) -> None:
    account = locked(custodian.account)
    custodian = Custodian.objects.select_related("person", "account__organisation").get(
        pk=custodian.pk
    )
    rules.check_can_end_custodian(by, custodian)
    finish(custodian, reason=reason, at=at)
    count_administrators(account)
    _record("ended", custodian, reason=reason, by=by, at=at)


def begin(
    account: Account, person: Person, level: Custodian.Level, *, reason: str, at: datetime
) -> Custodian:
    custodian, _ = Custodian.objects.get_or_create(
        account=account,
        person=person,
        level=level,
        until=None,
        defaults={"since": at, "reason": reason[:300]},
    )
    return custodian


def finish(custodian: Custodian, *, reason: str, at: datetime) -> None:
    custodian.until, custodian.end_reason = at, reason[:300]
    custodian.save(update_fields=["until", "end_reason"])


def count_administrators(account: Account) -> None:
    count = queries.administrators_of(account)
    Account.objects.filter(pk=account.pk).update(administrator_count=count)
    account.administrator_count = count


def _record(
    verb: str, custodian: Custodian, *, reason: str, by: Membership, at: datetime, old: str = ""
) -> None:
    record(
        f"custodian.{verb}",
        custodian.account,
        by=by.person,
        at=at,
        facts={"level": custodian.level, **({"old": old} if old else {})},
        words={"person": custodian.person.name, **({"reason": reason} if reason else {})},
    )
