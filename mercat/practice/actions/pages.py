from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.practice import rules
from mercat.practice.actions.recording import locked_to_write, record, set_tags
from mercat.practice.lifecycle import PAGE_MOVES, Status
from mercat.practice.models import Page, Revision, Writer

WORDS = ("title", "summary", "body", "citations")


class SavedMeanwhile(Refused):
    """Somebody else saved the page; nothing of this was saved."""

    def __init__(self, theirs: Page) -> None:
        super().__init__(
            _(
                "Somebody saved this page since you opened it. Their text is below yours: bring "
                "the two together, then save again."
            )
        )
        self.theirs = theirs


@transaction.atomic
def begin(
    *,
    kind: str,
    title: str,
    summary: str = "",
    body: str = "",
    language: str = "en",
    licence: str,
    tags: Sequence[str] = (),
    review_on: date | None = None,
    by: Membership,
    at: datetime,
    **more: Any,
) -> Page:
    """A draft that its writer alone sees. `more`: whence it was adapted or brought in."""
    rules.check_pace(by, what="pages", at=at)
    page = Page.objects.create(
        organisation=by.organisation,
        kind=kind,
        title=title,
        summary=summary,
        body=body,
        language=language,
        licence=licence,
        review_on=review_on,
        status=check_move(PAGE_MOVES, action="write", old="").new,
        begun_at=at,
        changed_at=at,
        **more,
    )
    Writer.objects.create(page=page, person=by.person, organisation=by.organisation, since=at)
    set_tags(page, list(tags))
    _keep_revision(page, why="", by=by, at=at)
    record("begun", page, by=by, at=at, words={"title": title})
    return page


@transaction.atomic
def change(
    *,
    page: Page,
    number: int,
    why: str = "",
    tags: list[str] | None = None,
    by: Membership,
    at: datetime,
    **changed: Any,
) -> Page:
    """`number`: the revision that the page had when it was opened. New words are a new revision."""
    page = locked_to_write(page, by=by)
    if page.number != number:
        raise SavedMeanwhile(page)
    is_new = any(getattr(page, each) != changed[each] for each in WORDS if each in changed)
    if changed.get("review_on", page.review_on) != page.review_on:
        page.reminded_on = None
    for name, value in changed.items():
        setattr(page, name, value)
    if is_new:
        page.number += 1
        page.changed_at = at
    page.save()
    if tags is not None:
        set_tags(page, tags)
    if is_new:
        _keep_revision(page, why=why, by=by, at=at)
    words = {"title": page.title, **({"why": why} if why else {})}
    record("changed", page, by=by, at=at, words=words)
    return page


@transaction.atomic
def restore(*, page: Page, revision: Revision, number: int, by: Membership, at: datetime) -> Page:
    """The words of this revision once more, as the newest."""
    why = _("As on {day} again").format(day=f"{revision.at:%-d %B %Y}")
    words = {name: getattr(revision, name) for name in WORDS}
    return change(page=page, number=number, why=why, **words, by=by, at=at)


@transaction.atomic
def publish(*, page: Page, visibility: str, by: Membership, at: datetime) -> Page:
    page = locked_to_write(page, by=by)
    rules.check_pictures_described(page)
    page.status = check_move(PAGE_MOVES, action="publish", old=page.status).new
    page.visibility = visibility
    page.published_at = page.published_at or at
    page.changed_at = at
    page.save()
    record("published", page, by=by, at=at, facts={"visibility": visibility})
    return page


@transaction.atomic
def set_visibility(*, page: Page, visibility: str, by: Membership, at: datetime) -> Page:
    page = locked_to_write(page, by=by)
    if page.status != Status.PUBLISHED:
        raise Refused(_("Publish it first: then you say who can read it."))
    facts = {"visibility": visibility, "before": page.visibility}
    page.visibility = visibility
    page.save(update_fields=["visibility"])
    record("visibility_set", page, by=by, at=at, facts=facts)
    return page


@transaction.atomic
def withdraw(*, page: Page, reason: str, by: Membership, at: datetime) -> Page:
    page = locked_to_write(page, by=by)
    page.status = check_move(PAGE_MOVES, action="withdraw", old=page.status).new
    page.save(update_fields=["status"])
    record("withdrawn", page, by=by, at=at, words={"reason": reason})
    return page


def _keep_revision(page: Page, *, why: str, by: Membership, at: datetime) -> Revision:
    return Revision.objects.create(
        page=page,
        number=page.number,
        **{name: getattr(page, name) for name in WORDS},
        why=why,
        by=by.person,
        at=at,
    )
