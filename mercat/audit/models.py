from django.db import models


class Event(models.Model):
    """What happened, append-only. No foreign keys: an event outlives what it speaks of.

    It holds opaque ids, verbs and states. Names and words stand in EventWords, which may be
    erased; the digest stays, so erasure never breaks the chain.
    """

    organisation_id = models.CharField(max_length=10)  # empty for the site itself
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=10)
    person_key = models.UUIDField(null=True)  # nobody: the system itself
    facts = models.JSONField(default=dict)
    words_digest = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "sequence"], name="event_sequence_unique"
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "sequence"], name="event_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"


class EventWords(models.Model):
    event_id = models.BigIntegerField(unique=True)
    salt = models.CharField(max_length=32)
    words = models.JSONField()

    def __str__(self) -> str:
        return f"words of event {self.event_id}"


class ChainHead(models.Model):
    """The newest link of an organisation's chain; locked last in every transaction."""

    organisation_id = models.CharField(max_length=10, unique=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField(null=True)  # nothing is added after it

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.sequence}"
