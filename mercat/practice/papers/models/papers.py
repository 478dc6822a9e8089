import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.practice.lifecycle import Visibility
from mercat.practice.models import Page
from mercat.practice.papers.lifecycle import CLOSED, TONES, State

LONGEST_PART = 50_000


class Paper(models.Model):
    """A discussion paper or a draft policy, in parts. Open from a day to a day, both inclusive."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    visibility = models.CharField(
        max_length=20, choices=Visibility.choices, default=Visibility.ORGANISATION
    )
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=500)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    started_at = models.DateTimeField()
    # Since when those whom it is for may read it, and so the order of their list.
    announced_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)
    we_did = models.TextField(max_length=10_000, blank=True)  # what the authors say of it all
    answered_at = models.DateTimeField(null=True)
    adopted_at = models.DateTimeField(null=True)
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="papers")
    comment_count = models.PositiveIntegerField(default=0)  # those that are shown

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="paper_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(announced_at__isnull=False),
                name="paper_announced_at_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "started_at", "id"], name="paper_of_ours"),
            models.Index(fields=["visibility", "announced_at", "id"], name="paper_list"),
            models.Index(
                fields=["closes_on", "id"],
                condition=Q(state__in=["announced", "open"]),
                name="paper_due",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return TONES.get(State(self.state), "plain")

    @property
    def is_over(self) -> bool:
        return self.state in CLOSED

    def takes_comments(self, today: date) -> bool:
        """By its days, whatever the hour at which the system opens or closes it."""
        if self.state not in {State.ANNOUNCED, State.OPEN} or not self.opens_on:
            return False
        return bool(self.closes_on and self.opens_on <= today <= self.closes_on)


class Author(models.Model):
    """Somebody of the organisation who writes the paper and answers for it."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "person"], name="paper_author_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} writes {self.paper_id}"


class Part(models.Model):
    """One page of a paper: what its newest revision says."""

    public_id = PublicIdField()
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=LONGEST_PART)
    number = models.PositiveIntegerField(default=1)  # of that revision
    comment_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["paper", "position"], name="paper_parts")]

    def __str__(self) -> str:
        return self.title


class PartRevision(models.Model):
    """How a part read from a moment on, who changed it, and why."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=LONGEST_PART)
    why = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "number"], name="part_revision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Follower(models.Model):
    """Who is told before a paper closes: somebody here, or an invited address outside."""

    public_id = PublicIdField()
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="followers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True)
    email = models.EmailField(max_length=254, blank=True)
    key = models.UUIDField(default=uuid.uuid4, editable=False)  # of the link that ends it
    is_invited = models.BooleanField(default=False)
    since = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "person"], condition=~Q(person=None), name="paper_follower_once"
            ),
            models.UniqueConstraint(
                fields=["paper", "email"], condition=~Q(email=""), name="paper_address_once"
            ),
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(email=""), name="paper_follower_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} is followed"
