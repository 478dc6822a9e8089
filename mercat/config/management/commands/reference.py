from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mercat.config import reference


class Command(BaseCommand):
    help = "Draw docs/reference from the code; with --check, say only what differs."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            reference.write()
        elif stale := reference.stale():
            raise CommandError(f"Out of date: {', '.join(stale)}. Run manage.py reference.")
