from django.db import models

from mercat.organisations.models import Organisation
from mercat.passports.lifecycle import Status


class StageTally(models.Model):
    """How many cases stand where, as tick counted; pages read this."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    status = models.CharField(max_length=12, choices=Status.choices)
    count = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "status"], name="stage_tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.status}"


class Pace(models.Model):
    """How many days the cases of a year took, as tick counted. None where they are too few."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    measure = models.CharField(max_length=12)  # stage, outcome or department
    key = models.CharField(max_length=40)
    cases = models.PositiveIntegerField()
    median = models.FloatField(null=True)
    ninetieth = models.FloatField(null=True)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "measure", "key"], name="pace_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.key}"
