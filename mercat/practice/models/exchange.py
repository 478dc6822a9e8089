"""What people of other bodies do with a page: suggest, use, follow."""

from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.practice.lifecycle import SuggestionState, UseKind
from mercat.practice.models.pages import Page, Revision, Tag


class Suggestion(models.Model):
    """How the text would read better. Whoever may read a page may suggest."""

    public_id = PublicIdField()
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="suggestions")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)  # of who suggests
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # of the revision that it spoke of
    body = models.TextField()
    why = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=20, choices=SuggestionState.choices, default=SuggestionState.OPEN
    )
    answer = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    became = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["page", "state", "made_at"], name="suggestion_of_page")]

    def __str__(self) -> str:
        return f"suggestion {self.public_id}"


class Use(models.Model):
    """An organisation says that it uses a page, or what it learnt from it. Shown on both sides."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="uses")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20, choices=UseKind.choices)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "organisation", "kind"], name="use_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.kind} {self.page_id}"


class Follow(models.Model):
    """Somebody wants to know of changes: of a page, of pages with a tag, of an organisation's."""

    public_id = PublicIdField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)  # theirs
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, blank=True)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, null=True, blank=True)
    of = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    by_mail = models.BooleanField(default=False)
    since = models.DateTimeField()
    told_at = models.DateTimeField()  # until when they were told

    class Meta:
        constraints = [
            # One of the three is there, and what is not there is never the same twice.
            models.UniqueConstraint(
                fields=["person", "organisation", "page"], name="follow_page_once"
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "tag"], name="follow_tag_once"
            ),
            models.UniqueConstraint(fields=["person", "organisation", "of"], name="follow_once"),
            models.CheckConstraint(
                condition=(
                    Q(page__isnull=False, tag=None, of=None)
                    | Q(page=None, tag__isnull=False, of=None)
                    | Q(page=None, tag=None, of__isnull=False)
                ),
                name="follow_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows"
