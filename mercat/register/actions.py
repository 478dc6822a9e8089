from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations.models import Department, Organisation
from mercat.people.models import Person
from mercat.platforms import Account as Recognised
from mercat.register.lifecycle import ANSWERS, Answer, Status
from mercat.register.models import Account, Custodian, Publication


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an organisation says of an account when it enters the register."""

    name: str
    department: Department | None
    purpose: str
    audience: str
    custodians: tuple[tuple[Person, str], ...]  # person, level


@transaction.atomic
def enter(
    *,
    organisation: Organisation,
    recognised: Recognised,
    particulars: Particulars,
    by: Person,
    at: datetime,
) -> Account:
    """Put an account on the register, in use, and publish it. One that is there is renewed."""
    account = _entered(organisation, recognised, particulars, at=at)
    for person, level in particulars.custodians:
        Custodian.objects.get_or_create(
            account=account, person=person, level=level, until=None, defaults={"since": at}
        )
    publish(account=account, at=at)
    audit.record(
        "register.account.entered",
        subject=account,
        organisation=organisation,
        by=by,
        at=at,
        facts={"platform": account.platform, "status": account.status},
    )
    return account


def _check_can_be_entered(organisation: Organisation, recognised: Recognised) -> None:
    found = Account.objects.filter(
        organisation=organisation, platform=recognised.platform, key=recognised.key
    ).first()
    if found and found.status in {Status.FALSE, Status.LOST, Status.OWN}:
        raise Refused(
            f"The register says of this account: {found.get_status_display().lower()}. "
            "Ask its keeper to settle that first."
        )


def _entered(
    organisation: Organisation, recognised: Recognised, particulars: Particulars, *, at: datetime
) -> Account:
    _check_can_be_entered(organisation, recognised)
    today = organisation.day(at)
    fields = {
        "handle": recognised.handle,
        "url": recognised.url,
        "kind": recognised.kind,
        "name": particulars.name,
        "department": particulars.department,
        "purpose": particulars.purpose,
        "audience": particulars.audience,
        "status": Status.ACTIVE,
        "since": today,
        "closed_on": None,
        "confirmed_at": at,
    }
    account, _ = Account.objects.update_or_create(
        organisation=organisation,
        platform=recognised.platform,
        key=recognised.key,
        defaults=fields,
        create_defaults={**fields, "opened_on": today, "created_at": at},
    )
    return account


@transaction.atomic
def set_status(
    *, account: Account, status: Status, since: date, by: Person, at: datetime
) -> Account:
    """A status that the look-up answers from at once."""
    if status in {Status.FALSE, Status.OWN}:
        raise Refused("This status needs steps of its own: evidence, or the owner's word.")
    account = Account.objects.select_for_update().get(pk=account.pk)
    old, account.status, account.since = account.status, status, since
    closed = status in {Status.CLOSED_PARKED, Status.CLOSED_RELEASED}
    account.closed_on = since if closed else None
    account.save(update_fields=["status", "since", "closed_on"])
    publish(account=account, at=at)
    audit.record(
        "register.account.status_set",
        subject=account,
        organisation=account.organisation,
        by=by,
        at=at,
        facts={"old": old, "new": status, "since": since.isoformat()},
    )
    return account


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
