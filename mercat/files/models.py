from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.common.uploads import KINDS, Kind
from mercat.organisations.models import Organisation
from mercat.people.models import Person

FOLDER = "uploads"  # in the storage


class StoredFile(models.Model):
    """An uploaded file, private. Its owner holds a foreign key to it and decides who may read it.

    `attached_at` is empty while it waits for the rest of its form; what nobody attaches within a
    day is removed. The content stands in Django's storage under `path`.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    # Nobody: somebody without an account here gave it.
    stored_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    stored_at = models.DateTimeField()
    attached_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["stored_at"], condition=Q(attached_at=None), name="file_not_attached"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        return f"{FOLDER}/{self.organisation.public_id}/{self.public_id}"

    @property
    def kind_of(self) -> Kind:
        return KINDS[self.kind]

    def open(self) -> "File[Any]":
        return default_storage.open(self.path)
