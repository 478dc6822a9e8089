"""What the tests of closing share: an organisation that two operators have closed."""

from datetime import datetime, timedelta
from typing import Any

from mercat.archive import actions, guards
from mercat.archive.models import Closing
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from tests.factories import PersonFactory

WORDS = {"en": "Strathbeg became part of Glentarbet.\n\nAsk there from now on."}


def operator(**fields: Any) -> Person:
    return PersonFactory(is_operator=True, **fields)


def plan(organisation: Organisation | None, *, at: datetime, **changes: Any) -> Closing:
    given = {
        "words": WORDS,
        "contact": "Records office, records@glentarbet.example",
        "closes_on": at.date(),
        "accounts": Closing.Accounts.KEPT,
        "by": changes.get("by") or operator(),
        **changes,
    }
    return actions.plan(organisation=organisation, at=at, **given)


def close(organisation: Organisation | None, *, at: datetime, **changes: Any) -> Closing:
    closing = plan(organisation, at=at - timedelta(hours=2), **changes)
    actions.confirm(closing=closing, by=operator(), at=at - timedelta(hours=1))
    return actions.seal(closing=closing, by=None, at=at)


def everything(*, of: Organisation | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that is watched; of one organisation, those that are its own."""
    found = {}
    for model in guards.watched():
        rows = model._default_manager.order_by("pk")
        if of and (path := path_to(model)):
            rows = rows.filter(**path(of))
        elif of:
            continue
        found[model._meta.label] = list(rows.values_list())
    return found


def path_to(model: Any) -> Any:
    if model is Organisation:
        return lambda of: {"pk": of.pk}
    names = {field.name for field in model._meta.local_concrete_fields}
    if "organisation" in names:
        return lambda of: {"organisation": of}
    if "organisation_id" in names:
        return lambda of: {"organisation_id": of.public_id}
    for field in ("account", "application", "assessment", "passport", "membership", "decision"):
        if field in names and "organisation" in {
            each.name for each in model._meta.get_field(field).related_model._meta.fields
        }:
            return lambda of, field=field: {f"{field}__organisation": of}
    return None
