from typing import Any

from django.db import models
from django.db.models import Q

from mercat.comments.models import Thread
from mercat.common.fields import PublicIdField
from mercat.files.models import StoredFile
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.practice import marking
from mercat.practice.lifecycle import (
    LIBRARY,
    LICENCE_URLS,
    TONES,
    Kind,
    Licence,
    Status,
    Visibility,
)


class Tag(models.Model):
    """A word by which pages are found, the same for all organisations.

    One that was merged into another is kept as its synonym: `stands_for`.
    """

    public_id = PublicIdField()
    name = models.CharField(max_length=60)
    key = models.CharField(max_length=60, unique=True)  # of small letters, to tell twins
    stands_for = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Page(models.Model):
    """What one body has learnt and others may use. The words are those of the newest revision."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    language = models.CharField(max_length=10, default="en")
    licence = models.CharField(max_length=20, choices=Licence.choices, default=Licence.OGL)
    visibility = models.CharField(
        max_length=20, choices=Visibility.choices, default=Visibility.ORGANISATION
    )
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)  # Markdown
    citations = models.JSONField(default=list)  # of author, year, title, page, url
    number = models.PositiveIntegerField(default=1)  # of the revision that these words are
    tags = models.ManyToManyField(Tag, blank=True)
    found_by = models.CharField(max_length=1000, blank=True)  # its tags and their synonyms, found
    fields = models.JSONField(default=dict)  # what stands for [[marked words]]
    review_on = models.DateField(null=True, blank=True)
    adapted_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True)
    adapted_number = models.PositiveIntegerField(null=True, blank=True)  # the revision taken
    attribution = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=500, blank=True)  # where it was brought in from
    source_on = models.DateField(null=True, blank=True)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    # What is said under it; begun with the first comment.
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, null=True, blank=True)
    # Its writers were told of this revision of the original, and when.
    told_number = models.PositiveIntegerField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)  # of the review date

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | ~Q(published_at=None),
                name="page_published_some_day",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "changed_at", "id"], name="page_newest"),
            models.Index(
                fields=["organisation", "status", "changed_at", "id"], name="page_newest_of"
            ),
            models.Index(
                fields=["review_on"], condition=Q(status="published"), name="page_to_look_at"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return TONES[Status(self.status)]

    @property
    def licence_url(self) -> str:
        return LICENCE_URLS[Licence(self.licence)]

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def is_draft(self) -> bool:
        """Its writers alone see it."""
        return self.status in {Status.DRAFT, Status.WITHDRAWN}

    @property
    def came_with_mercat(self) -> bool:
        """Nobody here wrote it."""
        return bool(self.organisation.slug == LIBRARY)

    @property
    def is_public(self) -> bool:
        return self.is_published and self.visibility == Visibility.PUBLIC

    @property
    def title_shown(self) -> str:
        return marking.filled(self.title, self.values, is_markdown=False)

    @property
    def summary_shown(self) -> str:
        return marking.filled(self.summary, self.values, is_markdown=False)

    @property
    def values(self) -> dict[str, Any]:
        """What stands for its marked words; the organisation's name does so by itself."""
        return {"organisation": str(self.organisation), **self.fields}


class Writer(models.Model):
    """Somebody who may write a page; an author is named on it, too."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="writers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    is_author = models.BooleanField(default=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "person"], name="writer_once")]

    def __str__(self) -> str:
        return f"{self.person_id} of {self.page_id}"


class Revision(models.Model):
    """A page as it read once. Never changed."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    citations = models.JSONField(default=list)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="practice_revision_once")
        ]

    def __str__(self) -> str:
        return f"revision {self.number} of {self.page_id}"


class Attachment(models.Model):
    """A picture, with its alternative text, or another file of a page."""

    public_id = PublicIdField()
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="attachments")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()  # what the text calls it: picture:1
    is_picture = models.BooleanField(default=False)
    # The alternative text, or what the file is. A picture that was brought in has none at first.
    words = models.CharField(max_length=300, blank=True)
    proposed = models.CharField(
        max_length=300, blank=True, db_default=""
    )  # what the original said of it
    source = models.CharField(
        max_length=2000, blank=True, db_default=""
    )  # where it was fetched from

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="attachment_once"),
            models.CheckConstraint(
                condition=~Q(words="") | Q(is_picture=True), name="attachment_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.proposed

    @property
    def in_text(self) -> str:
        """How the text names it."""
        return f"![](picture:{self.number})"
