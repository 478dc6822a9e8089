"""Sentences that an organisation keeps at hand for reasons."""

from django.db import models

from mercat.common.fields import PublicIdField, WordsField
from mercat.organisations.models import Organisation
from mercat.passports.lifecycle import Criterion, Suits


class ReasonWords(models.Model):
    """One sentence, by language. What became of it is in the audit events."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    criterion = models.CharField(max_length=20, choices=Criterion.choices)
    suits = models.CharField(max_length=3, choices=Suits.choices)
    text = WordsField()
    number = models.PositiveIntegerField()  # the order in which they are offered
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "number", "id"], name="reason_words")]

    def __str__(self) -> str:
        return str(self.text)
