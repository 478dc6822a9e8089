from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from mercat.files.models import FOLDER, StoredFile
from mercat.organisations.models import Membership

BATCH = 500


def waiting_of(membership: Membership, ids: Iterable[str]) -> QuerySet[StoredFile]:
    """Those of these that this very person stored here and that belong to nothing yet."""
    return StoredFile.objects.filter(
        organisation=membership.organisation_id,
        stored_by=membership.person_id,
        attached_at=None,
        public_id__in=[each for each in ids if each.isalnum()],  # PostgreSQL takes no NUL
    ).select_related("organisation")


def unattached_before(at: datetime) -> QuerySet[StoredFile]:
    found = StoredFile.objects.filter(attached_at=None, stored_at__lt=at)
    return found.filter(organisation__sealed_at=None).select_related("organisation")


def left_behind(*, before: datetime) -> QuerySet[StoredFile]:
    """Those whose owner is gone: attached once, and no foreign key leads to them now."""
    owners = [relation.name for relation in StoredFile._meta.related_objects]
    ownerless = {f"{name}__isnull": True for name in owners}
    found = StoredFile.objects.filter(
        attached_at__lt=before, organisation__sealed_at=None, **ownerless
    )
    return found.select_related("organisation") if owners else found.none()


def contents_without_a_row(*, before: datetime) -> Iterator[str]:
    """Paths in the storage that no row names, and that were there before this moment."""
    for organisation_id in _listed(FOLDER)[0]:
        folder = f"{FOLDER}/{organisation_id}"
        names = _listed(folder)[1]
        for start in range(0, len(names), BATCH):
            batch = names[start : start + BATCH]
            known = set(
                StoredFile.objects.filter(public_id__in=batch).values_list("public_id", flat=True)
            )
            for name in batch:
                path = f"{folder}/{name}"
                if name not in known and default_storage.get_modified_time(path) < before:
                    yield path


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
