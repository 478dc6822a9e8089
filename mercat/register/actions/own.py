"""A person's own account, listed by that person alone and removed at once when they ask."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership, Organisation
from mercat.people.models import Person
from mercat.platforms import Account as Recognised
from mercat.register import queries, rules
from mercat.register.actions.publishing import publish
from mercat.register.lifecycle import Status
from mercat.register.models import Account, Custodian


@transaction.atomic
def list_own(*, recognised: Recognised, name: str, by: Membership, at: datetime) -> Account:
    """The look-up says from now on: the person's own, it does not speak for the organisation."""
    found = queries.find(by.organisation, platform=recognised.platform, key=recognised.key)
    if found is not None:
        rules.check_is_own(by, found)
        return _renamed(found, name, at=at)
    today = by.organisation.day(at)
    account = Account.objects.create(
        organisation=by.organisation,
        platform=recognised.platform,
        key=recognised.key,
        handle=recognised.handle,
        url=recognised.url,
        kind=recognised.kind,
        name=name,
        status=Status.OWN,
        since=today,
        created_at=at,
        confirmed_at=at,
    )
    Custodian.objects.create(
        account=account, person=by.person, level=Custodian.Level.OWNER, since=at
    )
    publish(account=account, at=at)
    _record("listed", account, organisation=by.organisation, by=by.person, at=at)
    return account


def _renamed(account: Account, name: str, *, at: datetime) -> Account:
    account.name, account.confirmed_at = name, at
    account.save(update_fields=["name", "confirmed_at"])
    publish(account=account, at=at)
    return account


@transaction.atomic
def remove_own(*, account: Account, by: Membership, at: datetime) -> None:
    """Nothing of it stays but that somebody took away an account of their own."""
    rules.check_is_own(by, account)
    kept = Account(public_id=account.public_id, platform=account.platform)
    deleted, _ = Account.objects.filter(pk=account.pk, status=Status.OWN).delete()
    if not deleted:
        raise Refused(gettext("This account was taken off the register already."))
    _record("removed", kept, organisation=by.organisation, by=by.person, at=at)


def remove_own_of_leavers(*, at: datetime) -> int:
    """Who works here no longer has no account here, not even one of their own."""
    return sum(_remove_left(account, at=at) for account in list(queries.own_of_leavers()))


@transaction.atomic
def _remove_left(account: Account, *, at: datetime) -> bool:
    kept = Account(public_id=account.public_id, platform=account.platform)
    # Another worker may have removed it since it was found, or they came back.
    deleted, _ = queries.own_of_leavers().filter(pk=account.pk).delete()
    if deleted:
        _record("removed", kept, organisation=account.organisation, by=None, at=at)
    return bool(deleted)


def _record(
    verb: str, account: Account, *, organisation: Organisation, by: Person | None, at: datetime
) -> None:
    audit.record(
        f"register.own.{verb}",
        subject=account,
        organisation=organisation,
        by=by,
        at=at,
        facts={"platform": account.platform},
    )
