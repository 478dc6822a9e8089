from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from mercat.access.models import Barrier
from mercat.comments.models import Thread
from mercat.common.fields import PublicIdField
from mercat.common.ids import spoken
from mercat.files.models import StoredFile
from mercat.organisations.models import Department, Organisation
from mercat.passports.lifecycle import (
    LIVE,
    OPEN,
    OUTCOME_SENTENCES,
    PLAIN,
    TONES,
    Kind,
    Outcome,
    PassportStatus,
    Status,
)
from mercat.passports.models.policy import Policy
from mercat.people.models import Person
from mercat.register.models import Account


class Application(models.Model):
    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    applicant = models.ForeignKey(Person, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NEW)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    resumes_to = models.CharField(max_length=12, blank=True)  # whence more_info came
    title = models.CharField(max_length=160, blank=True)
    question_set = models.CharField(max_length=40)
    begun_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    lends_answers = models.BooleanField(default=False)  # as examples, once it is approved
    barrier = models.ForeignKey(Barrier, on_delete=models.SET_NULL, null=True)  # it depends on
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, null=True)
    discussion = models.ForeignKey(Thread, on_delete=models.PROTECT, null=True)
    due_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[Status.DRAFT, Status.WITHDRAWN])
                | Q(policy__isnull=False, submitted_at__isnull=False),
                name="application_submitted_under_a_policy",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.RELEASED, released_at__isnull=False)
                | (~Q(status=Status.RELEASED) & Q(released_at=None)),
                name="application_released_at_its_time",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.MORE_INFO) ^ Q(resumes_to=""),
                name="application_knows_whence_it_came",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "status", "due_on"], name="application_queue"),
            models.Index(fields=["applicant", "created_at"], name="application_of_person"),
            models.Index(
                fields=["organisation", "status", "due_on"],
                condition=Q(kind=Kind.COUNCILLOR),
                name="application_for_advice",
            ),
            models.Index(
                fields=["organisation", "released_at"],
                condition=Q(lends_answers=True, status=Status.RELEASED),
                name="application_lends",
            ),
        ]

    def __str__(self) -> str:
        return self.title or gettext("Untitled application")

    @property
    def plain_status(self) -> str:
        return str(PLAIN[Status(self.status)])

    @property
    def tone(self) -> str:
        return TONES[Status(self.status)]

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def manager_view(self) -> Any:
        """One query, or none where all views were fetched with it."""
        return self._view_of("manager")

    @property
    def head_view(self) -> Any:
        """One query, or none where all views were fetched with it."""
        return self._view_of("head")

    def _view_of(self, asked_as: str) -> Any:
        return next((each for each in self.views.all() if each.asked_as == asked_as), None)

    @property
    def passport(self) -> "Passport | None":
        """What the decision granted, the latest where it was corrected. One query."""
        return self.passports.filter(decision__isnull=False).order_by("-pk").first()

    @property
    def emergency_passport(self) -> "Passport | None":
        """What was granted before the panel decided. At most one query."""
        if self.kind != Kind.EMERGENCY:
            return None
        return self.passports.filter(decision=None).first()


class SectionAnswers(models.Model):
    """The answers of one section of the draft. `row_version` tells two editors apart."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="sections")
    section = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    row_version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "section"], name="section_once"),
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.application_id}"


class Helper(models.Model):
    """A colleague who writes the case with the applicant, until either of them ends it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="helpers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "person"], name="helper_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} helps with {self.application_id}"


class ApplicationFile(models.Model):
    """A file of the draft, or of a version that was sent: those are never removed."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="files")
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return f"file {self.stored_id} of {self.application_id}"


class Revision(models.Model):
    """What was submitted, frozen: its hash is what a decision is bound to."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    submitted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="revision_once"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.application_id}"


class InformationRequest(models.Model):
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="information_requests"
    )
    question = models.TextField(max_length=2000)
    due_on = models.DateField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(answered_at=None), name="one_open_question"
            ),
        ]

    def __str__(self) -> str:
        return f"question on {self.application_id}"


class PanelSeat(models.Model):
    """Who sits on this case, as it stood when the panel began."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    is_chair = models.BooleanField(default=False)
    steps_out = models.BooleanField(default=False)
    interest_said = models.BooleanField(default=True)  # or the policy does not ask for it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "person"], name="seat_once"),
        ]
        indexes = [
            # Few, among all the seats that one member of a panel ever had.
            models.Index(
                fields=["person", "application"],
                condition=Q(steps_out=True),
                name="seat_stepped_out",
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.person_id} on {self.application_id}"


class Decision(models.Model):
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="decisions")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT)
    outcome = models.CharField(max_length=30, choices=Outcome.choices)
    reasons = models.TextField(max_length=3000)
    conditions = models.TextField(max_length=3000, blank=True)
    panel_note = models.TextField(max_length=3000, blank=True)
    expires_on = models.DateField(null=True)
    deferred_until = models.DateField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    rule = models.CharField(max_length=80, blank=True)  # of the policy, where nobody decided
    tally = models.JSONField(null=True)  # where the panel votes: what was counted
    override_reason = models.TextField(max_length=2000, blank=True)
    decided_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(replaced_at=None), name="one_decision_stands"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=False, rule="") | (Q(decided_by=None) & ~Q(rule="")),
                name="decided_by_somebody_or_a_rule",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.APPROVED_WITH_CONDITIONS) | ~Q(conditions=""),
                name="conditions_are_written",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.TRIAL) | Q(expires_on__isnull=False),
                name="trial_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.DEFERRED, deferred_until__isnull=False)
                | (~Q(outcome=Outcome.DEFERRED) & Q(deferred_until=None)),
                name="deferred_until_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} on {self.application_id}"

    @property
    def sentence(self) -> str:
        return str(OUTCOME_SENTENCES[Outcome(self.outcome)])


class Letter(models.Model):
    """The letter as it was released. A decision has one letter, and it never changes."""

    public_id = PublicIdField()
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    released_at = models.DateTimeField()
    appeal_until = models.DateField(null=True)  # where its decision can be appealed

    def __str__(self) -> str:
        return self.subject


class Passport(models.Model):
    """A grant. An emergency one stands on no decision, and ends when there is one."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    application = models.ForeignKey(
        Application,
        on_delete=models.PROTECT,
        related_name="passports",
        related_query_name="passport",
    )
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, null=True)
    holder = models.ForeignKey(Person, on_delete=models.PROTECT)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True)
    job_title = models.CharField(max_length=120, blank=True)
    shows_name = models.BooleanField(default=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True)
    purpose = models.TextField()
    is_trial = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=PassportStatus.choices)
    starts_on = models.DateField()
    expires_on = models.DateField()
    told_ended_at = models.DateTimeField(null=True)  # of an emergency one, its holder
    noticed = models.PositiveSmallIntegerField(null=True)  # the last notice, in days before its end

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("starts_on")), name="passport_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(decision=None),
                name="one_emergency_passport_of_application",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(status=PassportStatus.ACTIVE),
                name="one_valid_passport_of_application",
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(decision=None, status=PassportStatus.ACTIVE),
                name="one_emergency_passport_of_account",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "status", "expires_on"], name="passport_expiry"),
            models.Index(fields=["organisation", "starts_on", "id"], name="passport_list"),
        ]

    def __str__(self) -> str:
        return f"passport {self.public_id}"

    @property
    def kind(self) -> str:
        """No query when the application was selected with it."""
        if self.is_emergency:
            return gettext("Emergency passport")
        if self.is_trial:
            return gettext("Social media passport, for a trial")
        learns = self.application.kind == Kind.LEARN
        return gettext("Learning passport") if learns else gettext("Social media passport")

    @property
    def is_emergency(self) -> bool:
        return self.decision_id is None

    @property
    def spoken_number(self) -> str:
        return spoken(self.public_id)

    @property
    def tone(self) -> str:
        tones = {PassportStatus.ACTIVE: "ok", PassportStatus.SUSPENDED: "stop"}
        return tones.get(PassportStatus(self.status), "wait")

    @property
    def is_live(self) -> bool:
        """It has not ended, though it may be suspended."""
        return self.status in LIVE

    @property
    def public_status(self) -> str:
        """Outside nobody reads who ended it, or why."""
        told = {PassportStatus.SURRENDERED, PassportStatus.REVOKED}
        return gettext("Ended") if self.status in told else self.get_status_display()

    @property
    def role_line(self) -> str:
        """Role and service. No query when the department was selected with it."""
        return ", ".join(filter(None, [self.job_title, str(self.department or "")]))

    @property
    def account_lines(self) -> list[str]:
        """No query when the account was selected with it."""
        return [f"{self.account.platform_name}: {self.account.handle}"] if self.account else []
