from django.db import models
from django.db.models import Q

from mercat.organisations.models import Organisation
from mercat.passports.models.cases import Application, Revision
from mercat.people.models import Person
from mercat.register.models import Account


class Assessment(models.Model):
    """What communications says to the panel of one version, criterion by criterion."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="assessments"
    )
    revision = models.OneToOneField(Revision, on_delete=models.CASCADE)
    lines = models.JSONField()  # by criterion: {"met": …, "note": …}
    summary = models.TextField(max_length=2000)
    row_version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"assessment of {self.application_id}"


class CaseWords(models.Model):
    """The words by which cases are likened: those of the latest version that was sent."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="words")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    title = models.CharField(max_length=160)
    purpose = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    compared_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=Q(compared_at=None), name="case_words_to_compare"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Likeness(models.Model):
    """An earlier case, or an account, that is like this case; found by tick."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="likenesses"
    )
    earlier = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, related_name="later_likenesses"
    )
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True)
    weight = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "earlier"], name="likeness_of_case_once"
            ),
            models.UniqueConstraint(
                fields=["application", "account"], name="likeness_of_account_once"
            ),
            models.CheckConstraint(
                condition=Q(earlier=None, account__isnull=False)
                | Q(earlier__isnull=False, account=None),
                name="likeness_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} is like {self.earlier_id or self.account_id}"
