from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from django.utils import timezone

from mercat.home import backup


class Command(BaseCommand):
    help = "Write everything but the secret key into one file, while the site goes on serving."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="where to, such as mercat.tar")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            parts = backup.make(file, at=timezone.now())
        except (OSError, Error) as error:
            raise CommandError(f"No backup was made: {error}") from error
        of_files = sum(part.name.startswith("files/") for part in parts)
        rows = sum(part.rows for part in parts if part.name.startswith("tables/"))
        self.stdout.write(
            f"{file}: {rows} rows, {of_files} files, {file.stat().st_size / 1e6:.1f} MB.\n"
            "The secret key is not in it: keep SECRET_KEY in another safe place."
        )
