"""What an organisation keeps of a pre-election period."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Nation, Organisation
from mercat.people.models import Person
from mercat.register.elections.lifecycle import PHASE_TONES, Phase, State
from mercat.register.models import Account


class Proposal(models.Model):
    """The days of an election, which the operator proposes to each organisation of a nation."""

    public_id = PublicIdField()
    nation = models.CharField(max_length=20, choices=Nation.choices)
    name = models.CharField(max_length=120)  # of the election
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="proposal_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["nation", "starts_on", "ends_on"],
                condition=Q(withdrawn_at=None),
                name="proposal_made_once",
            ),
        ]
        indexes = [models.Index(fields=["starts_on", "id"], name="proposal_list")]

    def __str__(self) -> str:
        return self.name


class Period(models.Model):
    """From a day to a day, both inclusive, in the organisation's zone."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    proposal = models.ForeignKey(Proposal, on_delete=models.SET_NULL, null=True)
    state = models.CharField(max_length=12, choices=State.choices)
    name = models.CharField(max_length=120)  # of the election
    starts_on = models.DateField()
    ends_on = models.DateField()
    rules = models.TextField(max_length=5000)  # which the holders acknowledge
    made_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(null=True)
    asked_count = models.PositiveIntegerField(default=0)
    acknowledged_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="period_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["organisation", "starts_on", "ends_on"],
                condition=Q(state="proposed"),
                name="period_proposed_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="set") | Q(set_at__isnull=False), name="period_set_at_its_time"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "starts_on", "id"], name="period_list"),
            models.Index(fields=["ends_on", "id"], condition=Q(state="set"), name="period_due"),
        ]

    def __str__(self) -> str:
        return self.name

    def phase(self, today: date) -> Phase:
        if today < self.starts_on:
            return Phase.BEFORE
        return Phase.DURING if today <= self.ends_on else Phase.AFTER

    def tone(self, today: date) -> str:
        return PHASE_TONES[self.phase(today)]


class Acknowledgement(models.Model):
    """Somebody who looks after accounts was asked to read the rules, and perhaps did."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="acknowledgements")
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    asked_on = models.DateField()  # last
    times = models.PositiveSmallIntegerField(default=1)  # asked
    acknowledged_at = models.DateTimeField(null=True)
    by_link = models.BooleanField(default=False)  # from the mail, without signing in

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "person"], name="acknowledged_once"),
        ]
        indexes = [
            models.Index(
                fields=["period", "asked_on", "id"],
                condition=Q(acknowledged_at=None),
                name="acknowledgement_to_chase",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.period_id}"


class Partnership(models.Model):
    """An account that we run with others: somebody hands it over for the time."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="partnerships")
    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    hands_over = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)
    to = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "account"], name="partnership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.period_id}"


class Candidate(models.Model):
    """Somebody of ours who stands: their own accounts are shown nowhere while the period runs."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="candidates")
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    said_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)  # again
    ended_at = models.DateTimeField(null=True)  # they stand no longer

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "person"], condition=Q(ended_at=None), name="candidate_once"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(shown_at=None), name="candidate_to_follow"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.period_id}"
