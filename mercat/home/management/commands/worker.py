import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from mercat.common import outbox
from mercat.home import jobs

log = logging.getLogger("mercat.worker")


class Command(BaseCommand):
    help = "Send mail and run the periodic jobs until it is told to stop. Any number may run."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--seconds", type=float, default=1.0, help="pause between two looks")

    def handle(self, *args: Any, **options: Any) -> None:
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        while not stopping.is_set():
            self.look()
            stopping.wait(options["seconds"])

    def look(self) -> None:
        close_old_connections()
        at = timezone.now()
        try:
            jobs.tick(at=at)
            outbox.send_due(at=at)
        except Exception:  # whatever it was, the next look is worth trying
            log.exception("the worker stumbled and goes on")
