from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mercat.archive.export import links, verify


class Command(BaseCommand):
    help = "Say whether every file of an archive is as it was made."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument(
            "--links", action="store_true", help="follow each link, and look for each live page"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"]
        if not (folder / "manifest.json").is_file():
            raise CommandError(f"{folder} is no archive: it has no manifest.json.")
        count = self.say(verify.faults(folder))
        if options["links"]:
            count += self.say(links.faults(folder)) + self.say(links.missing(folder))
        if count:
            raise CommandError(f"The archive is not as it should be: {count} faults.")
        self.stdout.write("Every file is as it was made.")

    def say(self, faults: Any) -> int:
        count = 0
        for fault in faults:
            self.stderr.write(fault)
            count += 1
        return count
