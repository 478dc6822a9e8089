from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mercat.archive import actions, queries
from mercat.archive.management.finding import organisation_named
from mercat.common.refusals import Refused


class Command(BaseCommand):
    help = "Open again what was closed. The reason stays on record."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--organisation", metavar="SLUG", default="", help="only this one")
        parser.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        reason = options["reason"].strip()
        if not reason:
            raise CommandError("Say why, with --reason.")
        closing = queries.live(organisation_named(options["organisation"]))
        if closing is None or not closing.is_sealed:
            raise CommandError("It is not closed.")
        try:
            actions.reopen(closing=closing, reason=reason[:1000], at=timezone.now())
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(
            "Open again. Its members are members again and sign in anew. Keys of programs, "
            "invitations and accounts that ended with it are not back."
        )
