"""What came in with a document."""

from dataclasses import dataclass

from django.db.models import QuerySet

from mercat.practice.lifecycle import PictureState
from mercat.practice.models import Attachment, MissingPicture, Page


@dataclass(frozen=True, slots=True)
class Report:
    pictures: int  # that are here
    undescribed: int
    missing: list[MissingPicture]

    @property
    def waiting(self) -> int:
        return sum(each.state == PictureState.WAITS for each in self.missing)

    @property
    def done(self) -> int:
        return sum(
            each.state in {PictureState.FETCHED, PictureState.FAILED} for each in self.missing
        )

    @property
    def can_be_asked(self) -> int:
        """With an address, and not asked for or in vain."""
        states = {PictureState.NAMED, PictureState.FAILED}
        return sum(bool(each.url) and each.state in states for each in self.missing)

    @property
    def not_here(self) -> list[MissingPicture]:
        return [each for each in self.missing if each.state != PictureState.FETCHED]


def brought_with(page: Page) -> Report:
    pictures = list(pictures_of(page))
    return Report(
        pictures=len(pictures),
        undescribed=sum(not each.words for each in pictures),
        missing=list(page.missing_pictures.order_by("pk")),
    )


def pictures_of(page: Page) -> QuerySet[Attachment]:
    return page.attachments.filter(is_picture=True).select_related("page").order_by("number")


def is_incomplete(page: Page) -> bool:
    """Something of what was brought in is still to do: one query."""
    undescribed = page.attachments.filter(is_picture=True, words="").values("pk")
    missing = page.missing_pictures.exclude(state=PictureState.FETCHED).values("pk")
    return undescribed.union(missing).exists()
