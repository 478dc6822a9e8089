from django.db import models

from mercat.organisations.models import Organisation


class Policy(models.Model):
    """One version of how an organisation decides. A version is never changed."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    version = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    content = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version"], name="policy_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


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
