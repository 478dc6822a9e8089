from django.db import models

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Department, Organisation
from mercat.people.models import Person


class Tally(models.Model):
    """How many accounts a department has on a platform, as tick counted; pages read this."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    department = models.ForeignKey(Department, on_delete=models.CASCADE, null=True)
    platform = models.CharField(max_length=30)
    open_count = models.PositiveIntegerField()
    closed_count = models.PositiveIntegerField()
    unconfirmed_count = models.PositiveIntegerField()
    short_count = models.PositiveIntegerField()  # fewer than two administrators
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.department_id} {self.platform}"


class MonthTally(models.Model):
    """How many accounts came and how many ended in a month, as tick counted."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    month = models.DateField()  # its first day
    entered = models.PositiveIntegerField()
    ended = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "month"], name="month_tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class SavedView(models.Model):
    """Filters of the register under a name, for oneself or for everybody here."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)
    is_shared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "name"], name="saved_view_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
