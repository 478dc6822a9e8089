"""How what the public reads came to change, for feeds and for programs that follow it."""

from django.db import models

from mercat.organisations.models import Organisation
from mercat.register.lifecycle import Answer, PublicKind


class PublicChange(models.Model):
    """Names the account by its public id alone, so nothing of one that was taken off stays here.

    People's own accounts leave no trace.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    account_id = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=PublicKind.choices)
    answer = models.CharField(max_length=20, choices=Answer.choices)  # removed: its last one
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "id"], name="public_change_list"),
            models.Index(fields=["at", "id"], name="public_change_since"),
            models.Index(fields=["organisation", "at", "id"], name="public_change_ours"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.account_id}"
