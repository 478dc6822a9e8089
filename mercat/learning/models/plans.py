from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.learning.lifecycle import PLAN_TONES, UNDONE, PlanStatus
from mercat.learning.models.assessments import Evidence, LearningAssessment
from mercat.people.models import Person
from mercat.practice.models import Page


class PlannedAction(models.Model):
    """What somebody does so that a capability comes further; it outlives the final report."""

    public_id = PublicIdField()
    assessment = models.ForeignKey(
        LearningAssessment, on_delete=models.CASCADE, related_name="planned_actions"
    )
    capability = models.CharField(max_length=80)
    text = models.CharField(max_length=300)
    stage = models.CharField(max_length=80, blank=True)  # aimed at
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=PlanStatus.choices)
    outcome = models.TextField(blank=True)  # what came of it, or why it was dropped
    ended_on = models.DateField(null=True)
    evidence = models.ForeignKey(Evidence, on_delete=models.SET_NULL, null=True, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")  # of it
    reminded = models.PositiveSmallIntegerField(default=0)  # the last step, in hundredths
    reminded_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=UNDONE, ended_on=None)
                | (~Q(status__in=UNDONE) & Q(ended_on__isnull=False)),
                name="planned_action_ended_on_its_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                condition=Q(status__in=UNDONE),
                name="planned_action_of_owner",
            ),
            models.Index(
                fields=["due_on"], condition=Q(status__in=UNDONE), name="planned_action_due"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_undone(self) -> bool:
        return self.status in UNDONE

    @property
    def tone(self) -> str:
        return PLAN_TONES[PlanStatus(self.status)]


class NoAction(models.Model):
    """Nothing is done for a capability now, and why."""

    assessment = models.ForeignKey(
        LearningAssessment, on_delete=models.CASCADE, related_name="no_actions"
    )
    capability = models.CharField(max_length=80)
    reason = models.TextField()
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "capability"], name="no_action_once"),
        ]

    def __str__(self) -> str:
        return f"nothing for {self.capability}"
