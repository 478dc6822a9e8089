from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from mercat.common import outbox
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.register.checks.models import Finding, FoundAccount
from mercat.register.checks.rules import PERMISSIONS

NAMED = 10


def keepers_of(organisation: Organisation) -> list[Membership]:
    roles = sorted(PERMISSIONS["judge what the checks found"])
    return list(organisations.members_with_role(organisation, *roles).order_by("pk"))


def queue_findings(
    keepers: Sequence[Membership],
    findings: Sequence[Finding],
    found: Sequence[FoundAccount],
    *,
    at: datetime,
) -> int:
    """One mail to each keeper, for all that they have not been told of."""
    for keeper in keepers:
        organisation = keeper.organisation
        outbox.queue(
            "checks/findings",
            to=keeper.person.email,
            at=at,
            organisation_id=organisation.public_id,
            language=organisation.language_for(keeper.person),
            context={
                "name": keeper.person.name,
                "count": len(findings) + len(found),
                "findings": [_words(each) for each in findings[:NAMED]],
                "more_findings": max(0, len(findings) - NAMED),
                "found": [f"{each.handle}, {each.platform_name}" for each in found[:NAMED]],
                "more_found": max(0, len(found) - NAMED),
                "path": reverse("checks:findings" if findings else "checks:found_accounts"),
            },
        )
    return len(keepers)


def _words(finding: Finding) -> str:
    return f"{finding.account.full_name}: {finding.get_trouble_display()}"
