import difflib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mercat.common.refusals import Refused
from mercat.organisations.models import Organisation
from mercat.register import imports
from mercat.register.imports.reading import content_of


class Command(BaseCommand):
    help = "Enter the accounts of a list in the register of an organisation."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", metavar="FILE", help="csv, tsv, xlsx, ods, json or yaml")
        parser.add_argument(
            "--organisation", required=True, metavar="SLUG", help="whose accounts they are"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument("--json", action="store_true", help="one object, a line for each row")

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = organisation_called(options["organisation"])
        try:
            report = self.run_import(Path(options["file"]), organisation, dry=options["dry_run"])
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        if options["json"]:
            self.stdout.write(report.text)
        else:
            self.say(report, dry=options["dry_run"])

    def run_import(self, file: Path, organisation: Organisation, *, dry: bool) -> imports.Report:
        content = content_of(file)
        if dry:
            return imports.try_out(content, organisation=organisation, name=file.name)
        return imports.apply(
            content, organisation=organisation, name=file.name, by=None, at=timezone.now()
        )

    def say(self, report: imports.Report, *, dry: bool) -> None:
        if report.kept_as:
            where = f"Every row: {report.kept_as}, among the private files."
        elif dry:
            where = "Nothing was written. Every row: the same command with --json."
        else:
            where = "There was nothing to write. Every row: again with --json."
        self.stdout.write("\n".join([*report.in_words(), "", where]))


def organisation_called(slug: str) -> Organisation:
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation:
        return organisation
    slugs = list(Organisation.objects.order_by("slug").values_list("slug", flat=True))
    near = difflib.get_close_matches(slug, slugs, n=5, cutoff=0.5) or slugs[:5]
    hint = f"Is it one of these: {', '.join(near)}?" if near else "There is none here yet."
    raise CommandError(f"No organisation is called {slug}. {hint}")
