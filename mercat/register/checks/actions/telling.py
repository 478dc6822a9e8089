"""Keepers are told what the checks and the sweep saw: each thing once, one mail a day at most."""

from datetime import datetime

from django.db import transaction

from mercat.organisations.models import Organisation
from mercat.register.checks import emails, queries
from mercat.register.checks.models import Finding, FoundAccount

BATCH = 1_000


def tell_keepers(*, at: datetime) -> int:
    """Every day; returns the number of mails."""
    return sum(_tell(each, at=at) for each in list(queries.organisations_to_tell()))


@transaction.atomic
def _tell(organisation: Organisation, *, at: datetime) -> int:
    """Where nobody keeps the register, it waits for somebody who does."""
    keepers = emails.keepers_of(organisation)
    if not keepers:
        return 0
    # Another worker may have told them since the organisation was found.
    untold, unjudged = queries.to_tell(organisation)
    findings = list(untold.select_for_update(of=("self",))[:BATCH])
    found = list(unjudged.select_for_update(of=("self",))[:BATCH])
    if not findings and not found:
        return 0
    Finding.objects.filter(pk__in=[each.pk for each in findings]).update(told_at=at)
    FoundAccount.objects.filter(pk__in=[each.pk for each in found]).update(told_at=at)
    return emails.queue_findings(keepers, findings, found, at=at)
