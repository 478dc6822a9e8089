"""What has been kept for its period: it leaves with no archive, though no job destroyed it yet."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from mercat.home.retention import schedule
from mercat.home.retention.table import RULES
from mercat.organisations.models import Organisation

# Of the table, what has pages in an archive: for everybody, and for members.
PUBLIC = {
    "passports": ("lookup:passport",),
    "learning": ("lookup:passport",),
}
OF_MEMBERS = {
    "assessments": ("learning:assessment", "learning:report", "learning:report_file"),
    "barriers": ("access:barrier",),
}


def past(organisation: Organisation | None, *, at: datetime) -> Iterator[str]:
    """Their addresses. Few: a nightly job destroys what is due as long as nothing is closed."""
    for each in Organisation.objects.order_by("pk").iterator(chunk_size=200):
        periods = schedule.chosen(each)
        rules = PUBLIC | (OF_MEMBERS if each == organisation else {})
        for key, names in rules.items():
            for public_id in due(each, key, periods, at=at).values_list("public_id", flat=True):
                yield from (reverse(name, args=[public_id]) for name in names)


def due(
    organisation: Organisation, key: str, periods: dict[str, int], *, at: datetime
) -> QuerySet[Any]:
    rule = RULES[key]
    return rule.due_rows(organisation, before=rule.period(periods).before(at))
