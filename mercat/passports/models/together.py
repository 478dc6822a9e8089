"""Many cases done at once, and letters that a clerk has changed before they go."""

from django.db import models

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.passports.lifecycle import BECAME_TONES, Became, Task
from mercat.passports.models.cases import Application, Decision
from mercat.people.models import Person


class Together(models.Model):
    """When it is done it is one audit event, which names the report by its hash."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    task = models.CharField(max_length=10, choices=Task.choices)
    key = models.UUIDField(unique=True)  # of the page that was confirmed: pressed twice, done once
    counts = models.JSONField(default=dict)  # by what became of them
    report_sha256 = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "started_at", "id"], name="together_list")]

    def __str__(self) -> str:
        return f"{self.task} of {self.organisation_id}"


class TogetherCase(models.Model):
    """What became of one case."""

    together = models.ForeignKey(Together, on_delete=models.CASCADE, related_name="rows")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64, blank=True)  # of the letter that was looked at
    became = models.CharField(max_length=10, choices=Became.choices, default=Became.WAITS)
    why = models.CharField(max_length=300, blank=True)
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["together", "application"], name="case_once_together"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} in {self.together_id}"

    @property
    def tone(self) -> str:
        return BECAME_TONES[Became(self.became)]


class LetterDraft(models.Model):
    """A letter as the clerk changed it. It belongs to one decision: another one begins afresh."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="letter_draft")
    text = models.TextField(max_length=8000)
    kept_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"letter on {self.decision_id}"
