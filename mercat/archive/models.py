from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mercat.archive.lifecycle import LIVE, ClosingStatus
from mercat.common.fields import PublicIdField, WordsField
from mercat.organisations.models import Organisation


class Closing(models.Model):
    """The end of an organisation here, or of the whole site when it names none."""

    class Accounts(models.TextChoices):
        """What becomes of the accounts that are in use on that day."""

        KEPT = "kept", _("They go on: the look-up calls them official, as of the last day")
        ENDED = "ended", _("They end with it: the look-up says that they were official until then")

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True)
    status = models.CharField(
        max_length=10, choices=ClosingStatus.choices, default=ClosingStatus.PLANNED
    )
    words = WordsField()
    contact = models.CharField(max_length=300, blank=True)
    closes_on = models.DateField()
    accounts = models.CharField(max_length=10, choices=Accounts.choices)
    # Their keys in audit events, which point nowhere once somebody is erased.
    planned_by = models.UUIDField()
    planned_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    ended = models.JSONField(default=dict)  # how much of each kind ended with it
    reopened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(status__in=LIVE), name="closing_once"
            ),
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(organisation=None, status__in=LIVE),
                name="closing_of_the_site_once",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("planned_by")),
                name="closing_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["sealed", "reopened"], sealed_at__isnull=False)
                | (~Q(status__in=["sealed", "reopened"]) & Q(sealed_at=None)),
                name="closing_sealed_at_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"closing {self.public_id}"

    @property
    def is_sealed(self) -> bool:
        return self.status == ClosingStatus.SEALED

    @property
    def is_confirmed(self) -> bool:
        return self.status == ClosingStatus.CONFIRMED
