import uuid

from django.db import models
from django.db.models import Q


class OutboxMail(models.Model):
    """A mail to send, written inside the transaction that decided to send it.

    `context` holds what the templates need and no secret. A link that acts is only described in
    `link`; its secret is minted when the mail is sent. `sealed` is encrypted, and emptied on
    sending: the sign-in code, which exists before its mail.
    """

    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=80)
    organisation_id = models.CharField(max_length=10, blank=True)
    to = models.EmailField(max_length=254)
    language = models.CharField(max_length=10, blank=True)  # of whom it goes to; English if empty
    context = models.JSONField(default=dict)
    link = models.JSONField(null=True)
    sealed = models.TextField(blank=True)
    created_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    latest_error = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], condition=Q(sent_at=None), name="outbox_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.message_id}"


class ActLink(models.Model):
    """A link in a mail that lets one person do one thing once, without signing in."""

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=80)
    subject = models.CharField(max_length=10)
    person_key = models.UUIDField()
    revision = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject}"


class JobRun(models.Model):
    """One run of a periodic job. The unique row makes tick safe on many machines."""

    job = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "due_at"], name="job_runs_once"),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.due_at:%Y-%m-%d %H:%M}"
