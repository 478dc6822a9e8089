from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from django.db import models

from mercat.audit import chain
from mercat.audit.models import ChainHead, Event, EventWords


def events_of(subject: models.Model, *, also: models.Q | None = None) -> models.QuerySet[Event]:
    """`also` adds the events of what acted on many things at once, this one among them."""
    own = models.Q(
        subject_kind=subject._meta.label_lower, subject_id=getattr(subject, "public_id", "")
    )
    return Event.objects.filter(own | also if also else own).order_by("sequence")


def first_moments(
    kind: type[models.Model], ids: list[str], verbs: list[str]
) -> dict[str, datetime]:
    """When one of these happened to each for the first time, by public id."""
    found: dict[str, datetime] = {}
    for start in range(0, len(ids), 500):
        some = Event.objects.filter(
            subject_kind=kind._meta.label_lower,
            subject_id__in=ids[start : start + 500],
            verb__in=verbs,
        )
        for subject, at in some.order_by("sequence").values_list("subject_id", "at"):
            found.setdefault(subject, at)
    return found


def heads(*names: str) -> list[ChainHead]:
    """The ends of the chains of these organisations; "" is the site's own."""
    return list(ChainHead.objects.filter(organisation_id__in=names).order_by("pk"))


def site_sealed_at() -> datetime | None:
    """Since when the whole site is closed, if it is. One query."""
    found = ChainHead.objects.filter(organisation_id="").values_list("sealed_at", flat=True)
    return found.first()


def words_of(events: Iterable[Event]) -> dict[int, dict[str, Any]]:
    """What was written with these events, by their keys, as far as it was not erased."""
    keys = [event.pk for event in events if event.words_digest]
    found = EventWords.objects.filter(event_id__in=keys).values_list("event_id", "words")
    return dict(found)


def faults() -> Iterator[str]:
    """Every place where a chain does not hold, in words. Reads all events, one at a time."""
    heads = {head.organisation_id: head for head in ChainHead.objects.all()}
    events = Event.objects.order_by("organisation_id", "sequence").iterator()
    for organisation_id, chained in groupby(events, key=lambda event: event.organisation_id):
        yield from _chain_faults(chained, heads.pop(organisation_id, None))
    for organisation_id, head in heads.items():
        if head.sequence:
            yield f"{organisation_id or 'site'}: {head.sequence} events are missing"
    yield from _word_faults()


def _chain_faults(events: Iterator[Event], head: ChainHead | None) -> Iterator[str]:
    """`head` as it stood before the events were read: others may add to the chain meanwhile."""
    sequence, previous, organisation_id = 0, "", ""
    end = (head.sequence, head.hash) if head else None
    passed = end is None
    for event in events:
        organisation_id = event.organisation_id
        name = f"{organisation_id or 'site'} event {event.sequence}"
        if event.sequence != sequence + 1:
            yield f"{name}: events before it are missing"
        if event.previous_hash != previous:
            yield f"{name}: does not follow the event before it"
        if event.hash != chain.event_hash(event):
            yield f"{name}: was altered"
        sequence, previous = event.sequence, event.hash
        passed = passed or (sequence, previous) == end
    if (sequence, previous) == end:
        return
    if not passed or not _leads_to_head(organisation_id, sequence, previous):
        yield f"{organisation_id or 'site'}: the chain does not end where its head says"


def _leads_to_head(organisation_id: str, sequence: int, latest_hash: str) -> bool:
    head = ChainHead.objects.filter(organisation_id=organisation_id).first()
    if head is None or head.sequence < sequence:
        return False
    return head.sequence > sequence or head.hash == latest_hash


def _word_faults() -> Iterator[str]:
    words = EventWords.objects.order_by("pk").iterator(chunk_size=500)
    while batch := list(islice(words, 500)):
        events = Event.objects.in_bulk([each.event_id for each in batch])
        for each in batch:
            event = events.get(each.event_id)
            digest = chain.words_digest(salt=each.salt, words=each.words)
            if event is None or event.words_digest != digest:
                yield f"words of event {each.event_id}: were altered"
