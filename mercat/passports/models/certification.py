from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.passports.lifecycle import ASK_WORDS
from mercat.passports.models.cases import Application
from mercat.people.models import Person
from mercat.register.models import Account


class Certification(models.Model):
    """When an account has to be confirmed again, and how far the asking has come.

    `next_on` is the day of the next step; empty when there is none left.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    due_on = models.DateField()
    step = models.CharField(max_length=20, blank=True)
    next_on = models.DateField(null=True)
    asked = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    # The draft that was begun for the owner of a recorded account, once.
    begun = models.OneToOneField(Application, on_delete=models.SET_NULL, null=True)
    begun_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_on"], name="certification_next"),
            models.Index(fields=["organisation", "due_on", "id"], name="certification_due"),
            models.Index(fields=["organisation", "step", "due_on"], name="certification_step"),
        ]

    def __str__(self) -> str:
        return f"certification of {self.account_id}"

    @property
    def step_words(self) -> str:
        return str(ASK_WORDS[self.step])


class CertificationAnswer(models.Model):
    """What somebody said of an account that they look after."""

    class Outcome(models.TextChoices):
        SAME = "same", _("Everything is as it was")
        CHANGED = "changed", _("Something has changed")
        UNUSED = "unused", _("We do not use it any more")

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    words = models.TextField(max_length=2000, blank=True)
    blocked = models.PositiveIntegerField(null=True)  # people blocked there now
    spent = models.DecimalField(max_digits=10, decimal_places=2, null=True)  # pounds, in a year
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    dealt_with_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "-answered_at"], name="certification_latest"),
            models.Index(
                fields=["organisation", "answered_at"],
                condition=Q(dealt_with_at=None) & ~Q(outcome="same"),
                name="certification_to_do",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} of {self.account_id}"
