from functools import cached_property

from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.learning import frameworks
from mercat.organisations.models import Organisation
from mercat.people.models import Person


class Framework(models.Model):
    """One for all organisations here when it belongs to none."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True)
    urn = models.CharField(max_length=160)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "urn"], name="framework_once"),
            models.UniqueConstraint(
                fields=["urn"], condition=Q(organisation=None), name="framework_for_all_once"
            ),
        ]

    def __str__(self) -> str:
        return self.urn


class FrameworkVersion(models.Model):
    """Never changed once loaded, by no action of ours. `sha256` is that of the file."""

    public_id = PublicIdField()
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="versions")
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    text = models.TextField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    loaded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="framework_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"

    @cached_property
    def data(self) -> frameworks.Framework:
        return frameworks.built(self.content)


class FrameworkDraft(models.Model):
    """A framework that somebody writes or has uploaded, until it is put into use."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    name = models.CharField(
        max_length=200, blank=True, default="", db_default=""
    )  # as its text says
    text = models.TextField()
    before = models.TextField(blank=True, default="", db_default="")  # to undo
    row_version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name or f"draft {self.public_id}"
