"""Of the accounts in use; people's own and those that ended are no part of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mercat.common.fields import Words
from mercat.organisations.models import Organisation
from mercat.register.lifecycle import OPEN as IN_USE
from mercat.register.models import Account, Custodian, SecondFactor


@dataclass(frozen=True, slots=True)
class Of:
    """Whose facts are counted: an organisation's, or those of some of its departments."""

    organisation: Organisation
    departments: frozenset[int] | None = None

    def within(self, field: str = "department") -> dict[str, Any]:
        return {} if self.departments is None else {f"{field}__in": self.departments}


Way = Callable[[Of, date], tuple[int | None, int]]


def in_use(of: Of) -> QuerySet[Account]:
    return Account.objects.filter(organisation=of.organisation, status__in=IN_USE, **of.within())


def share(found: QuerySet[Any], of: QuerySet[Any]) -> tuple[int, int]:
    return found.count(), of.count()


def _two_administrators(of: Of, on: date) -> tuple[int, int]:
    accounts = in_use(of)
    return share(accounts.filter(administrator_count__gte=2), accounts)


def _second_step(of: Of, on: date) -> tuple[int, int]:
    accounts = in_use(of).exclude(second_factor=SecondFactor.NONE)
    return share(accounts.filter(second_factor=SecondFactor.ON), accounts)


def _team_mailbox(of: Of, on: date) -> tuple[int, int]:
    accounts = in_use(of)
    return share(accounts.exclude(mailbox=""), accounts)


def _purpose(of: Of, on: date) -> tuple[int, int]:
    accounts = in_use(of)
    return share(accounts.exclude(purpose=Words()), accounts)


def _backup(of: Of, on: date) -> tuple[int, int]:
    accounts = in_use(of)
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
