"""What mercat/home/personal.py says of a column that points to a person."""

import dataclasses
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet

from mercat.organisations.models import Organisation
from mercat.people.models import Person

# What becomes of the row when the person is erased from an organisation.
FORMER = "it stays, and says “a former colleague”"
EMPTY = "it stays, and names nobody"
GOES = "it goes with the person, when no organisation here has them any more"


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """A column that points to a person."""

    model: type[Model]
    field: str
    then: str
    why: str  # it is kept; for the rehearsal and the person's own download
    organisation: str = ""  # the path from the row to its organisation
    clears: dict[str, Any] = dataclasses.field(default_factory=dict)  # what else of the row goes
    title: str = ""  # in "my data"; empty: it says nothing about the person that is not elsewhere
    shows: dict[str, str] = dataclasses.field(default_factory=dict)  # in "my data": column: word
    also: str = ""  # another path to it, for rows that have only one of both

    def rows(self, person: Person, organisation: Organisation | None = None) -> QuerySet[Any]:
        found = self.model._default_manager.filter(**{self.field: person})
        if organisation is None:
            return found
        either = [Q(**{path: organisation}) for path in (self.organisation, self.also) if path]
        return found.filter(reduce(or_, either))


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """A column of free text in which somebody may be named; erasure takes the name out of it."""

    model: type[Model]
    field: str
    organisation: str  # the path to the organisation, or to its public id
