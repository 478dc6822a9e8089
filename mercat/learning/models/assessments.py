from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.files.models import StoredFile
from mercat.learning.lifecycle import (
    ANSWERABLE,
    TONES,
    AssessmentStatus,
    Coverage,
    EvidenceFor,
    EvidenceKind,
    ShareStatus,
)
from mercat.learning.models.frameworks import FrameworkVersion
from mercat.organisations.models import Department, Organisation
from mercat.people.models import Person
from mercat.practice.models import Page


class LearningAssessment(models.Model):
    """Of an organisation, a department or a team, over a period, by one version of a framework."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT)
    title = models.CharField(max_length=160)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    capabilities = models.JSONField(default=list)  # keys, in the framework's order
    targets = models.JSONField(default=dict)  # capability: stage
    status = models.CharField(max_length=10, choices=AssessmentStatus.choices)
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    report = models.JSONField(null=True)  # as it was when it became final
    sha256 = models.CharField(max_length=64, blank=True)  # of that report
    came_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="next_ones"
    )  # last time's, which it was begun from
    page = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, related_name="+"
    )  # of its report, for others

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="assessment_period_runs_on"
            ),
            models.CheckConstraint(
                condition=Q(status=AssessmentStatus.FINAL, report__isnull=False)
                | (~Q(status=AssessmentStatus.FINAL) & Q(report=None, sha256="")),
                name="assessment_final_with_its_report",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "started_at"], name="assessment_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.status == AssessmentStatus.OPEN

    @property
    def is_final(self) -> bool:
        return self.status == AssessmentStatus.FINAL

    @property
    def tone(self) -> str:
        return TONES[AssessmentStatus(self.status)]


class Share(models.Model):
    """The part of an assessment that one team answers."""

    public_id = PublicIdField()
    assessment = models.ForeignKey(
        LearningAssessment, on_delete=models.CASCADE, related_name="shares"
    )
    team = models.CharField(max_length=120)
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(null=True)  # None: before this was kept
    due_on = models.DateField()
    came_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    reminded = models.PositiveSmallIntegerField(default=0)  # the last step, in hundredths
    reminded_on = models.DateField(null=True)
    status = models.CharField(max_length=20, choices=ShareStatus.choices)
    asked = models.TextField(blank=True)  # what the learning lead wants changed
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "team"], name="share_team_once"),
        ]
        indexes = [models.Index(fields=["lead", "status"], name="share_of_lead")]

    def __str__(self) -> str:
        return self.team

    @property
    def is_answerable(self) -> bool:
        return self.status in ANSWERABLE

    @property
    def tone(self) -> str:
        return TONES[ShareStatus(self.status)]


class Response(models.Model):
    """One team's answer to one indicator, as it was given. `row_version` tells editors apart."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="responses")
    indicator = models.CharField(max_length=80)
    coverage = models.CharField(max_length=10, choices=Coverage.choices, blank=True)
    note = models.TextField(blank=True)
    row_version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share", "indicator"], name="response_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.coverage}"


class Judgement(models.Model):
    """Where the organisation stands in one capability: suggested by the rule, said by a person."""

    assessment = models.ForeignKey(
        LearningAssessment, on_delete=models.CASCADE, related_name="judgements"
    )
    capability = models.CharField(max_length=80)
    suggested = models.CharField(max_length=80, blank=True)  # a stage; empty: not yet the first
    stage = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "capability"], name="judgement_once"),
            models.CheckConstraint(
                condition=Q(stage=models.F("suggested")) | ~Q(reason=""),
                name="judgement_differs_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capability}: {self.stage}"


class Evidence(models.Model):
    """Kept by the organisation; each assessment says for which indicators it speaks."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    shows = models.CharField(
        max_length=12, choices=EvidenceFor.choices, default=EvidenceFor.PRACTICE
    )
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    url_title = models.CharField(max_length=200, blank=True)  # what the page calls itself
    url_asked_at = models.DateTimeField(null=True)  # when we last asked the page
    url_trouble = models.CharField(max_length=200, blank=True)  # why it did not answer
    dated_on = models.DateField()  # of the thing itself, not of the upload
    review_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(url_asked_at=None) & ~Q(url=""),
                name="evidence_to_ask",
            ),
            models.Index(
                fields=["organisation", "review_on"],
                condition=Q(review_on__isnull=False),
                name="evidence_to_review",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EvidenceFile(models.Model):
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="files")
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return str(self.stored)


class EvidenceUse(models.Model):
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="uses")
    assessment = models.ForeignKey(
        LearningAssessment, on_delete=models.CASCADE, related_name="evidence_uses"
    )
    indicator = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "evidence", "indicator"], name="evidence_used_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} for {self.indicator}"
