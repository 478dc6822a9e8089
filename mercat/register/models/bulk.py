"""One change made to many accounts together: chosen, looked at, made, perhaps undone."""

from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register.lifecycle import BULK_TONES, BulkKind, BulkOutcome, BulkState
from mercat.register.models.account import Account


class BulkChange(models.Model):
    """What was made is one audit event, which names the report by its hash."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=BulkState.choices, default=BulkState.CHOSEN)
    kind = models.CharField(max_length=20, choices=BulkKind.choices, blank=True)
    content = models.JSONField(default=dict)  # what it is to be, by kind
    counts = models.JSONField(default=dict)  # by outcome
    report_sha256 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["chosen", "planned"]) | Q(applied_at__isnull=False),
                name="bulk_change_applied_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "created_at", "id"], name="bulk_list")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.organisation_id}"

    @property
    def tone(self) -> str:
        return BULK_TONES.get(BulkState(self.state), "wait")


class BulkRow(models.Model):
    """What becomes, or became, of one account."""

    bulk = models.ForeignKey(BulkChange, on_delete=models.CASCADE, related_name="rows")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="bulk_rows")
    outcome = models.CharField(max_length=10, choices=BulkOutcome.choices, blank=True)
    why = models.CharField(max_length=300, blank=True)
    was = models.TextField(blank=True)
    becomes = models.TextField(blank=True)
    before = models.JSONField(default=dict)  # what undoing puts back

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulk", "account"], name="account_once_per_bulk"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.bulk_id}"
