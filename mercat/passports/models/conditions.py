from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mercat.common.fields import PublicIdField
from mercat.files.models import StoredFile
from mercat.organisations.models import Organisation
from mercat.passports.lifecycle import ConditionStatus
from mercat.passports.models.cases import Decision
from mercat.people.models import Person

TONES = {
    ConditionStatus.OPEN: "wait",
    ConditionStatus.SAID_DONE: "plain",
    ConditionStatus.MET: "ok",
}


class Condition(models.Model):
    """One thing that a decision asks of the holder, by its day. Overdue is computed."""

    class Check(models.TextChoices):
        """What the register can see by itself."""

        TWO_ADMINISTRATORS = "two_administrators", _("Two people can let somebody in")
        CONFIRMED_ACCOUNT = "confirmed_account", _("The account was confirmed")

    class Reminded(models.TextChoices):
        WEEK = "week", _("A week before")
        DAY = "day", _("On the day")
        CLERK = "clerk", _("The clerk was told")

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=40, blank=True)  # in the library; empty: own words
    text = models.CharField(max_length=500)
    check_by = models.CharField(max_length=20, choices=Check.choices, blank=True)
    due_on = models.DateField()
    status = models.CharField(
        max_length=10, choices=ConditionStatus.choices, default=ConditionStatus.OPEN
    )
    holder_words = models.TextField(max_length=2000, blank=True)  # by the holder
    said_at = models.DateTimeField(null=True)
    asked_again = models.TextField(max_length=2000, blank=True)  # by the clerk or adviser
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reminded = models.CharField(max_length=5, choices=Reminded.choices, blank=True)
    reminded_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="condition_once"),
            models.CheckConstraint(
                condition=Q(status=ConditionStatus.MET, met_at__isnull=False)
                | (~Q(status=ConditionStatus.MET) & Q(met_at=None, met_by=None)),
                name="condition_met_at_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_on", "id"],
                condition=~Q(status=ConditionStatus.MET),
                name="condition_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def tone(self) -> str:
        return TONES[ConditionStatus(self.status)]

    def is_overdue(self, today: date) -> bool:
        return self.status == ConditionStatus.OPEN and self.due_on < today


class ConditionFile(models.Model):
    """A file with which the holder shows that a condition is met."""

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="files")
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return f"file {self.stored_id} of {self.condition_id}"
