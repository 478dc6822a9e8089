from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Membership, Organisation
from mercat.passports.lifecycle import Settled
from mercat.passports.models.cases import Passport
from mercat.people.models import Person
from mercat.register.models import Account


class Handover(models.Model):
    """An account or a passport that somebody left behind, until it is settled."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    passport = models.ForeignKey(Passport, on_delete=models.CASCADE, null=True, related_name="+")
    due_on = models.DateField()
    noted_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    settled = models.CharField(max_length=12, choices=Settled.choices, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(account=None) ^ Q(passport=None), name="handover_of_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(settled="", settled_at=None)
                | (~Q(settled="") & Q(settled_at__isnull=False)),
                name="handover_settled_has_its_time",
            ),
            models.UniqueConstraint(
                fields=["membership", "account"],
                condition=Q(settled_at=None),
                name="handover_of_account_once",
            ),
            models.UniqueConstraint(
                fields=["membership", "passport"],
                condition=Q(settled_at=None),
                name="handover_of_passport_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_on", "id"],
                condition=Q(settled_at=None),
                name="handover_waiting",
            ),
            models.Index(
                fields=["due_on"],
                condition=Q(settled_at=None, reminded_at=None),
                name="handover_to_remind",
            ),
        ]

    def __str__(self) -> str:
        """No query when account, or passport and its account, were selected with it."""
        if self.account:
            return f"{self.account.name}, {self.account.platform_name}"
        return str(self.passport.application) if self.passport else ""
