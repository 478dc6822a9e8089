"""Lists of accounts from elsewhere: each time one is entered, and lists that are read regularly."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mercat.common.fields import PublicIdField, WordsField
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register.lifecycle import IMPORT_TONES, WORKING, DisappearanceAnswer, ImportState
from mercat.register.models.account import Account, AccountAddress


class RememberedList(models.Model):
    """A list that is read again by itself: a file in the folder of lists, or an address."""

    class Kind(models.TextChoices):
        FOLDER = "folder", _("A file that is put in the folder of lists")
        ADDRESS = "address", _("An address on the web")

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    place = models.CharField(max_length=500)  # the file's name, or the address
    every_days = models.PositiveSmallIntegerField(default=7)
    mapping = models.JSONField(default=dict)
    next_at = models.DateTimeField(null=True, blank=True)  # none: it rests
    latest_sha256 = models.CharField(max_length=64, blank=True)
    latest_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="list_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """A list of accounts from elsewhere: read, judged, looked at, entered, perhaps undone.

    What was entered is one audit event, which names the report by its hash.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    remembered = models.ForeignKey(
        RememberedList, on_delete=models.SET_NULL, null=True, blank=True, related_name="imports"
    )
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.STARTED
    )
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file = models.CharField(max_length=200, blank=True)  # its name in the private storage
    file_sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)  # what was guessed or said of file and columns
    departments = models.JSONField(default=dict)  # public id and name of those it adds
    counts = models.JSONField(default=dict)  # by outcome, while reading too
    progress = models.PositiveIntegerField(default=0)  # rows done in this state
    report_sha256 = models.CharField(max_length=64, blank=True)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["state"], condition=Q(state__in=WORKING), name="import_in_progress"
            ),
            models.Index(fields=["organisation", "created_at", "id"], name="import_list"),
        ]

    def __str__(self) -> str:
        return f"import of {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def rows_read(self) -> int:
        return sum(self.counts.values())

    @property
    def tone(self) -> str:
        return IMPORT_TONES.get(ImportState(self.state), "plain")


class ImportRow(AccountAddress):
    """A row of an import's file: what we make of it, and what it would write."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # from 1, headings not counted
    outcome = models.CharField(max_length=20)
    reason = models.CharField(max_length=300)
    sentence = models.CharField(max_length=500, blank=True)  # where the reason is a code
    taken = models.BooleanField(default=True)  # chosen by the keeper, and not overtaken since
    said = models.CharField(max_length=500, blank=True)  # the address as the file has it
    kind = models.CharField(max_length=30, blank=True)
    account_id_new = models.CharField(max_length=10, blank=True)  # public id of a new account
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    department = models.CharField(max_length=10, blank=True)  # public id, perhaps of one to come
    department_name = models.CharField(max_length=200, blank=True)
    purpose = WordsField(blank=True)
    audience = WordsField(blank=True)
    before = models.JSONField(default=dict)  # what a change replaces

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="row_once_per_import"),
        ]
        indexes = [
            models.Index(fields=["source", "outcome", "number"], name="row_by_outcome"),
            models.Index(fields=["source", "platform", "key"], name="row_by_account"),
        ]

    def __str__(self) -> str:
        return f"row {self.number} of import {self.source_id}"


class ImportedAccount(models.Model):
    """An account that an import entered or changed, with what it replaced."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="accounts")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="imports")
    row = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20)
    before = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "account"], name="account_once_per_import"),
        ]
        indexes = [models.Index(fields=["source", "row"], name="imported_by_row")]

    def __str__(self) -> str:
        return f"row {self.row} of import {self.source_id}"


class Disappearance(models.Model):
    """An account that a remembered list no longer names: a question for a person."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="disappearances")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="disappearances")
    answer = models.CharField(max_length=10, choices=DisappearanceAnswer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "account"], name="disappears_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} is missing from {self.source_id}"
