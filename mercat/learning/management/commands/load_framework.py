from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mercat.common.refusals import Refused
from mercat.learning import actions, frameworks
from mercat.learning.actions import Faulty


class Command(BaseCommand):
    help = "Check a learning framework and put it into use for all organisations here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="YAML; without it, those that come with Mercat"
        )

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        for path in [file] if file else frameworks.SHIPPED:
            self.load(path)

    def load(self, path: Path) -> None:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path.name} cannot be read: {error}") from error
        try:
            version = actions.load(text=text, organisation=None, by=None, at=timezone.now())
        except Faulty as faulty:
            lines = [f"{path.name}:{each.line}: {each.sentence}" for each in faulty.faults]
            raise CommandError("\n".join(lines)) from faulty
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"In use: {version} ({version.sha256})")
