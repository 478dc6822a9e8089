"""Of the accounts in use; people's own and those that ended are no part of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mercat.common.fields import Words
from mercat.organisations.models import Organisation
from mercat.register.lifecycle import OPEN as IN_USE
from mercat.register.models import Account, Custodian, SecondFactor

Way = Callable[[Organisation, date], tuple[int | None, int]]


def in_use(organisation: Organisation) -> QuerySet[Account]:
    return Account.objects.filter(organisation=organisation, status__in=IN_USE)


def share(found: QuerySet[Any], of: QuerySet[Any]) -> tuple[int, int]:
    return found.count(), of.count()


def _two_administrators(organisation: Organisation, on: date) -> tuple[int, int]:
    accounts = in_use(organisation)
    return share(accounts.filter(administrator_count__gte=2), accounts)


def _second_step(organisation: Organisation, on: date) -> tuple[int, int]:
    accounts = in_use(organisation).exclude(second_factor=SecondFactor.NONE)
    return share(accounts.filter(second_factor=SecondFactor.ON), accounts)


def _team_mailbox(organisation: Organisation, on: date) -> tuple[int, int]:
    accounts = in_use(organisation)
    return share(accounts.exclude(mailbox=""), accounts)


def _purpose(organisation: Organisation, on: date) -> tuple[int, int]:
    accounts = in_use(organisation)
    return share(accounts.exclude(purpose=Words()), accounts)


def _backup(organisation: Organisation, on: date) -> tuple[int, int]:
    accounts = in_use(organisation)
    held = Q(level=Custodian.Level.BACKUP, until=None)
    backups = Custodian.objects.filter(held, account=OuterRef("pk"))
    return share(accounts.filter(Exists(backups)), accounts)


WAYS: dict[str, Way] = {
    "accounts_two_administrators": _two_administrators,
    "accounts_second_step": _second_step,
    "accounts_team_mailbox": _team_mailbox,
    "accounts_purpose": _purpose,
    "accounts_backup": _backup,
}
