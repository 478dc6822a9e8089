from django.db import models
from django.db.models import Q

from mercat.comments.models import Comment, Thread
from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.passports.models.cases import Application
from mercat.people.models import Person
from mercat.register.models import Account


class Advice(models.Model):
    """A conversation with communications: on an application, on an account, or on neither.

    `waiting_on` is the first message that communications has not answered.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT)
    application = models.OneToOneField(Application, on_delete=models.CASCADE, null=True)
    account = models.OneToOneField(Account, on_delete=models.CASCADE, null=True)
    asker = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=120, blank=True)
    begun_at = models.DateTimeField()
    latest_at = models.DateTimeField()
    waiting_on = models.ForeignKey(Comment, on_delete=models.PROTECT, null=True, related_name="+")
    waiting_since = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(application__isnull=False, account=None, asker=None)
                | Q(application=None, account__isnull=False, asker=None)
                | (Q(application=None, account=None, asker__isnull=False) & ~Q(subject="")),
                name="advice_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(waiting_on=None, waiting_since=None)
                | Q(waiting_on__isnull=False, waiting_since__isnull=False),
                name="advice_waits_since_its_question",
            ),
            models.CheckConstraint(
                condition=Q(taken_by=None, taken_at=None)
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="advice_taken_at_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "waiting_since", "id"],
                condition=Q(waiting_since__isnull=False),
                name="advice_queue",
            ),
            models.Index(fields=["organisation", "latest_at", "id"], name="advice_latest"),
        ]

    def __str__(self) -> str:
        """No query when the application or the account was selected with it."""
        if self.account:
            return f"{self.account.name} on {self.account.platform_name}"
        return str(self.application or self.subject)


class AdviceTally(models.Model):
    """How many conversations wait for communications, so that no page counts them."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE)
    waiting = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.waiting} of {self.organisation_id}"
