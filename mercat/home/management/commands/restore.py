from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from mercat.common.refusals import Refused
from mercat.home import backup


class Command(BaseCommand):
    help = "Put a backup into this database, which is to be empty, and its files into their place."
    requires_system_checks = ()  # a new database has no tables to check yet

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="what `backup` wrote")
        parser.add_argument(
            "--force", action="store_true", help="replace all that is here; stop the site first"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if "django_migrations" not in connection.introspection.table_names():
            call_command("migrate", verbosity=0)
        try:
            restored = backup.restore(options["file"], force=options["force"])
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        for warning in restored.warnings:
            self.stderr.write(warning)
        self.stdout.write(
            f"Restored: {restored.rows} rows and {restored.files} files, as they were at "
            f"{restored.made_at}. Now run manage.py verify_audit."
        )
