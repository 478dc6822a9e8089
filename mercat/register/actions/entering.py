from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations.models import Department, Organisation
from mercat.people.models import Person
from mercat.platforms import Account as Recognised
from mercat.register.actions.custodians import count_administrators
from mercat.register.actions.publishing import publish
from mercat.register.lifecycle import Status
from mercat.register.models import Account, Custodian


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
    is_confirmed: bool = True,
) -> Account:
    """Put an account on the register, in use, and publish it. One that is there is renewed.

    What nobody has confirmed yet is recorded so: its owner will be asked.
    """
    account = _entered(
        organisation, recognised, particulars, at=at, confirmed_at=at if is_confirmed else None
    )
    for person, level in particulars.custodians:
        Custodian.objects.get_or_create(
            account=account, person=person, level=level, until=None, defaults={"since": at}
        )
    count_administrators(account)
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
            _(
                "The register says of this account: {value}. Ask its keeper to settle that first."
            ).format(value=found.get_status_display().lower())
        )


def _entered(
    organisation: Organisation,
    recognised: Recognised,
    particulars: Particulars,
    *,
    at: datetime,
    confirmed_at: datetime | None,
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
        "confirmed_at": confirmed_at,
    }
    account, _ = Account.objects.update_or_create(
        organisation=organisation,
        platform=recognised.platform,
        key=recognised.key,
        defaults=fields,
        create_defaults={**fields, "opened_on": today, "created_at": at},
    )
    return account
