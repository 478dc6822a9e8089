"""What people report. The register's own tables know nothing of it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from mercat.common.fields import PublicIdField
from mercat.files.models import StoredFile
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register.models import Account, AccountAddress
from mercat.register.reports.lifecycle import TONES, Doing, ReviewState, State, Why


class ReportedAccount(AccountAddress):
    """One account of which it is said that it pretends to be one organisation; gathers all reports.

    The evidence of whoever proposed it as false stays as long as it is called so.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    received_at = models.DateTimeField()  # the first report, since it was last decided
    latest_at = models.DateTimeField()
    report_count = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True)  # those who look, by mail
    looked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    does = models.CharField(max_length=12, choices=Doing.choices, blank=True)
    since = models.DateField(null=True)  # it has pretended, as far as we know
    evidence = models.TextField(blank=True)
    picture = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=12, choices=Why.choices, blank=True)
    words = models.TextField(blank=True)  # with the decision
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    letter = models.TextField(blank=True)  # to the platform, as somebody edited it
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True)  # once false
    was = models.JSONField(default=dict)  # what the register said of it before, if anything

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "platform", "key"], name="reported_account_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["proposed", "known_false"])
                | (Q(proposed_at__isnull=False) & Q(does__in=["pretends", "asks"])),
                name="reported_false_has_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(state="known_false") | ~Q(proposed_by=F("decided_by")),
                name="reported_false_by_two",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["received", "looked_at", "proposed"])
                | Q(decided_at__isnull=False),
                name="reported_decided_has_its_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "state", "received_at", "id"], name="reported_list"
            )
        ]

    def __str__(self) -> str:
        return f"{self.handle} on {self.platform_name}"

    @property
    def tone(self) -> str:
        return TONES.get(State(self.state), "plain")


class Report(models.Model):
    """What one person said of it. Their e-mail is for the answer alone, and goes with it."""

    public_id = PublicIdField()
    reported = models.ForeignKey(ReportedAccount, on_delete=models.CASCADE, related_name="reports")
    does = models.CharField(max_length=12, choices=Doing.choices)
    words = models.TextField(max_length=2000)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=10, blank=True)
    picture = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)  # if one of ours
    received_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(email=""), name="report_forgets_its_email"
            ),
        ]
        indexes = [
            models.Index(fields=["reported", "received_at", "id"], name="report_list"),
            models.Index(fields=["id"], condition=~Q(email=""), name="report_to_answer"),
        ]

    def __str__(self) -> str:
        return f"report {self.public_id}"


class OwnerReview(models.Model):
    """Somebody says that an account which we call false is theirs, and no pretence."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    reported = models.ForeignKey(ReportedAccount, on_delete=models.CASCADE, related_name="reviews")
    state = models.CharField(max_length=8, choices=ReviewState.choices, default=ReviewState.ASKED)
    words = models.TextField(max_length=3000)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=10, blank=True)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    told_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reported", "email"],
                condition=Q(state="asked"),
                name="owner_review_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None)
                | (~Q(state="asked") & Q(answered_at__isnull=False, email="")),
                name="owner_review_answered_forgets_its_email",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_on", "id"],
                condition=Q(state="asked"),
                name="owner_review_work",
            ),
        ]

    def __str__(self) -> str:
        return f"review of {self.reported_id}"

    def is_overdue(self, today: date) -> bool:
        return self.state == ReviewState.ASKED and self.due_on < today
