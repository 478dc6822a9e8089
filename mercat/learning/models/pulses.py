from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from mercat.common.fields import PublicIdField
from mercat.learning.lifecycle import TONES, Audience, Door, PulseStatus, WordsState
from mercat.learning.models.assessments import LearningAssessment
from mercat.people.models import Person

# The longest that somebody may write in a pulse.
LONGEST_WORDS = 500


class Pulse(models.Model):
    """What workers, people who use services or carers are asked, without a name."""

    public_id = PublicIdField()
    assessment = models.ForeignKey(
        LearningAssessment, on_delete=models.CASCADE, related_name="pulses"
    )
    audience = models.CharField(max_length=12, choices=Audience.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    door = models.CharField(max_length=5, choices=Door.choices)
    parts = models.JSONField(default=list)  # names that one may choose from; perhaps none
    moderator = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=6, choices=PulseStatus.choices)
    at_least = models.PositiveIntegerField(default=0)  # answers on the last night, in fives
    cards_made = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    you_said = models.TextField(blank=True)
    we_did = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="pulse_runs_on"),
            models.CheckConstraint(
                condition=Q(status=PulseStatus.CLOSED, closed_on__isnull=False)
                | Q(status=PulseStatus.OPEN, closed_on=None),
                name="pulse_closed_with_its_day",
            ),
            # Two that ask the same people at once could be compared answer by answer.
            models.UniqueConstraint(
                fields=["assessment", "audience"],
                condition=Q(status=PulseStatus.OPEN),
                name="pulse_open_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_audience_display())

    @property
    def is_open(self) -> bool:
        return self.status == PulseStatus.OPEN

    @property
    def takes_words(self) -> bool:
        """Only where somebody looks at them before others do."""
        return self.moderator_id is not None

    @property
    def tone(self) -> str:
        return TONES[PulseStatus(self.status)]


class PulseBox(models.Model):
    """What was answered: numbers, never an answer of anybody's. One row for the whole pulse.

    counts: {part: {"people": 12, "said": {indicator: {"most": 7, "few": 5}}}}
    words: what was written, in the order of the alphabet; moved to PulseWords when it closes
    """

    pulse = models.OneToOneField(
        Pulse, on_delete=models.CASCADE, primary_key=True, related_name="box"
    )
    counts = models.JSONField(default=dict)
    words = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"box of {self.pulse_id}"


class PulseCard(models.Model):
    """A card that was not used yet. The one that is used is gone, and nothing says when."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="cards")

    def __str__(self) -> str:
        return "a card"


class PulseWords(models.Model):
    """What somebody wrote. Laid down all together when the pulse closes, in no order."""

    key = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="words")
    text = models.TextField(max_length=LONGEST_WORDS)
    state = models.CharField(max_length=8, choices=WordsState.choices, default=WordsState.WAITING)

    def __str__(self) -> str:
        return self.text[:40]
