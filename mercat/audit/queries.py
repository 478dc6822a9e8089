from collections.abc import Iterator
from itertools import groupby, islice

from django.db import models

from mercat.audit import chain
from mercat.audit.models import ChainHead, Event, EventWords


def events_of(subject: models.Model) -> models.QuerySet[Event]:
    return Event.objects.filter(
        subject_kind=subject._meta.label_lower, subject_id=getattr(subject, "public_id", "")
    ).order_by("sequence")


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
    sequence, previous, whose = 0, "", ""
    for event in events:
        whose = event.organisation_id or "site"
        name = f"{whose} event {event.sequence}"
        if event.sequence != sequence + 1:
            yield f"{name}: events before it are missing"
        if event.previous_hash != previous:
            yield f"{name}: does not follow the event before it"
        if event.hash != chain.event_hash(event):
            yield f"{name}: was altered"
        sequence, previous = event.sequence, event.hash
    if head is None or (head.sequence, head.hash) != (sequence, previous):
        yield f"{whose}: the chain does not end where its head says"


def _word_faults() -> Iterator[str]:
    words = EventWords.objects.order_by("pk").iterator(chunk_size=500)
    while batch := list(islice(words, 500)):
        events = Event.objects.in_bulk([each.event_id for each in batch])
        for each in batch:
            event = events.get(each.event_id)
            digest = chain.words_digest(salt=each.salt, words=each.words)
            if event is None or event.words_digest != digest:
                yield f"words of event {each.event_id}: were altered"
