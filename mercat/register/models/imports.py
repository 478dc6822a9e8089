from django.db import models

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.register.models.account import Account


class Import(models.Model):
    """A list of accounts that was entered at once: one audit event, with the report's hash."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    file_sha256 = models.CharField(max_length=64)
    report_sha256 = models.CharField(max_length=64)
    counts = models.JSONField()  # by outcome
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"import of {self.created_at:%Y-%m-%d %H:%M}"


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

    def __str__(self) -> str:
        return f"row {self.row} of import {self.source_id}"
