from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mercat.register.lifecycle import ANSWERS, Answer, Status
from mercat.register.models import Account, Publication


def publish(*, account: Account, at: datetime) -> None:
    """Make what the register says of the account what the public sees of it."""
    if ANSWERS[Status(account.status)] == Answer.NOT_REGISTERED:
        Publication.objects.filter(account=account).delete()
        return
    Publication.objects.update_or_create(account=account, defaults=_published(account, at=at))


def publish_all(*, accounts: Sequence[Account], at: datetime) -> None:
    """As `publish`, for many: a few statements whatever their number. They keep their status."""
    shown = [each for each in accounts if ANSWERS[Status(each.status)] != Answer.NOT_REGISTERED]
    Publication.objects.bulk_create(
        [Publication(account=each, **_published(each, at=at)) for each in shown],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["account"],
        update_fields=["name", "department_name", "purpose", "published_at"],
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
