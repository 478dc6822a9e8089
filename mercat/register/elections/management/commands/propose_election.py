from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mercat.common.refusals import Refused
from mercat.organisations.models import Nation
from mercat.register.elections import actions, queries


class Command(BaseCommand):
    help = "Propose the days of a pre-election period to every organisation of a nation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nation", choices=Nation.values)
        parser.add_argument("name", help="of the election: “Local elections, 6 May 2027”")
        parser.add_argument("first", type=date.fromisoformat, help="first day, 2027-03-22")
        parser.add_argument("last", type=date.fromisoformat, help="last day, 2027-05-06")

    def handle(self, *args: Any, **given: Any) -> None:
        """Those that know these very days already are left alone, so it may be run again."""
        if given["last"] < given["first"]:
            raise CommandError("The last day cannot be before the first.")
        at = timezone.now()
        try:
            proposal = actions.propose(
                nation=given["nation"],
                name=given["name"][:120],
                starts_on=given["first"],
                ends_on=given["last"],
                by=None,
                at=at,
            )
        except Refused:
            proposal = queries.proposals().get(
                nation=given["nation"],
                starts_on=given["first"],
                ends_on=given["last"],
                withdrawn_at=None,
            )
        proposed = actions.spread(proposal, at=at)
        self.stdout.write(f"Proposed to {proposed} organisations. Each sets its own days.")
