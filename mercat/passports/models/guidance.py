"""Where pages of shared practice are read: beside a question, a condition, under an answer."""

from django.db import models

from mercat.comments.models import Comment
from mercat.organisations.models import Organisation
from mercat.practice.models import Page


class GuidancePlace(models.Model):
    """What an organisation chose for one place; without a row its pages are those of the table in
    queries/guidance.py. A row without pages says that nothing stands there."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    place = models.CharField(max_length=100)  # question:security, condition:leavers
    pages = models.ManyToManyField(Page, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "place"], name="guidance_place_once"),
        ]

    def __str__(self) -> str:
        return self.place


class PagePointedTo(models.Model):
    """A page that an answer of communications asks to read."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "page"], name="page_pointed_to_once"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} to {self.page_id}"
