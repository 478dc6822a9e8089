from django.db import models

from mercat.organisations.models import Organisation


class PolicyDraft(models.Model):
    """A policy that is being written. Nothing follows it until it is put into force."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="policy_draft"
    )
    based_on = models.PositiveIntegerField()  # the version in force when it was begun; 0: none
    key = models.CharField(max_length=40)  # of the ready policy that it grew from
    content = models.JSONField()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft on version {self.based_on}"
