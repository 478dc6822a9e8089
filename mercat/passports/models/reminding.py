from django.db import models

from mercat.organisations.models import Membership
from mercat.passports.models.cases import Application
from mercat.people.models import Person


class CaseClock(models.Model):
    """How much of the time to a decision is used, and what was said of it."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="clock")
    revision = models.PositiveIntegerField()  # a new version begins the time anew
    begun_on = models.DateField()
    due_on = models.DateField()
    step = models.PositiveSmallIntegerField(default=0)  # the last reminder, in hundredths
    stepped_on = models.DateField(null=True)
    moved = models.PositiveSmallIntegerField(default=0)  # how often the day had to be moved

    def __str__(self) -> str:
        return f"clock of {self.application_id}"


class ReminderChoice(models.Model):
    """Somebody who wants one mail a day instead of one for each case."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return f"{self.person_id} wants one mail a day"


class CalendarFeed(models.Model):
    """A calendar's secret address, for one member. It ends when they leave."""

    membership = models.OneToOneField(
        Membership, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar of {self.membership_id}"
