from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register.models.account import Account, AccountAddress


class Dispute(AccountAddress):
    """One organisation says that the account is run by it, and another that nobody should trust it.

    It belongs to all of them: each sees the others by name and by what they wrote for them.
    """

    public_id = PublicIdField()
    began_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "key"], condition=Q(settled_at=None), name="dispute_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handle} on {self.platform_name}"


class DisputeSide(models.Model):
    """What one organisation says. `told_at`: when its people last heard what is new."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="sides")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    words = models.TextField(blank=True)
    evidence = models.URLField(max_length=500, blank=True)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_end = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "organisation"], name="dispute_side_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.dispute_id}"
