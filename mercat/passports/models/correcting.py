from django.db import models
from django.db.models import F, Q

from mercat.passports.lifecycle import Correcting, Outcome
from mercat.passports.models.cases import Application, Decision
from mercat.people.models import Person


class Correction(models.Model):
    """What one person would put in the place of a letter that was wrong; another agrees."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="corrections"
    )
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+")
    status = models.CharField(
        max_length=10, choices=Correcting.choices, default=Correcting.PROPOSED
    )
    reason = models.TextField(max_length=2000)
    outcome = models.CharField(max_length=30, choices=Outcome.choices)
    reasons = models.TextField(max_length=3000)
    terms = models.JSONField(default=list)
    panel_note = models.TextField(max_length=3000, blank=True)
    expires_on = models.DateField(null=True)
    deferred_until = models.DateField(null=True)
    letter = models.TextField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(status=Correcting.PROPOSED),
                name="one_correction_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(status=Correcting.AGREED),
                name="decision_corrected_once",
            ),
            models.CheckConstraint(
                condition=~Q(status=Correcting.AGREED)
                | (Q(settled_by__isnull=False) & ~Q(settled_by=F("proposed_by"))),
                name="correction_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(status=Correcting.PROPOSED) ^ Q(settled_at__isnull=False),
                name="correction_settled_at_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"correction of {self.application_id}"
