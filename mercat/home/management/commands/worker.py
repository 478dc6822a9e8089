import logging
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection
from django.utils import timezone

from mercat.common import outbox
from mercat.common.stopping import Stop
from mercat.home import jobs
from mercat.passports import actions as passports
from mercat.register import imports

log = logging.getLogger("mercat.worker")
PAUSE = 5.0  # between two looks for something to ask of other servers


class Command(BaseCommand):
    help = "Send mail, run jobs and read lists until it is told to stop. Any number may run."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--seconds", type=float, default=1.0, help="pause between two looks")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Stop()
        # Other servers may take their time; the mail does not wait for them.
        threading.Thread(target=self.ask_others, args=[stop], daemon=True).start()
        while not stop.told:
            self.look()
            stop.wait(options["seconds"])

    def ask_others(self, stop: Stop) -> None:
        while not stop.told:
            close_old_connections()
            asked = 0
            try:
                asked = jobs.ask_others(at=timezone.now())
            except Exception:
                log.exception("the worker stumbled over another server and goes on")
            stop.wait(0 if asked else PAUSE)
        connection.close()

    def look(self) -> None:
        close_old_connections()
        at = timezone.now()
        try:
            jobs.tick(at=at)
            imports.advance(at=at)
            passports.advance_together(at=at)
            outbox.send_due(at=at)
        except Exception:  # whatever it was, the next look is worth trying
            log.exception("the worker stumbled and goes on")
