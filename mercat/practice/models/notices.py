from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Membership, Organisation
from mercat.people.models import Person
from mercat.practice.lifecycle import How, News
from mercat.practice.models.about import AboutPageOrPaper
from mercat.practice.models.comments import PageComment
from mercat.practice.models.exchange import Suggestion
from mercat.practice.models.pages import Page


class Notice(AboutPageOrPaper, models.Model):
    """Something that somebody may want to know of. Whether they may still read it is asked anew."""

    public_id = PublicIdField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)  # theirs
    kind = models.CharField(max_length=12, choices=News.choices)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="+")
    said = models.ForeignKey(PageComment, on_delete=models.CASCADE, null=True, related_name="+")
    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.CASCADE, null=True, related_name="+"
    )
    in_paper = models.ForeignKey(
        "papers.PaperComment", on_delete=models.CASCADE, null=True, related_name="+"
    )
    about = models.CharField(max_length=60)  # what makes it the same notice once more
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "about"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(page=None) ^ Q(in_paper=None), name="notice_of_one_thing"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "organisation", "id"], name="notice_newest"),
            models.Index(fields=["at"], name="notice_by_age"),
        ]

    def __str__(self) -> str:
        return self.about

    @property
    def who(self) -> str:
        """Whoever said it, in words that its reader may read with the name."""
        if self.in_paper:
            return self.in_paper.speaker
        return self.said.comment.author.name if self.said else ""


class NoticeChoice(models.Model):
    """How a member wants to hear of one kind of news. Without a row: here, and by mail."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=News.choices)
    how = models.CharField(max_length=12, choices=How.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "kind"], name="notice_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.how}"
