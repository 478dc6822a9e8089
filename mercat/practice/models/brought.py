from django.db import models
from django.db.models import Q

from mercat.practice.lifecycle import PictureState
from mercat.practice.models.pages import Page


class MissingPicture(models.Model):
    """A picture that a document named and did not bring. It is fetched when somebody asks."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="missing_pictures")
    name = models.CharField(max_length=100)
    url = models.CharField(max_length=2000, blank=True)  # none: it cannot be fetched
    alt = models.CharField(max_length=300, blank=True)  # what the original said of it
    state = models.CharField(
        max_length=10, choices=PictureState.choices, default=PictureState.NAMED
    )
    why = models.CharField(max_length=300, blank=True)  # it is not here
    claimed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=Q(state=PictureState.WAITS), name="picture_to_fetch"
            ),
        ]

    def __str__(self) -> str:
        return self.name
