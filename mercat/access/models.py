from datetime import date

from django.db import models
from django.db.models import Q

from mercat.access.lifecycle import ENDED, TONES, WAITING, Kind, Outcome, State, Support
from mercat.access.tools import named, usual
from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.people.models import Person


class Desk(models.Model):
    """How one organisation lets people look at what they have at their desks.

    Trying to reach tools is off until somebody of ICT has put their name to it.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE)
    key = models.CharField(max_length=40, blank=True)  # of the link without sign-in
    tools = models.JSONField(default=usual)
    allowed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    allowed_on = models.DateField(null=True)
    warned_on = models.DateField(null=True)  # that the list of browsers is old

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="desk_key_once"),
            models.CheckConstraint(
                condition=Q(allowed_by=None) | Q(allowed_on__isnull=False),
                name="desk_allowed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"desks of {self.organisation_id}"

    @property
    def is_allowed(self) -> bool:
        return self.allowed_by_id is not None

    @property
    def tool_names(self) -> dict[str, str]:
        return named(self.tools)


class Site(models.Model):
    """A building or a place where people of the organisation work."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)
    is_closed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="site_once"),
        ]

    def __str__(self) -> str:
        return self.name


class BrowserTally(models.Model):
    """How many desks had a browser in a week. Nothing says which, where or when in the week."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    week = models.DateField()  # its Monday
    browser = models.CharField(max_length=60)  # with the first part of its version
    support = models.CharField(max_length=8, choices=Support.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "week", "browser", "support"], name="browser_tally_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.browser}, {self.week}"


class ToolTally(models.Model):
    """What desks at a site found of a tool in a week; never with which browser."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    week = models.DateField()
    site = models.ForeignKey(Site, on_delete=models.CASCADE)
    tool = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "week", "site", "tool", "outcome"], name="tool_tally_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tool}, {self.week}"


class Barrier(models.Model):
    """What keeps somebody from a tool at work, as they reported it."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    tool = models.CharField(max_length=60, blank=True)  # its name
    title = models.CharField(max_length=120)
    work = models.TextField(max_length=2000)
    for_whom = models.TextField(max_length=1000, blank=True)
    seen = models.CharField(max_length=200, blank=True)  # the browser, if the reporter told
    site = models.ForeignKey(Site, on_delete=models.SET_NULL, null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.REPORTED)
    reported_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="barriers"
    )
    reported_at = models.DateTimeField()
    due_on = models.DateField(null=True)  # ICT answers, or the trial ends
    open_to = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField(null=True)  # for the first time, to some or to all
    ended_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["open_some", "open_all"]) | Q(opened_at__isnull=False),
                name="barrier_opened_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["open_all", "declined", "withdrawn"])
                | Q(ended_at__isnull=False),
                name="barrier_ended_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["reported", "reopened", "with_ict", "trial"])
                | Q(due_on__isnull=False),
                name="barrier_waits_until_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "due_on", "id"], name="barrier_list"),
            models.Index(fields=["organisation", "reported_at", "id"], name="barrier_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return TONES.get(State(self.state), "plain")

    @property
    def waits(self) -> bool:
        return self.state in WAITING

    @property
    def is_ended(self) -> bool:
        return self.state in ENDED

    def is_overdue(self, today: date) -> bool:
        return self.waits and self.due_on is not None and self.due_on < today


class BarrierStep(models.Model):
    """What happened to a barrier, with the words for those who wait."""

    barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="steps")
    action = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices)
    words = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.action} of {self.barrier_id}"


class MeToo(models.Model):
    """Somebody else who is held up by the same. Their number is shown from five, never names."""

    barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="others")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["barrier", "person"], name="me_too_once"),
        ]

    def __str__(self) -> str:
        return f"also {self.barrier_id}"


class BrowserFile(models.Model):
    """A newer file of releases than the one that ships, handed in by an administrator."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    as_of = models.DateField()
    source = models.CharField(max_length=120)
    content = models.TextField()
    handed_in_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    handed_in_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "as_of"], name="browser_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.as_of}"
