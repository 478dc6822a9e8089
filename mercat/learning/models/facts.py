from django.db import models

from mercat.learning.frameworks.facts import FACTS
from mercat.organisations.models import Organisation


class Fact(models.Model):
    """What the system counted of an organisation on a day, by which version of the query."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    key = models.CharField(max_length=40)
    query = models.PositiveSmallIntegerField()
    on = models.DateField()
    number = models.PositiveIntegerField(null=True)  # None: there was nothing to count
    of = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "on", "key", "query"], name="fact_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} on {self.on}"

    @property
    def is_known(self) -> bool:
        """Whether this version of Mercat still counts it."""
        return self.key in FACTS
