from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mercat.people import actions, queries


class Command(BaseCommand):
    help = (
        "Remove the app, the passkeys and the recovery codes of somebody who lost them all. "
        "Be sure first who is asking: telephone a number that you know, never one in the mail."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        person = queries.by_email(email)
        if person is None:
            raise CommandError(f"Nobody here has the address {email}.")
        actions.reset_second_factor(person=person, at=timezone.now())
        self.stdout.write(f"{person.name} signs in without a second step now.")
