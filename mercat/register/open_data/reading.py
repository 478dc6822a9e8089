"""What is published as open data, and when it last changed."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from mercat.organisations import queries as organisations
from mercat.organisations.models import Domain, Organisation
from mercat.register.lifecycle import Answer
from mercat.register.models import Publication, PublicChange
from mercat.register.queries import public_changes, publications

# A person's own account and one that pretends to be the organisation are no accounts of its:
# what was once copied could not be taken back from those who asked for it.
PUBLISHED = (Answer.OFFICIAL, Answer.WAS_OFFICIAL, Answer.NOT_CONTROLLED)
# What is written at one moment may be seen a moment later than what was written after it, so a
# new change counts as unsettled for a while: the stamp moves on each minute until then.
SETTLES = timedelta(minutes=5)
NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)
FORMAT = 1  # counted up when the files change their form
STEP = 250  # rows in memory: as few in a register of thousands as in a small one


@dataclass(frozen=True, slots=True)
class Source:
    """Whose data it is: of one organisation, or of all that may publish."""

    organisations: list[Organisation]
    changed_at: datetime
    etag: str
    is_site: bool


def source(organisation: Organisation | None, *, at: datetime) -> Source:
    """Three queries, whatever there is."""
    publishing = organisations.publishing_organisations()
    if organisation:
        publishing = publishing.filter(pk=organisation.pk)
    proved = Domain.objects.exclude(verified_at=None).order_by("pk")
    found: list[Organisation] = list(
        publishing.order_by("slug").prefetch_related(
            Prefetch("domain_set", queryset=proved, to_attr="proved")
        )
    )
    newest = public_changes(organisation).last()
    changed_at = _changed_at(found, newest, at=at)
    return Source(found, changed_at, _etag(found, newest, changed_at), organisation is None)


def _changed_at(
    found: list[Organisation], newest: PublicChange | None, *, at: datetime
) -> datetime:
    moments = [settled(newest.at, at=at)] if newest else []
    for each in found:
        moments += [each.published_words_at] if each.published_words_at else []
        moments += [domain.verified_at for domain in proved_of(each) if domain.verified_at]
    return max(moments, default=NOTHING_YET).replace(microsecond=0)


def settled(newest: datetime, *, at: datetime) -> datetime:
    minute = at.replace(second=0, microsecond=0)
    return max(newest, min(minute, newest + SETTLES))


def _etag(found: list[Organisation], newest: PublicChange | None, changed_at: datetime) -> str:
    """Of what the files say, so that nothing private can be told from its change."""
    said = [
        FORMAT,
        newest.pk if newest else 0,
        changed_at.isoformat(),
        [[each.slug, each.name, each.licence, website_of(each)] for each in found],
    ]
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return f'"{digest[:24]}"'


def accounts_of(organisation: Organisation, *, answers: Any = PUBLISHED) -> Iterator[Publication]:
    """By name, a page of them at a time: a slow reader holds no transaction open."""
    found = publications().filter(organisation=organisation, answer__in=answers)
    last: Publication | None = None
    while batch := list(_after(found, last)[:STEP]):
        yield from batch
        last = batch[-1] if len(batch) == STEP else None
        if last is None:
            return


def _after(found: QuerySet[Publication], last: Publication | None) -> QuerySet[Publication]:
    ordered = found.order_by("name", "pk")
    if last is None:
        return ordered
    return ordered.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))


def official_accounts_of(organisation: Organisation) -> Iterator[Publication]:
    return accounts_of(organisation, answers=[Answer.OFFICIAL])


def proved_of(organisation: Organisation) -> list[Domain]:
    return organisation.proved  # type: ignore[attr-defined,no-any-return]  # `source` reads it


def website_of(organisation: Organisation) -> str:
    return f"https://{proved_of(organisation)[0].host}/"


def page_of(organisation: Organisation) -> str:
    return address("lookup:organisation", organisation.slug)


def address(name: str, *arguments: str) -> str:
    return settings.SITE_URL + reverse(name, args=arguments)


def words(said: dict[str, str]) -> str:
    """One language for files that have room for one: English, or else what there is."""
    return said.get("en") or next((each for each in said.values() if each), "")
