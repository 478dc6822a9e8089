"""A person's own account, listed by that person alone and removed at once when they ask."""

from datetime import datetime

from django.db import transaction

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
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
    _record("listed", account, by=by, at=at)
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
        raise Refused("This account was taken off the register already.")
    _record("removed", kept, by=by, at=at)


def _record(verb: str, account: Account, *, by: Membership, at: datetime) -> None:
    audit.record(
        f"register.own.{verb}",
        subject=account,
        organisation=by.organisation,
        by=by.person,
        at=at,
        facts={"platform": account.platform},
    )
