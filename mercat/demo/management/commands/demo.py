import os
import socket
import subprocess
import sys
from typing import Any

from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mercat.common.stopping import Stop
from mercat.demo import filling, people
from mercat.demo.letter_box import Catcher


class Command(BaseCommand):
    help = "Fill the database with an invented council and serve it on this machine."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fill-only", action="store_true", help="fill it, serve nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        if not filling.is_filled():
            self.stdout.write("Making up a council…")
            filling.fill(at=timezone.now())
        if not options["fill_only"]:
            check_is_free(options["port"])
            call_command("collectstatic", verbosity=0, interactive=False)
            self.serve(options["port"])

    def serve(self, port: int) -> None:
        stop = Stop()
        mail_port = free_port()
        catcher = Controller(Catcher(), hostname="127.0.0.1", port=mail_port)
        catcher.start()
        environment = {
            **os.environ,
            "MERCAT_DEMO": "true",
            "MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "SITE_URL": f"http://localhost:{port}",
        }
        # In a session of their own: Ctrl-C reaches this process alone, which then ends them.
        processes = [
            subprocess.Popen(command, env=environment, start_new_session=True)
            for command in commands(port)
        ]
        self.say(port)
        try:
            wait_for_the_end(stop, processes)
        finally:
            end(processes)
            catcher.stop()

    def say(self, port: int) -> None:
        self.stdout.write(f"\nMercat is at http://localhost:{port}\n\n")
        for part in people.everybody():
            self.stdout.write(f"  {part.email:28}{part.part}")
        self.stdout.write(f"\nEverybody’s password is {people.PASSWORD}. Ctrl-C ends it.\n")
        self.stdout.flush()


def commands(port: int) -> list[list[str]]:
    gunicorn = [sys.executable, "-m", "gunicorn", "mercat.config.wsgi", "--threads", "8"]
    gunicorn += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    gunicorn += ["--graceful-timeout", "3"]
    if has_ipv6():  # where localhost means ::1 first
        gunicorn += ["--bind", f"[::1]:{port}"]
    worker = [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]
    return [gunicorn, worker]


def check_is_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken. Take another one: make demo PORT={port + 1}"
            ) from error


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=8)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_for_the_end(stop: Stop, processes: list[subprocess.Popen[bytes]]) -> None:
    """Until somebody presses Ctrl-C, or one of the processes ends by itself."""
    while not stop.wait(0.5):
        if any(process.poll() is not None for process in processes):
            return
