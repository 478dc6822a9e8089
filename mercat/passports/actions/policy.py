from datetime import datetime

from django.db import transaction

from mercat.audit import actions as audit
from mercat.organisations.models import Organisation
from mercat.passports import policy_files
from mercat.passports.models import Policy
from mercat.people.models import Person


@transaction.atomic
def adopt_policy(
    *, organisation: Organisation, key: str, by: Person | None, at: datetime
) -> Policy:
    """Make a ready policy the organisation's next version."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    latest = Policy.objects.filter(organisation=organisation).order_by("-version").first()
    policy = Policy.objects.create(
        organisation=organisation,
        version=latest.version + 1 if latest else 1,
        key=key,
        content=policy_files.ready(key),
        created_at=at,
    )
    audit.record(
        "passports.policy.adopted",
        subject=organisation,
        organisation=organisation,
        by=by,
        at=at,
        facts={"policy": key, "version": policy.version},
    )
    return policy
