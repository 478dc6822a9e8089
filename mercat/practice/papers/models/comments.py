import uuid

from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.practice.papers.lifecycle import OUTCOME_TONES, CommentState, Outcome
from mercat.practice.papers.models.papers import Paper, Part, PartRevision


class PaperComment(models.Model):
    """What somebody says to one part, in the revision that they read; or to such a comment.

    Not a comment of a thread: its author may be nobody here, it has a subject and sources, waits
    to be looked at, and is answered for.
    """

    public_id = PublicIdField()
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="comments")
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="comments")
    revision = models.ForeignKey(PartRevision, on_delete=models.CASCADE, related_name="+")
    replies_to = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="replies"
    )
    state = models.CharField(max_length=12, choices=CommentState.choices)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True)
    name = models.CharField(max_length=120, blank=True)  # of somebody without an account
    email = models.EmailField(max_length=254, blank=True)
    key = models.UUIDField(default=uuid.uuid4, editable=False)  # of the link in their mail
    language = models.CharField(max_length=10, blank=True)
    subject = models.CharField(max_length=120)
    text = models.TextField(max_length=5000)
    quote = models.TextField(max_length=1000, blank=True)  # a passage of the revision
    sources = models.TextField(max_length=2000, blank=True)  # one a line
    written_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    hidden_why = models.CharField(max_length=300, blank=True)
    moderated_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    agreed_count = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    answer = models.TextField(max_length=3000, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(author=None) | Q(name="", email=""), name="paper_comment_by_one"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | ~Q(answer=""), name="paper_comment_answered_with_reasons"
            ),
        ]
        indexes = [
            models.Index(fields=["part", "written_at", "id"], name="paper_comment_under_part"),
            models.Index(fields=["paper", "written_at", "id"], name="paper_comment_list"),
            models.Index(
                fields=["written_at"],
                condition=Q(state="unconfirmed"),
                name="paper_comment_unconfirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def speaker(self) -> str:
        """For whoever is signed in; the public may read less (voices.named)."""
        return self.author.name if self.author else self.name

    @property
    def outcome_tone(self) -> str:
        return OUTCOME_TONES[Outcome(self.outcome)] if self.outcome else "plain"

    @property
    def source_lines(self) -> list[str]:
        return [line.strip() for line in self.sources.splitlines() if line.strip()]


class Agreement(models.Model):
    """Somebody who would have said the same."""

    comment = models.ForeignKey(PaperComment, on_delete=models.CASCADE, related_name="agreements")
    person = models.ForeignKey(Person, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "person"], name="paper_agreed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} agrees with {self.comment_id}"
