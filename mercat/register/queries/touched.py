"""What has changed for the public, and what it reads now, for those who follow the register."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from mercat.register.lifecycle import Answer
from mercat.register.models import Publication, TouchedKey
from mercat.register.queries.accounts import publications
from mercat.register.queries.aliases import published_aliases, said_of

Place = tuple[str, str]  # platform and key
Told = tuple[str, str]  # key and answer
STEP = 5000
AT_ONCE = 400  # keys in one statement


def touched_since(gathering: int, *, to: int) -> QuerySet[Any, Place]:
    found = TouchedKey.objects.filter(gathering__gt=gathering, gathering__lte=to)
    return found.order_by("platform", "key").values_list("platform", "key").distinct()


def all_told() -> Iterator[Told]:
    """Each address with each answer that is given of it. A step of rows in memory at a time."""
    yield from _in_steps(publications().select_related(None))
    after = 0
    while some := list(published_aliases().filter(pk__gt=after).order_by("pk")[:STEP]):
        yield from _said(some)
        after = some[-1].pk


def _in_steps(found: QuerySet[Any]) -> Iterator[Told]:
    after = 0
    while some := list(
        found.filter(pk__gt=after).order_by("pk").values_list("pk", "key", "answer")[:STEP]
    ):
        yield from ((key, answer) for _, key, answer in some)
        after = some[-1][0]


def _said(aliases: Iterable[Any]) -> Iterator[Told]:
    for alias in aliases:
        said = said_of(alias)
        if said is not None:
            yield alias.key, said.answer


def told_of(places: Iterable[Place]) -> Iterator[Told]:
    """The same of some addresses: two statements for each platform and some hundred keys."""
    for asked in _by_platform(places):
        yield from publications().filter(**asked).values_list("key", "answer")
        yield from _said(published_aliases().filter(**asked))


def claims_of_all(places: Iterable[Place]) -> Iterator[tuple[Place, Publication]]:
    """What is said of each of them, as `claims_on` and `claims_by_alias` say it of one."""
    for asked in _by_platform(places):
        for said in publications().filter(**asked).order_by("published_at", "pk"):
            yield (said.platform, said.key), said
        for alias in published_aliases().filter(**asked).order_by("checked_at", "pk"):
            if (former := said_of(alias)) is not None:
                yield (alias.platform, alias.key), former


def all_places() -> Iterator[Place]:
    after = 0
    found = Publication.objects.filter(answer=Answer.OFFICIAL).order_by("pk")
    while some := list(found.filter(pk__gt=after).values_list("pk", "platform", "key")[:STEP]):
        yield from ((platform, key) for _, platform, key in some)
        after = some[-1][0]


def official_names(places: Iterable[Place]) -> Iterator[tuple[str, str, str]]:
    """Platform, key and handle of those that are official, whether the public may see it or not."""
    for asked in _by_platform(places):
        found = Publication.objects.filter(answer=Answer.OFFICIAL, **asked)
        yield from found.values_list("platform", "key", "handle")


def official_at(places: Iterable[Place]) -> Iterator[Publication]:
    """What the public reads of those of them that are official: a statement for each 400."""
    rest = iter(sorted(places))
    while some := list(islice(rest, AT_ONCE)):
        wanted = Q()
        for asked in _by_platform(some):
            wanted |= Q(**asked)
        yield from publications().filter(wanted, answer=Answer.OFFICIAL).order_by("pk")


def _by_platform(places: Iterable[Place]) -> Iterator[dict[str, Any]]:
    by_platform: dict[str, list[str]] = defaultdict(list)
    for platform, key in places:
        by_platform[platform].append(key)
    for platform, keys in by_platform.items():
        for start in range(0, len(keys), AT_ONCE):
            yield {"platform": platform, "key__in": keys[start : start + AT_ONCE]}
