import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import date_format

from mercat.archive.export.exporting import Export
from mercat.archive.export.lock import Busy
from mercat.archive.export.rendering import NotThere
from mercat.archive.export.signing import sign
from mercat.archive.export.state import State
from mercat.archive.management.finding import organisation_named
from mercat.archive.management.progress import Progress
from mercat.organisations.models import Organisation


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


def members_of(include: str, slug: str) -> Organisation | None:
    """Whose members read it; None for the public."""
    if include == "public":
        return None
    if slug:
        return organisation_named(slug)
    found = list(Organisation.objects.order_by("slug")[:2])
    if len(found) != 1:
        raise CommandError("Say whose people read it, with --organisation SLUG.")
    return found[0]


def check_is_for_them(folder: Path, readers: str) -> None:
    """What members alone read shall not stand by a slip where everybody does, nor the reverse."""
    manifest = folder / "manifest.json"
    if manifest.is_file():
        before = json.loads(manifest.read_text(encoding="utf-8")).get("readers", "")
        if before != readers:
            whose = f"members of {before}" if before else "everybody"
            raise CommandError(f"{folder} holds an archive for {whose}. Take another folder.")


class Command(BaseCommand):
    help = "Write everything that the public, or an organisation, can read as files."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument(
            "--include",
            choices=["public", "organisation"],
            default="public",
            help="what the public reads, or what people who work in --organisation read too",
        )
        parser.add_argument("--organisation", metavar="SLUG", default="", help="for --include")
        parser.add_argument("--jobs", type=int, default=1, help="processes that write pages")
        parser.add_argument("--sign-with", metavar="KEY", help="an SSH key, for the manifest")
        parser.add_argument(
            "--at", type=datetime.fromisoformat, help="the moment that it speaks of; now without it"
        )
        parser.add_argument("--help-on", action="store_true", help="used by --jobs")

    def handle(self, *args: Any, **options: Any) -> None:
        with quiet():
            self.export(options)

    def export(self, options: dict[str, Any]) -> None:
        folder = options["folder"].resolve()
        self.readers = members_of(options["include"], options["organisation"])
        readers = self.readers.slug if self.readers else ""
        check_is_for_them(folder, readers)
        with closing(State(settings.VAR / "exports", folder, readers)) as state:
            self.begin_or_help(state, folder, options)

    def begin_or_help(self, state: State, folder: Path, options: dict[str, Any]) -> None:
        try:
            if options["help_on"]:
                self.help_on(state, folder)
            else:
                state.lock.take()
                self.all_of_it(state, folder, options)
        except NotThere as fault:
            raise CommandError(
                f"{fault}. Mend it and export again: it goes on from here."
            ) from fault
        except Busy as fault:
            raise CommandError("Another export into this folder is running.") from fault

    def begun(self, state: State, folder: Path, at: datetime | None) -> Export:
        state.open()
        now = at or timezone.now()
        day, moment = state.begin(archived_on=date_format(now, "DATE_FORMAT"), at=now.isoformat())
        return Export(
            folder,
            state,
            archived_on=day,
            at=datetime.fromisoformat(moment),
            organisation=self.readers,
        )

    def help_on(self, state: State, folder: Path) -> None:
        Thread(target=_end_with_parent, daemon=True).start()
        self.begun(state, folder, None).pages.write()

    def all_of_it(self, state: State, folder: Path, options: dict[str, Any]) -> None:
        export = self.begun(state, folder, options["at"])
        progress = Progress(export.pages.plan(), self.stderr.write)
        helpers = [self.helper(folder, state) for _ in range(options["jobs"] - 1)]
        export.pages.write(told=progress)
        codes = [each.wait() for each in helpers]
        if any(codes):
            self.stderr.write("One of the processes ended early. What it left is written now.")
        if state.waits_again():
            export.pages.write(told=progress)
        progress.say("The pages are there. Next: the search, the look-up and the manifest.")
        counts = export.rest()
        if options["sign_with"]:
            sign(folder / "manifest.txt", key=options["sign_with"])
        state.finish()
        self.stdout.write(f"{progress.count} addresses, {sum(counts.values())} files.")
        self.stdout.write(f"Written because new or changed: {export.target.written}.")
        self.stdout.write("Next: manage.py verify_site DIR --links.")

    def helper(self, folder: Path, state: State) -> subprocess.Popen[bytes]:
        """A process of its own that takes from the same list."""
        asked = ["export_site", str(folder), "--help-on", "--skip-checks"]
        if self.readers:
            asked += ["--include", "organisation", "--organisation", self.readers.slug]
        return subprocess.Popen(  # noqa: S603  # ourselves
            [sys.executable, str(settings.BASE_DIR / "manage.py"), *asked],
            stdin=subprocess.PIPE,
            pass_fds=[state.lock.file.fileno()],
        )


def _end_with_parent() -> None:
    """Nobody writes to a helper; what it reads ends when its parent does, however that was."""
    sys.stdin.buffer.read()
    os._exit(1)
