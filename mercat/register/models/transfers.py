from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register.lifecycle import TransferOutcome
from mercat.register.models.account import Account


class Transfer(models.Model):
    """One organisation asks another to take an account over; nothing moves until it says yes.

    `ended_at`: since when the register of whoever gave it says that it is theirs no longer.
    """

    public_id = PublicIdField()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="transfers")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    to = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="offered")
    reason = models.TextField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=TransferOutcome.choices, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_reason = models.TextField(blank=True)
    taken_as = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(outcome=""), name="transfer_waits_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account.full_name}"
