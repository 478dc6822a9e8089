import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from django.db import connection

from mercat.common import outbox
from mercat.common.models import JobRun, OutboxMail


def database_url() -> str:
    """Of the very database that this test writes to."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    at = f"{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}"
    return f"postgres://{at}/{given['NAME']}"


@pytest.fixture
def worker(flushable, letter_box, settings, tmp_path):
    """The command as an operator runs it, with the settings of a real site."""
    environment = {
        "PATH": os.environ["PATH"],
        "MERCAT_VAR": str(tmp_path),
        "SECRET_KEY": settings.SECRET_KEY,
        "DATABASE_URL": database_url(),
        "MAIL_URL": f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
    }
    command = [sys.executable, "manage.py", "worker", "--seconds", "0.05"]
    process = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.communicate()


def wait_until(is_so: Callable[[], bool]) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.02)
    return False


def test_worker_sends_mail_runs_jobs_and_ends_when_told(worker, letter_box, at):
    assert wait_until(JobRun.objects.exists)
    outbox.queue("people/login_code", to="a@strathbeg.example", at=at, secret={"code": "K7TM2X"})

    sent = wait_until(lambda: OutboxMail.objects.exclude(sent_at=None).exists())
    worker.send_signal(signal.SIGTERM)
    _, said = worker.communicate(timeout=20)

    assert (sent, worker.returncode, said) == (True, 0, "")
    assert [message["Subject"] for message in letter_box.messages] == [
        "K7TM2X is your code to sign in"
    ]
