"""A site as an operator runs it, on a database of its own, with processes that can be killed."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from django.conf import settings

from mercat.demo.management.commands.demo import free_port

PYTHON = sys.executable


class Site:
    def __init__(self, folder: Path, *, database_url: str, mail_port: int) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.environment = {
            "PATH": os.environ["PATH"],
            "MERCAT_VAR": str(folder),
            "SECRET_KEY": "only for this test",
            "SITE_URL": self.url,
            "MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "LOG_LEVEL": "ERROR",
            **({"DATABASE_URL": database_url} if database_url else {}),
        }

    def manage(self, *command: str) -> str:
        done = subprocess.run(
            [PYTHON, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def inside(self, call: str) -> str:
        """The last line that a function of inside.py printed."""
        said = self.manage(
            "shell", "--no-imports", "-c", f"from tests.crash import inside; inside.{call}"
        )
        return said.strip().splitlines()[-1]

    def start(self) -> None:
        gunicorn = ["-m", "gunicorn", "mercat.config.wsgi", "--workers", "2", "--threads", "4"]
        gunicorn += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"]
        self.processes = [
            self._process(gunicorn),
            self._process(["manage.py", "worker", "--seconds", "0.05"]),
        ]
        self._wait_until_it_answers()

    def _process(self, command: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [PYTHON, *command],
            cwd=settings.BASE_DIR,
            env=self.environment,
            start_new_session=True,  # so that the server's own children die with it
        )

    def _wait_until_it_answers(self) -> None:
        for _ in range(400):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5)
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("the site never answered")

    def kill(self) -> None:
        for process in self.processes:
            os.killpg(process.pid, signal.SIGKILL)
        for process in self.processes:
            process.wait()


class Visitor:
    """Somebody signed in who posts forms, and knows which posts were answered."""

    def __init__(self, site: Site, email: str, password: str) -> None:
        self.site = site
        jar = urllib.request.HTTPCookieProcessor()
        self.opener = urllib.request.build_opener(jar, _StayHere())
        self.cookies = jar.cookiejar
        self.get("/sign-in/")
        assert self.post("/sign-in/", login=email, password=password) == "/dashboard/"

    def get(self, path: str) -> None:
        self.opener.open(self.site.url + path, timeout=20).read()

    def post(self, path: str, **fields: Any) -> str:
        """Where the site sent us afterwards; empty when it showed the form again."""
        token = next(each.value for each in self.cookies if each.name == "csrftoken")
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}, doseq=True)
        try:
            self.opener.open(self.site.url + path, body.encode(), timeout=20).read()
        except urllib.error.HTTPError as answer:
            if answer.code == 302:
                return str(answer.headers["Location"])
            raise
        return ""


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *given: Any) -> None:
        return None
