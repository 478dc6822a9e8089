import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import date_format

from mercat.archive.export.exporting import Export
from mercat.archive.export.rendering import NotThere
from mercat.archive.export.signing import sign
from mercat.archive.export.state import State


@contextmanager
def quiet() -> Iterator[None]:
    """Pages that are asked for here are nobody's requests: they leave no line."""
    ours = logging.getLogger("mercat")
    before = ours.level
    ours.setLevel(logging.WARNING)
    try:
        yield
    finally:
        ours.setLevel(before)


class Command(BaseCommand):
    help = "Write everything that the public can read as files that need no server."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--jobs", type=int, default=1, help="processes that write pages")
        parser.add_argument("--sign-with", metavar="KEY", help="an SSH key, for the manifest")
        parser.add_argument(
            "--at", type=datetime.fromisoformat, help="the moment that it speaks of; now without it"
        )
        parser.add_argument("--part", default="", help="used by --jobs: which part of how many")

    def handle(self, *args: Any, **options: Any) -> None:
        with quiet():
            self.export(options)

    def export(self, options: dict[str, Any]) -> None:
        folder = options["folder"].resolve()
        state, at = State(settings.VAR / "exports", folder), options["at"] or timezone.now()
        day, moment = state.begin(archived_on=date_format(at, "DATE_FORMAT"), at=at.isoformat())
        export = Export(folder, state, archived_on=day, at=datetime.fromisoformat(moment))
        try:
            if options["part"]:
                self.one_part(export, options["part"])
            else:
                self.all_of_it(export, folder, options)
        except NotThere as fault:
            raise CommandError(
                f"{fault}. Mend it and export again: it goes on from here."
            ) from fault

    def one_part(self, export: Export, part: str) -> None:
        number, parts = part.split("/")
        export.pages(part=int(number), parts=int(parts))

    def all_of_it(self, export: Export, folder: Path, options: dict[str, Any]) -> None:
        if options["jobs"] > 1:
            self.in_parts(folder, options["jobs"])
        count = export.pages(told=self.say)
        counts = export.rest()
        if options["sign_with"]:
            sign(folder / "manifest.txt", key=options["sign_with"])
        export.state.finish()
        self.stdout.write(f"{count} addresses, {sum(counts.values())} files.")
        self.stdout.write(f"Written because new or changed: {export.target.written}.")
        self.stdout.write("Next: manage.py verify_site DIR --links.")

    def in_parts(self, folder: Path, jobs: int) -> None:
        """Each part is a process of its own; what one left undone is done after them."""
        command = [sys.executable, sys.argv[0], "export_site", str(folder)]
        started = [
            subprocess.Popen([*command, "--part", f"{part}/{jobs}"])  # noqa: S603  # ourselves
            for part in range(jobs)
        ]
        ended = [each.wait() for each in started]
        if any(ended):
            self.stderr.write("One of the processes ended early. What it left is written now.")

    def say(self, count: int) -> None:
        if count % 500 == 0:
            self.stderr.write(f"{count} addresses")
