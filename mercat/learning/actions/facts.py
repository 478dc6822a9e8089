from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from mercat.audit import actions as audit
from mercat.learning import facts, rules
from mercat.learning.frameworks.facts import FACTS
from mercat.learning.models import DepartmentFact, Fact
from mercat.organisations.models import Department, Membership, Organisation


@transaction.atomic
def count_facts(
    *, department: Department | None = None, by: Membership, at: datetime
) -> list[Fact]:
    """Today's, anew: counted twice a day they stand as they were counted last."""
    rules.check_can_lead(by)
    kept = keep_facts(by.organisation, department, at=at)
    audit.record(
        "learning.facts.counted",
        subject=by.organisation,
        organisation=by.organisation,
        by=by.person,
        at=at,
        facts={"on": by.organisation.day(at).isoformat(), "facts": len(kept)},
    )
    return kept


def keep_facts(
    organisation: Organisation, department: Department | None, *, at: datetime
) -> list[Fact]:
    """Within the transaction of what counts them: an assessment that begins or becomes final."""
    on = organisation.day(at)
    whole = facts.counted(organisation, on=on)
    kept = Fact.objects.bulk_create(
        [Fact(organisation=organisation, **_row(*each, at=at, on=on)) for each in whole.items()],
        update_conflicts=True,
        unique_fields=["organisation", "on", "key", "query"],
        update_fields=["number", "of", "counted_at"],
    )
    if department:
        _keep_of(department, whole, at=at)
    return kept


def _keep_of(department: Department, whole: Mapping[str, facts.Count], *, at: datetime) -> None:
    on = department.organisation.day(at)
    rows = [
        DepartmentFact(
            department=department,
            rest=max(0, whole[key].of - count.of),
            **_row(key, count, at=at, on=on),
        )
        for key, count in facts.counted_of(department, on=on).items()
    ]
    DepartmentFact.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["department", "on", "key", "query"],
        update_fields=["number", "of", "rest", "counted_at"],
    )


def _row(key: str, count: facts.Count, **more: Any) -> dict[str, Any]:
    known = {"key": key, "query": FACTS[key].query, "number": count.number, "of": count.of}
    return {**known, "on": more["on"], "counted_at": more["at"]}
