from django.db import models
from django.db.models import Q

from mercat.comments.models import Comment
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.practice.lifecycle import CommentState, Reach
from mercat.practice.models.exchange import Suggestion
from mercat.practice.models.pages import Page


class PageComment(models.Model):
    """A comment of the page's thread, as it stands under the page; its words are the thread's.

    `reach` is who could read the page when it was written: nobody else ever reads the comment,
    whoever may read the page later.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="comments")
    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="under_page")
    number = models.PositiveIntegerField()  # of the revision that they read
    quote = models.TextField(max_length=1000, blank=True)  # a passage of it
    reach = models.CharField(max_length=20, choices=Reach.choices)
    state = models.CharField(
        max_length=12, choices=CommentState.choices, default=CommentState.SHOWN
    )
    hidden_why = models.CharField(max_length=500, blank=True)  # public, in its place

    class Meta:
        indexes = [models.Index(fields=["page", "id"], name="comment_under_page")]

    def __str__(self) -> str:
        return f"{self.comment_id} under {self.page_id}"


class Mention(models.Model):
    """Somebody was named with @ in a comment, or in why a change was suggested."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="mentions")
    said = models.ForeignKey(
        PageComment, on_delete=models.CASCADE, null=True, related_name="mentions"
    )
    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.CASCADE, null=True, related_name="mentions"
    )
    in_paper = models.ForeignKey(
        "papers.PaperComment", on_delete=models.CASCADE, null=True, related_name="mentions"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=120)  # the name, as the text has it
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["said", "person"], name="mention_once"),
            models.UniqueConstraint(fields=["in_paper", "person"], name="mention_in_paper_once"),
            models.CheckConstraint(
                condition=Q(in_paper=None, page__isnull=False) & (Q(said=None) ^ Q(suggestion=None))
                | Q(in_paper__isnull=False, page=None, said=None, suggestion=None),
                name="mention_in_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.words
