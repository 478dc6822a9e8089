"""Who is told: once of each thing, as they chose, and only of what they may read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.practice import emails, queries
from mercat.practice.lifecycle import How, News
from mercat.practice.models import Mention, Notice, NoticeChoice, Page, PageComment, Suggestion

MAILED_AGAIN_AFTER = timedelta(days=1)
KEPT = timedelta(days=365)
BATCH = 1000
Whom = list[tuple[Membership, News]]


@dataclass(frozen=True, slots=True)
class Of:
    """What a notice or a mention is of: the columns that say so, and who may read it."""

    columns: dict[str, Any]
    is_read_by: Callable[[Membership], bool]
    same: Q  # notices of the same page or paper


def of_page(
    page: Page, *, said: PageComment | None = None, suggestion: Suggestion | None = None
) -> Of:
    return Of(
        columns={"page": page, "said": said, "suggestion": suggestion},
        is_read_by=lambda member: queries.may_read(member, page, said),
        same=Q(page=page),
    )


def tell(whom: Whom, *, of: Of, about: str, at: datetime, **words: Any) -> int:
    """Inside the action that it tells of. Whoever stands twice is told of the first."""
    first = {member.person_id: (member, kind) for member, kind in reversed(whom)}
    chosen = queries.choices_of(member for member, _kind in first.values())
    told = 0
    for member, kind in first.values():
        how = chosen.get((member.pk, kind), How.MAIL)
        if how == How.NOT or not of.is_read_by(member):
            continue
        notice, is_new = Notice.objects.get_or_create(
            person=member.person,
            organisation=member.organisation,
            about=about,
            defaults={"kind": kind, **of.columns, "at": at},
        )
        told += is_new
        if is_new and how == How.MAIL and not _is_enough(member, of, kind, at=at):
            emails.queue_notice(notice, member, at=at, **words)
            notice.mailed_at = at
            notice.save(update_fields=["mailed_at"])
    return told


def _is_enough(member: Membership, of: Of, kind: str, *, at: datetime) -> bool:
    """Whoever is named gets each mail; a lively discussion sends one a day."""
    if kind not in {News.COMMENTED, News.REPLIED}:
        return False
    return queries.mailed_lately(member, of=of.same, kind=kind, since=at - MAILED_AGAIN_AFTER)


def writers_of(page: Page) -> list[Membership]:
    """Those who still work there."""
    here = organisations.active_members(page.organisation).select_related("organisation", "person")
    return list(here.filter(person__in=page.writers.values("person")).order_by("pk"))


def mention(people: Iterable[tuple[Membership, str]], *, of: Of, at: datetime) -> list[Membership]:
    """Returns those who were not named in it before."""
    new = []
    for member, words in people:
        _kept, is_new = Mention.objects.get_or_create(
            **of.columns,
            person=member.person,
            defaults={"organisation": member.organisation, "words": words, "at": at},
        )
        if is_new:
            new.append(member)
    return new


@transaction.atomic
def see_notices(*, by: Membership, at: datetime) -> int:
    """What one has read is nobody else's business: no event is kept of it."""
    return queries.notices_of(by).filter(seen_at=None).update(seen_at=at)


@transaction.atomic
def choose_notices(*, chosen: dict[str, str], by: Membership) -> None:
    for kind, how in chosen.items():
        NoticeChoice.objects.update_or_create(membership=by, kind=kind, defaults={"how": how})


def settle(page: Page, kind: str) -> None:
    """What it told of is done: nobody has to look any more."""
    Notice.objects.filter(page=page, kind=kind).delete()


def forget_notices(*, at: datetime) -> int:
    """After a year."""
    old = Notice.objects.filter(at__lt=at - KEPT, organisation__sealed_at=None)
    keys = list(old.order_by("at").values_list("pk", flat=True)[:BATCH])
    return Notice.objects.filter(pk__in=keys).delete()[0]
