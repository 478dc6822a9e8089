from django.db import models

from mercat.learning.frameworks.facts import FACTS
from mercat.organisations.models import Department, Organisation


class Counted(models.Model):
    """What the system counted on a day, by which version of the query."""

    key = models.CharField(max_length=40)
    query = models.PositiveSmallIntegerField()
    on = models.DateField()
    number = models.PositiveIntegerField(null=True)  # None: there was nothing to count
    of = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.key} on {self.on}"

    @property
    def is_known(self) -> bool:
        """Whether this version of Mercat still counts it."""
        return self.key in FACTS


class Fact(Counted):
    """Of an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    rest = 0
    department = None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "on", "key", "query"], name="fact_once_a_day"
            ),
        ]


class DepartmentFact(Counted):
    """Of a department and those below it. `rest`: how many there are beside them."""

    department = models.ForeignKey(Department, on_delete=models.CASCADE)
    rest = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["department", "on", "key", "query"], name="department_fact_once_a_day"
            ),
        ]
