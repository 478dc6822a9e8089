"""What happens to a passport between its first day and its last."""

from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.passports.lifecycle import WAITING, PassportStatus, Revoking
from mercat.passports.models.cases import Application, Passport
from mercat.people.models import Person


class Suspension(models.Model):
    """For a while a passport counts for nothing. On its review day somebody looks again."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    passport = models.ForeignKey(Passport, on_delete=models.CASCADE, related_name="suspensions")
    reason = models.TextField(max_length=2000)
    review_on = models.DateField()
    appeal_until = models.DateField(null=True)
    suspended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    suspended_at = models.DateTimeField()
    words = models.TextField(max_length=2000, blank=True)  # to the holder, when it was lifted
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["passport"], condition=Q(ended_at=None), name="one_suspension_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None) | Q(ended_at__isnull=False),
                name="suspension_lifted_at_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "review_on", "id"],
                condition=Q(ended_at=None),
                name="suspension_review",
            ),
        ]

    def __str__(self) -> str:
        return f"suspension of {self.passport_id}"


class Revocation(models.Model):
    """The panel would take a passport back: its reasons, the holder's reply, what came of it.

    An urgent one took it back at once; `was_status` and `was_until` say what it falls back to.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    passport = models.ForeignKey(Passport, on_delete=models.CASCADE, related_name="revocations")
    status = models.CharField(max_length=12, choices=Revoking.choices)
    reasons = models.TextField(max_length=3000)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()  # for the reply, or for the second person
    was_status = models.CharField(max_length=12, choices=PassportStatus.choices)
    was_until = models.DateField()
    reply = models.TextField(max_length=4000, blank=True)
    companion = models.CharField(max_length=200, blank=True)
    replied_at = models.DateTimeField(null=True)
    words = models.TextField(max_length=3000, blank=True)  # what the holder was told at its end
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    appeal_until = models.DateField(null=True)  # once it is revoked for good

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["passport"],
                condition=Q(settled_at=None),
                name="one_revocation_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status__in=WAITING, settled_at=None)
                | (~Q(status__in=WAITING) & Q(settled_at__isnull=False)),
                name="revocation_settled_at_its_time",
            ),
            models.CheckConstraint(
                condition=Q(replied_at=None, reply="")
                | (Q(replied_at__isnull=False) & ~Q(reply="")),
                name="revocation_replied_at_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_on"],
                condition=Q(settled_at=None),
                name="revocation_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"revocation of {self.passport_id}"

    @property
    def is_urgent(self) -> bool:
        """Whether it waits for a second person."""
        return self.status == Revoking.URGENT

    @property
    def waits(self) -> bool:
        return self.status in WAITING


class Renewal(models.Model):
    """An application that would put a new passport in the place of one: a renewal, or a change."""

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, related_name="renewal"
    )
    passport = models.ForeignKey(Passport, on_delete=models.CASCADE, related_name="renewals")
    was_until = models.DateField()  # the last day of the passport, when this was begun
    is_unchanged = models.BooleanField(default=False)  # so says its holder
    reached = models.TextField(max_length=2000, blank=True)  # of what they wanted to measure
    learned = models.TextField(max_length=2000, blank=True)

    def __str__(self) -> str:
        return f"renewal of {self.passport_id}"
