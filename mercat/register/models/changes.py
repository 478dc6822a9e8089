from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register.lifecycle import Kind, Outcome
from mercat.register.models.account import Account, AccountAddress


class Change(models.Model):
    """What somebody asks to change. The account and what the public reads stay until it is agreed.

    `content` says what, by kind: what it was and what it shall be.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    content = models.JSONField()
    reason = models.TextField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind"], condition=Q(outcome=""), name="change_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="change_decided_has_its_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "proposed_at"],
                condition=Q(outcome=""),
                name="change_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.account_id}"


class Alias(AccountAddress):
    """Another address that leads, or led, to the account, as somebody checked."""

    class Kind(models.TextChoices):
        SAME = "same", _("It leads to the same account")
        FORMER = "former", _("The account had this name before")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="aliases")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    until = models.DateField(null=True, blank=True)  # of a former name: its last day
    how = models.CharField(max_length=300)  # how it was checked
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "platform", "key"], name="alias_once"),
            models.CheckConstraint(
                condition=Q(kind="same", until=None) | Q(kind="former", until__isnull=False),
                name="alias_former_has_its_last_day",
            ),
        ]
        indexes = [models.Index(fields=["platform", "key"], name="alias_lookup")]

    def __str__(self) -> str:
        return f"{self.handle} of {self.account_id}"
