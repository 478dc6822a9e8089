from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mercat.audit import queries, triggers
from mercat.audit.models import Event


class Command(BaseCommand):
    help = "Read every chain of events from its first to its last link and say whether it holds."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = [*queries.faults(), *(f"{name} is missing" for name in triggers.missing())]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"The audit record does not hold: {len(faults)} faults.")
        self.stdout.write(f"The audit record holds: {Event.objects.count()} events.")
