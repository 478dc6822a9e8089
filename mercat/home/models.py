from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mercat.common.fields import PublicIdField
from mercat.home.lifecycle import ComplaintStatus, ReviewStatus
from mercat.organisations.models import Organisation
from mercat.passports.models import Application
from mercat.people.models import Person


class RetentionSchedule(models.Model):
    """One version of how long an organisation keeps what. A version is never changed.

    `periods` holds what differs from the table's own: {"mails": 60}.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    version = models.PositiveIntegerField()
    periods = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version"], name="retention_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.version} of {self.organisation_id}"


class Hold(models.Model):
    """Nothing that it covers is destroyed or erased while it lasts."""

    class About(models.TextChoices):
        PERSON = "person", _("One person")
        APPLICATION = "application", _("One application, with its passport")
        ORGANISATION = "organisation", _("Everything of the organisation")

    class Reason(models.TextChoices):
        FOI = "foi", _("A request for information")
        DISPUTE = "dispute", _("A complaint, an appeal or a dispute")
        INQUIRY = "inquiry", _("An audit, an inquiry or proceedings")

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    about = models.CharField(max_length=12, choices=About.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="holds")
    application = models.ForeignKey(Application, on_delete=models.SET_NULL, null=True)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    note = models.TextField(max_length=500, blank=True)
    until = models.DateField(null=True)
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(about="person", person__isnull=False)
                | Q(about="application", person=None)
                | Q(about="organisation", person=None, application=None),
                name="hold_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="hold_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.public_id}"


class Review(models.Model):
    """Something whose period is over: somebody says whether it is kept or destroyed.

    It names its thing by the rule and the thing's key, and goes when the thing goes.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    rule = models.CharField(max_length=30)
    subject = models.BigIntegerField()
    status = models.CharField(
        max_length=10, choices=ReviewStatus.choices, default=ReviewStatus.WAITING
    )
    put_up_at = models.DateTimeField()
    kept_until = models.DateField(null=True)
    reason = models.TextField(max_length=500, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "rule", "subject"], name="review_once"),
            models.CheckConstraint(
                condition=Q(status="waiting", kept_until=None)
                | Q(status="kept", kept_until__isnull=False),
                name="review_kept_until_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "status", "put_up_at"], name="review_queue"),
        ]

    def __str__(self) -> str:
        return f"review {self.public_id}"


class Disposal(models.Model):
    """How many things of a kind were destroyed on a day, by which rule. No names, for ever."""

    class How(models.TextChoices):
        PERIOD = "period", _("Its period was over")
        REVIEW = "review", _("Somebody reviewed it")
        ERASURE = "erasure", _("A person was erased")

    organisation_id = models.CharField(max_length=10, blank=True)  # empty for the site itself
    rule = models.CharField(max_length=30)
    how = models.CharField(max_length=10, choices=How.choices)
    disposed_on = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "rule", "how", "disposed_on"], name="disposal_of_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "disposed_on", "id"], name="disposal_log"),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.rule} on {self.disposed_on}"


class Complaint(models.Model):
    """About how an organisation uses somebody's personal data."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    text = models.TextField(max_length=5000)
    status = models.CharField(
        max_length=10, choices=ComplaintStatus.choices, default=ComplaintStatus.RECEIVED
    )
    received_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.TextField(max_length=5000, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="received", answered_at=None)
                | Q(status="answered", answered_at__isnull=False),
                name="complaint_answered_at_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "received_at", "id"], name="complaint_list"),
        ]

    def __str__(self) -> str:
        return f"complaint {self.public_id}"
