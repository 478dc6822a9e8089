"""Published accounts in every state that the look-up tells apart."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from mercat.organisations.models import Organisation
from mercat.register import actions as register
from mercat.register.models import Account
from tests.factories import AccountFactory, MembershipFactory
from tests.passports.states import passport_for

OLD = timedelta(days=210)


def published(organisation: Organisation, **fields: Any) -> Account:
    now = timezone.now()
    account: Account = AccountFactory(
        organisation=organisation, **{"confirmed_at": now, "since": now.date(), **fields}
    )
    register.publish(account=account, at=now)
    return account


def claimed(
    organisation: Organisation, *, passport: str, unconfirmed: bool, status: str
) -> Account:
    confirmed_at = timezone.now() - (OLD if unconfirmed else timedelta())
    account = published(organisation, status=status, confirmed_at=confirmed_at)
    if passport:
        holder = MembershipFactory(organisation=organisation)
        passport_for(account, holder=holder, status=passport)
    return account
