import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import InvalidStorageError, storages
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mercat.audit import queries as audit
from mercat.lookup import ranges

FAULTS: tuple[type[Exception], ...] = (OSError,)
with suppress(ImportError):  # without the extra `bucket`
    from botocore.exceptions import BotoCoreError, ClientError

    FAULTS = (OSError, BotoCoreError, ClientError)


class Command(BaseCommand):
    help = "Write the look-up as static files, which any web server or CDN can serve."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, help="where to")
        parser.add_argument("--bucket", action="store_true", help="to LOOKUP_BUCKET instead")
        parser.add_argument("--whole", action="store_true", help="look at every file")
        parser.add_argument(
            "--scripts", action="store_true", help="each file as .js too, for pages on a disk"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if (options["folder"] is None) is not options["bucket"]:
            raise CommandError("Name a folder, or say --bucket.")
        place = _bucket() if options["bucket"] else ranges.Folder(options["folder"])
        with _alone(place.name):
            try:
                done = ranges.publish(
                    place,
                    at=timezone.now(),
                    whole=options["whole"],
                    scripts=options["scripts"],
                    remembers=audit.site_sealed_at() is None,
                )
            except FAULTS as error:
                raise CommandError(f"Not published: {error}. What was there still is.") from error
        how = "everything" if done.whole else "what has changed"
        self.stdout.write(
            f"{place.name}: {how}, {done.written} files written, "
            f"{done.size / 1e6:.1f} MB by {done.n} digits."
        )


def _bucket() -> ranges.Place:
    try:
        return ranges.Bucket(settings.LOOKUP_BUCKET or "bucket", storages["lookup"])
    except InvalidStorageError as error:
        raise CommandError("LOOKUP_BUCKET is not set: see docs/running/publish.md.") from error


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """One run at a time; the lock goes with the process, however that ends."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    file = settings.VAR / f"publish-{sha256(name.encode()).hexdigest()[:12]}.lock"
    with file.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandError(f"Another run is publishing to {name}.") from error
        yield
