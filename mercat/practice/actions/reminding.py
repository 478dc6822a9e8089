"""What the system tells writers by itself: an original changed, a page is to be looked at again."""

from datetime import date, datetime, timedelta

from django.db import transaction

from mercat.organisations.models import Membership
from mercat.practice import queries
from mercat.practice.actions.noticing import of_page, settle, tell, writers_of
from mercat.practice.actions.recording import locked_to_write, record
from mercat.practice.lifecycle import News
from mercat.practice.models import Page

RESTS = timedelta(hours=20)  # so that ten small changes of a day are one mail
BATCH = 200


def tell_of_originals(*, at: datetime) -> int:
    """Every hour: writers of copies whose original changed. Returns how many were told."""
    due = queries.copies_to_tell_of(before=at - RESTS).order_by("pk")
    return sum(_tell_of_original(key, at=at) for key in due.values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _tell_of_original(key: int, *, at: datetime) -> int:
    """Whoever marks it first tells; an original that they may not read says nothing."""
    due = queries.copies_to_tell_of(before=at - RESTS).select_for_update(of=("self",))
    page = due.select_related("organisation").filter(pk=key).first()
    if page is None:
        return 0
    original = queries.original_of(page, queries.published_for(page.organisation))
    page.told_number = original.number if original else page.adapted_number
    page.told_at = at
    page.save(update_fields=["told_number", "told_at"])
    if original is None:
        return 0
    return tell(
        [(member, News.ORIGINAL) for member in writers_of(page)],
        of=of_page(page),
        about=f"original:{page.public_id}:{original.number}",
        original=original,
        lines=queries.changed_lines(page, original),
        at=at,
    )


def remind_of_reviews(*, at: datetime) -> int:
    """Once a day: whose pages are to be looked at again. Returns how many were told."""
    due = queries.to_look_at(today=(at + timedelta(days=1)).date()).order_by("review_on", "pk")
    keys = list(due.values_list("pk", flat=True))
    return sum(_remind(key, at=at) for key in keys)


@transaction.atomic
def _remind(key: int, *, at: datetime) -> int:
    """Each step once, however often it is asked; after days without a worker the newest counts."""
    page = Page.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=key)
    step = queries.step_of(page, today=page.organisation.day(at)) if page.is_published else None
    if step is None or (page.reminded_on and page.reminded_on >= step):
        return 0
    page.reminded_on = page.organisation.day(at)
    page.save(update_fields=["reminded_on"])
    keepers = writers_of(page) or queries.reviewers_of(page.organisation)
    return tell(
        [(member, News.REVIEW) for member in keepers],
        of=of_page(page),
        about=f"review:{page.public_id}:{step}",
        at=at,
    )


@transaction.atomic
def look_again(*, page: Page, review_on: date, by: Membership, at: datetime) -> Page:
    """Looked at, and right as it stands: the next day for it. No new revision."""
    page = locked_to_write(page, by=by)
    page.review_on, page.reminded_on = review_on, None
    page.save(update_fields=["review_on", "reminded_on"])
    settle(page, News.REVIEW)
    record("looked_again", page, by=by, at=at, facts={"review_on": str(review_on)})
    return page
