from django.db import models
from django.db.models import Q

from mercat.passports.lifecycle import (
    DETECTED_ALONE,
    Choice,
    Effect,
    InterestKind,
    InterestSource,
)
from mercat.passports.models.cases import Application, Revision
from mercat.people.models import Person


class Interest(models.Model):
    """What stands between a member of the panel and a case. Others never read which it is."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="interests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, choices=InterestKind.choices)
    source = models.CharField(max_length=10, choices=InterestSource.choices)
    effect = models.CharField(max_length=10, choices=Effect.choices)
    words = models.TextField(max_length=500, blank=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person", "kind"], name="interest_of_a_kind_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=DETECTED_ALONE) | Q(effect=Effect.STEP_OUT),
                name="nobody_judges_their_own_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id} in {self.application_id}"


class Vote(models.Model):
    """What a member of the panel thinks of one version. A changed vote stays, replaced."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="votes")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    choice = models.CharField(max_length=10, choices=Choice.choices)
    words = models.TextField(max_length=2000, blank=True)
    cast_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "person"],
                condition=Q(replaced_at=None),
                name="one_vote_stands",
            ),
            models.CheckConstraint(
                condition=Q(choice__in=[Choice.SUPPORT, Choice.ABSTAIN]) | ~Q(words=""),
                name="vote_says_what_it_must",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.choice} by {self.person_id} on {self.revision_id}"
