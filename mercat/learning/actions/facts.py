from datetime import datetime

from django.db import transaction

from mercat.audit import actions as audit
from mercat.learning import facts, rules
from mercat.learning.frameworks.facts import FACTS
from mercat.learning.models import Fact
from mercat.organisations.models import Membership, Organisation


@transaction.atomic
def count_facts(*, by: Membership, at: datetime) -> list[Fact]:
    """Today's, anew: counted twice a day they stand as they were counted last."""
    rules.check_can_lead(by)
    kept = keep_facts(by.organisation, at=at)
    audit.record(
        "learning.facts.counted",
        subject=by.organisation,
        organisation=by.organisation,
        by=by.person,
        at=at,
        facts={"on": by.organisation.day(at).isoformat(), "facts": len(kept)},
    )
    return kept


def keep_facts(organisation: Organisation, *, at: datetime) -> list[Fact]:
    """Within the transaction of what counts them: an assessment that begins or becomes final."""
    on = organisation.day(at)
    rows = [
        Fact(
            organisation=organisation,
            key=key,
            query=FACTS[key].query,
            on=on,
            number=count.number,
            of=count.of,
            counted_at=at,
        )
        for key, count in facts.counted(organisation, on=on).items()
    ]
    return Fact.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["organisation", "on", "key", "query"],
        update_fields=["number", "of", "counted_at"],
    )
