from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mercat.people import actions, queries


class Command(BaseCommand):
    help = "Make somebody who has an account here an operator of the site, or with --end no longer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--end", action="store_true", help="they are operator no longer")

    def handle(self, *args: Any, email: str, end: bool, **options: Any) -> None:
        person = queries.by_email(email)
        if person is None:
            raise CommandError(f"Nobody here has the address {email}.")
        actions.make_operator(person=person, is_operator=not end, at=timezone.now())
        said = "is no operator of this site any more" if end else "is an operator of this site now"
        self.stdout.write(f"{person.name} {said}.")
