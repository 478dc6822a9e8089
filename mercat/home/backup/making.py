from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.db import connections

from mercat.common.models import OutboxMail
from mercat.home.backup import files, pack, tables, versions
from mercat.home.backup.pack import Part
from mercat.home.backup.snapshot import snapshot


def make(file: Path, *, at: datetime) -> tuple[Part, ...]:
    """Everything but the secret key, as it is at this moment, in one file."""
    with snapshot() as using, pack.packing(file) as packer:
        for model in tables.kept():
            packer.add(f"tables/{model._meta.label_lower}", tables.lines_of(model, using=using))
        # Files come after the rows that name them, so that none of those is missed.
        for name in files.names():
            with suppress(FileNotFoundError):  # deleted since it was listed
                packer.add(f"files/{name}", files.blocks(name))
        waiting = OutboxMail.objects.using(using).filter(sent_at=None).exclude(sealed="")
        packer.close(
            {
                "format": versions.FORMAT,
                "mercat": versions.mercat_version(),
                "made_at": at.isoformat(),
                "database": connections[using].vendor,
                "migrations": versions.applied(using=using),
                "key": versions.key_fingerprint(),
                "sealed_mail": waiting.count(),
            }
        )
    return tuple(packer.parts)
