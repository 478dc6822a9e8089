from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations.models import Domain, Organisation
from mercat.people.models import Person


@transaction.atomic
def create(*, name: str, slug: str, nation: str, by: Person | None, at: datetime) -> Organisation:
    organisation = Organisation.objects.create(name=name, slug=slug, nation=nation)
    audit.record(
        "organisations.organisation.created",
        subject=organisation,
        organisation=organisation,
        by=by,
        at=at,
    )
    return organisation


@transaction.atomic
def verify_domain(
    *, organisation: Organisation, host: str, method: str, by: Person | None, at: datetime
) -> Domain:
    host = host.strip().rstrip(".").lower()
    taken = Domain.objects.filter(host=host).exclude(verified_at=None)
    if taken.exclude(organisation=organisation).exists():
        raise Refused(_("{host} belongs to another organisation here.").format(host=host))
    domain, _made = Domain.objects.update_or_create(
        organisation=organisation, host=host, defaults={"method": method, "verified_at": at}
    )
    audit.record(
        "organisations.domain.verified",
        subject=organisation,
        organisation=organisation,
        by=by,
        at=at,
        facts={"method": method, "host": host},
    )
    return domain
