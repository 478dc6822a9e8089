from datetime import datetime
from typing import Any

from mercat.audit import actions as audit
from mercat.people.models import Person
from mercat.register.elections.models import Period


def locked(period: Period) -> Period:
    rows = Period.objects.select_for_update(of=("self",))
    return rows.select_related("organisation").get(pk=period.pk)


def record(verb: str, period: Period, *, by: Person | None, at: datetime, **facts: Any) -> None:
    audit.record(
        f"register.election.{verb}",
        subject=period,
        organisation=period.organisation,
        by=by,
        at=at,
        facts={
            "state": period.state,
            "from": period.starts_on.isoformat(),
            "until": period.ends_on.isoformat(),
            **facts,
        },
    )
