from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mercat.common import outbox
from mercat.home import jobs
from mercat.register import imports


class Command(BaseCommand):
    help = "Run the periodic jobs that are due and send the mail that waits; then end."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        ran = jobs.tick(at=at)
        imports.advance(at=at, seconds=60)
        sent = outbox.send_due(at=at)
        asked = jobs.ask_others(at=at)
        self.stdout.write(
            f"Jobs: {', '.join(ran) or 'none due'}. Mails sent: {sent}. Accounts checked: {asked}."
        )
