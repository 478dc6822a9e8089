from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mercat.register.lifecycle import ANSWERS, Answer, PublicKind, Status
from mercat.register.models import Account, Publication, PublicChange


def publish(*, account: Account, at: datetime) -> None:
    """Make what the register says of the account what the public sees of it."""
    publish_all(accounts=[account], at=at)


def publish_all(*, accounts: Sequence[Account], at: datetime) -> None:
    """As `publish`, for many: a few statements whatever their number.

    What the public reads is written, and said to have changed, only where it differs.
    """
    was = {each.account_id: each for each in _publications(accounts)}
    is_ = {each.pk: _published(each, at=at) for each in accounts if _is_shown(each)}
    _remove([each for each in accounts if each.pk in was and each.pk not in is_], was, at=at)
    new = [each for each in accounts if each.pk in is_ and each.pk not in was]
    changed = [
        each
        for each in accounts
        if each.pk in is_ and each.pk in was and _differs(was[each.pk], is_[each.pk])
    ]
    _write([*new, *changed], is_)
    record(new, PublicKind.ENTERED, at=at)
    record(changed, PublicKind.CHANGED, at=at)


def record(accounts: Sequence[Account], kind: PublicKind, *, at: datetime) -> None:
    """For feeds and for programs that follow the register. A person's own account leaves none."""
    PublicChange.objects.bulk_create(
        [
            PublicChange(
                organisation_id=each.organisation_id,
                account_id=each.public_id,
                kind=kind,
                answer=ANSWERS[Status(each.status)],
                at=at,
            )
            for each in accounts
            if each.status != Status.OWN
        ],
        batch_size=1000,
    )


def _is_shown(account: Account) -> bool:
    return ANSWERS[Status(account.status)] != Answer.NOT_REGISTERED


def _publications(accounts: Sequence[Account]) -> list[Publication]:
    keys = [each.pk for each in accounts]
    return [
        each
        for start in range(0, len(keys), 500)
        for each in Publication.objects.filter(account__in=keys[start : start + 500])
    ]


def _remove(accounts: Sequence[Account], was: dict[int, Publication], *, at: datetime) -> None:
    for each in accounts:
        said = was[each.pk]
        said.delete()
        PublicChange.objects.create(
            organisation_id=each.organisation_id,
            account_id=each.public_id,
            kind=PublicKind.REMOVED,
            answer=said.answer,
            at=at,
        )


def _write(accounts: Sequence[Account], values: dict[int, dict[str, Any]]) -> None:
    if not accounts:
        return
    Publication.objects.bulk_create(
        [Publication(account=each, **values[each.pk]) for each in accounts],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["account"],
        update_fields=list(values[accounts[0].pk]),
    )


def _differs(was: Publication, now: dict[str, Any]) -> bool:
    fields = {field.attname: field for field in Publication._meta.concrete_fields}
    return any(
        getattr(was, name) != fields[name].to_python(value)
        for name, value in now.items()
        if name != "published_at"
    )


def _published(account: Account, *, at: datetime) -> dict[str, Any]:
    return {
        "organisation_id": account.organisation_id,
        "platform": account.platform,
        "key": account.key,
        "handle": account.handle,
        "url": account.url,
        "answer": ANSWERS[Status(account.status)],
        "name": account.name,
        "department_name": account.department.name if account.department else "",
        "purpose": account.purpose,
        "since": account.since,
        "confirmed_at": account.confirmed_at,
        "published_at": at,
    }
