from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mercat.archive import actions, queries
from mercat.archive.management.finding import organisation_named
from mercat.common.refusals import Refused


class Command(BaseCommand):
    help = "Close the site, or one organisation of it, as two people have confirmed on its page."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--organisation", metavar="SLUG", default="", help="only this one")
        parser.add_argument("--rehearse", action="store_true", help="only say what would happen")

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = organisation_named(options["organisation"])
        for count in [*queries.unfinished(organisation), *queries.will_end(organisation)]:
            self.stdout.write(f"{count.what}: {count.count}. {count.then}")
        if options["rehearse"]:
            return
        closing = queries.live(organisation)
        if closing is None:
            raise CommandError("Nobody has planned it. An operator does, under /closing/.")
        try:
            done = actions.seal(closing=closing, by=None, at=timezone.now())
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"Closed. {done.ended.get('memberships', 0)} memberships ended.")
        self.stdout.write("Next: manage.py backup, then manage.py export_site DIR.")
