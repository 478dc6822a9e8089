"""What a line of the retention table says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from mercat.common.languages import Text
from mercat.home.retention import due
from mercat.home.retention.due import Held
from mercat.home.retention.periods import Period
from mercat.organisations.models import Organisation

DESTROY, REVIEW = "destroy", "review"


@dataclass(frozen=True, slots=True)
class Rule:
    key: str
    thing: Text
    trigger: Text
    count: int
    unit: str
    limits: tuple[int, int] | None  # what an organisation may choose; None: the same for all
    then: str
    why: Text
    rows: Callable[[Any, datetime], QuerySet[Any]] | None  # None: another job does it
    destroy: Callable[[QuerySet[Any]], int] = due.delete
    held: Callable[[Held], Q] = due.nothing
    of_site: bool = False
    title: Callable[[Any], str] = str  # on the page of reviews
    needs: tuple[str, ...] = ()  # to say that title without another query
    by_erasure: bool = False  # destroyed by erasing the person, on a page of its own

    def period(self, chosen: dict[str, int]) -> Period:
        return Period(chosen.get(self.key, self.count), self.unit)

    def things(self, organisation: Organisation, keys: list[int]) -> QuerySet[Any]:
        model = self.due_rows(organisation, before=timezone.now()).model
        found: QuerySet[Any] = model._default_manager.filter(pk__in=keys)
        return found.select_related(*self.needs) if self.needs else found

    def due_rows(self, organisation: Organisation | None, *, before: datetime) -> QuerySet[Any]:
        if self.rows is None:
            raise ValueError(f"{self.key} is destroyed by a job of its own")
        return self.rows(organisation, before)
