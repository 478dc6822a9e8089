import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import models, transaction
from django.template.defaultfilters import date
from django.utils.translation import gettext_lazy as _

from mercat.audit import chain, queries
from mercat.audit.models import ChainHead, Event, EventWords
from mercat.common.refusals import Sealed

SITE = ""  # its own chain
CLOSED = _("This was closed on {day}. It can be read, and nothing in it changes any more.")


class HasPublicId(Protocol):
    public_id: Any


class HasAuditKey(Protocol):
    audit_key: Any


_through: ContextVar[dict[str, Any]] = ContextVar("through", default={})  # noqa: B039  # never changed


@contextmanager
def through(**facts: Any) -> Iterator[None]:
    """What is recorded inside was done by way of this: a program's token, for one."""
    before = _through.set(facts)
    try:
        yield
    finally:
        _through.reset(before)


def record(
    verb: str,
    *,
    subject: models.Model,
    organisation: HasPublicId | None,
    by: HasAuditKey | None,
    at: datetime,
    facts: dict[str, Any] | None = None,
    words: dict[str, Any] | None = None,
) -> Event:
    """Add an event to the organisation's chain, inside the caller's transaction.

    Call it last: it locks the head of the chain. `facts` are opaque (states, ids, numbers) and
    stay for ever; whatever names a person or is somebody's text belongs in `words`.
    """
    with transaction.atomic():
        head = _locked_head(organisation.public_id if organisation else "")
        event = Event(
            organisation_id=head.organisation_id,
            sequence=head.sequence + 1,
            at=at,
            verb=verb,
            subject_kind=subject._meta.label_lower,
            subject_id=getattr(subject, "public_id", ""),
            person_key=UUID(str(by.audit_key)) if by else None,
            facts={**(facts or {}), **_through.get()},
            previous_hash=head.hash,
        )
        _append(event, words=words or {}, head=head)
    return event


def _locked_head(organisation_id: str) -> ChainHead:
    """Of an organisation's chain. Sealed when its own head is, or that of the whole site."""
    heads = {each.organisation_id: each for each in queries.heads(SITE, organisation_id)}
    if organisation_id not in heads:
        ChainHead.objects.get_or_create(organisation_id=organisation_id)
    for each in heads.values():
        check_not_sealed(each)
    head = ChainHead.objects.select_for_update().get(organisation_id=organisation_id)
    check_not_sealed(head)
    return head


def check_not_sealed(head: ChainHead) -> None:
    if head.sealed_at:
        raise Sealed(CLOSED.format(day=date(head.sealed_at, "DATE_FORMAT")))


def seal(*, organisation: HasPublicId | None, at: datetime) -> None:
    """The last link of this chain. Whoever calls it has recorded why, just before."""
    head = _locked_head(organisation.public_id if organisation else SITE)
    head.sealed_at = at
    head.save(update_fields=["sealed_at"])


def unseal(*, organisation: HasPublicId | None) -> None:
    """For `reopen` alone, which records it next."""
    name = organisation.public_id if organisation else SITE
    ChainHead.objects.filter(organisation_id=name).update(sealed_at=None)


def _append(event: Event, *, words: dict[str, Any], head: ChainHead) -> None:
    salt = secrets.token_hex(16)
    if words:
        event.words_digest = chain.words_digest(salt=salt, words=words)
    event.hash = chain.event_hash(event)
    event.save(force_insert=True)
    if words:
        EventWords.objects.create(event_id=event.pk, salt=salt, words=words)
    head.sequence, head.hash = event.sequence, event.hash
    head.save(update_fields=["sequence", "hash"])
