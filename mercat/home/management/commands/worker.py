import logging
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from mercat.common import outbox
from mercat.common.stopping import Stop
from mercat.home import jobs

log = logging.getLogger("mercat.worker")


class Command(BaseCommand):
    help = "Send mail and run the periodic jobs until it is told to stop. Any number may run."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--seconds", type=float, default=1.0, help="pause between two looks")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Stop()
        while not stop.told:
            self.look()
            stop.wait(options["seconds"])

    def look(self) -> None:
        close_old_connections()
        at = timezone.now()
        try:
            jobs.tick(at=at)
            outbox.send_due(at=at)
        except Exception:  # whatever it was, the next look is worth trying
            log.exception("the worker stumbled and goes on")
