"""Taking somebody's name and address out of words that others wrote."""

import calendar
import json
import re
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from mercat.home.personal_links import Text
from mercat.organisations.models import Organisation
from mercat.people.models import Person

SOMEBODY = "a former colleague"


# Names that dates are written with: no text can be told apart by them.
MONTHS = {name.lower() for name in calendar.month_name if name}


def _spellings(person: Person) -> list[str]:
    """The address, and the name if it has several words."""
    name = _name(person)
    return [person.email, name] if " " in name else [person.email]


def _word(person: Person) -> str:
    """A name of one word, as texts write it: with its capital, for it may be any word."""
    name = _name(person)
    if " " in name or len(name) < 2 or name.lower() in MONTHS:
        return ""
    return name if name != name.lower() else name.capitalize()


def _name(person: Person) -> str:
    return " ".join(person.name.split())


def names(person: Person, column: str) -> Q:
    """Whether this column, cast to text, may name the person. JSON may hold \\u0000 instead."""
    found = Q()
    for spelling in _spellings(person):
        for written in {spelling, json.dumps(spelling)[1:-1]}:
            found |= Q(**{f"{column}__icontains": written})
    if word := _word(person):
        for written in {word, json.dumps(word)[1:-1]}:
            alone = rf"(^|\W|\\[nrt]){re.escape(written)}(\W|$)"  # both databases read this
            found |= Q(**{f"{column}__regex": alone})
    return found


def as_text(column: str) -> Cast:
    return Cast(column, TextField())


def without(person: Person, value: Any) -> Any:
    """The value, text or JSON, with "a former colleague" for name and address."""
    if isinstance(value, str):
        for spelling in _spellings(person):
            words = r"\s+".join(re.escape(word) for word in spelling.split())
            value = re.sub(rf"(?<!\w){words}(?!\w)", SOMEBODY, value, flags=re.IGNORECASE)
        if word := _word(person):
            value = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", SOMEBODY, value)
        return value
    if isinstance(value, dict):
        return {key: without(person, each) for key, each in value.items()}
    if isinstance(value, list):
        return [without(person, each) for each in value]
    return value


def rows_naming(text: Text, person: Person, organisation: Organisation) -> QuerySet[Any]:
    is_id = text.organisation.endswith("organisation_id")
    where = {text.organisation: organisation.public_id if is_id else organisation}
    rows = text.model._default_manager.filter(**where)
    named: QuerySet[Any] = rows.annotate(its_words=as_text(text.field))
    return named.filter(names(person, "its_words"))


def take_out(text: Text, person: Person, organisation: Organisation) -> int:
    """How many rows named the person. They are few, whatever the size of the table."""
    changed = 0
    named = rows_naming(text, person, organisation).values_list("pk", text.field)
    for key, old in list(named):
        new = without(person, old)
        if new != old:
            text.model._default_manager.filter(pk=key).update(**{text.field: new})
            changed += 1
    return changed
