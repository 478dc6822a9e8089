"""Official accounts whose name is like one that is on no register."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.urls import reverse

from mercat.lookup.models import Likeness
from mercat.platforms import Account
from mercat.platforms import resemblance as names
from mercat.register import queries as register
from mercat.register.models import Publication
from mercat.register.queries import Place

MOST, READ = 3, 100
SHAPES = 20_000  # in one statement: of some twenty names
NEAREST = list(names.Likeness)
Asked = dict[str, names.Likeness]  # the shapes that names like one may have
Near = dict[Place, names.Likeness]


@dataclass(frozen=True, slots=True)
class Similar:
    publication: Publication
    likeness: names.Likeness

    def as_json(self) -> dict[str, Any]:
        said = self.publication
        return {
            "likeness": str(self.likeness),
            "organisation": str(said.organisation.name),
            "name": said.name,
            "platform": said.platform,
            "handle": said.handle,
            "page": settings.SITE_URL + reverse("lookup:account", args=[said.account.public_id]),
        }


def similar_to(account: Account) -> tuple[Similar, ...]:
    """At most two statements, and none that reads the register through."""
    return similar_to_all([account]).get((account.platform, account.key), ())


def similar_to_all(accounts: Iterable[Account]) -> dict[Place, tuple[Similar, ...]]:
    """A statement for each twenty names or so, and one for each 400 accounts found."""
    near: dict[Place, Near] = {}
    for some in _in_portions({(each.platform, each.key): each for each in accounts}.values()):
        near.update(_near(some))
    said: dict[Place, list[Publication]] = defaultdict(list)
    for each in register.official_at({place for found in near.values() for place in found}):
        said[each.platform, each.key].append(each)
    return {place: _nearest(found, said) for place, found in near.items()}


def _in_portions(accounts: Iterable[Account]) -> Iterator[list[tuple[Account, Asked]]]:
    some, size = [], 0
    for account in accounts:
        shapes = {} if account.stable else names.asked(account.handle)
        if shapes:
            some.append((account, shapes))
            size += len(shapes)
        if size >= SHAPES:
            yield some
            some, size = [], 0
    if some:
        yield some


def _near(some: list[tuple[Account, Asked]]) -> dict[Place, Near]:
    """Of each the places of those that it may be taken for, the nearest first."""
    wanted = {shape for _, shapes in some for shape in shapes}
    rows = _with_shape(sorted(wanted))
    by_shape = defaultdict(list)
    for shape, *rest in rows.values_list("shape", "platform", "key", "handle")[: READ * len(some)]:
        by_shape[shape].append(rest)
    return {
        (account.platform, account.key): _judged(
            account, [row for shape in by_shape.keys() & shapes for row in by_shape[shape]]
        )
        for account, shapes in some
    }


def _with_shape(shapes: list[str]) -> QuerySet[Likeness]:
    """By one parameter: of twenty thousand Django makes more work than the database."""
    if connection.vendor == "postgresql":
        among = RawSQL("shape = ANY(%s::text[])", [shapes], output_field=BooleanField())
        return Likeness.objects.filter(among)
    among = RawSQL("SELECT value FROM json_each(%s)", [json.dumps(shapes)])
    return Likeness.objects.filter(shape__in=among)


def _judged(account: Account, rows: list[list[str]]) -> Near:
    found: Near = {}
    for platform, key, handle in rows:
        how = names.likeness(account.handle, handle)
        elsewhere = platform != account.platform
        if how is None or (elsewhere and how != names.Likeness.LETTERS) or key == account.key:
            continue
        found[platform, key] = how
    order = sorted(found, key=lambda at: (at[0] != account.platform, NEAREST.index(found[at]), at))
    return {place: found[place] for place in order[: MOST * 2]}


def _nearest(found: Near, said: dict[Place, list[Publication]]) -> tuple[Similar, ...]:
    nearest = [Similar(each, how) for place, how in found.items() for each in said.get(place, ())]
    return tuple(nearest[:MOST])
