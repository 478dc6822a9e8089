"""The server, wget and the export, each a process as it is in use."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection  # noqa: TID251  # of our own server
from pathlib import Path

from mercat.demo.management.commands.demo import free_port

HTML = b"<!doctype html"


@contextmanager
def served() -> Iterator[str]:
    """As `make run` serves it; without a line for each request, which is not what is measured."""
    host = f"127.0.0.1:{free_port()}"
    address = f"http://{host}"
    bound = ["--bind", host, "--workers", "2", "--threads", "8"]
    command = [sys.executable, "-m", "gunicorn", "mercat.config.wsgi", *bound]
    process = subprocess.Popen([*command, "--log-level", "error"], env=environment(address))
    try:
        _warm(host, "/lookup/")
        yield address
    finally:
        process.terminate()
        process.wait()


def environment(address: str) -> dict[str, str]:
    return {**os.environ, "SITE_URL": address, "LOG_LEVEL": "WARNING"}


def _warm(host: str, path: str, *, seconds: float = 120) -> None:
    """Until it answers, and then until both workers have read their templates."""
    until, answered = time.monotonic() + seconds, 0
    while answered < 30:
        try:
            answered += _answers(host, path)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _answers(host: str, path: str) -> bool:
    connection = HTTPConnection(host)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status == 200


def mirror(address: str, folder: Path) -> None:
    """Its code says that some links lead to a sign-in or to nothing, which is no fault here."""
    command = ["wget", "--mirror", "--no-verbose", "--output-file", os.devnull]
    subprocess.run([*command, "--directory-prefix", str(folder), f"{address}/"], check=False)


def exporting(address: str, folder: Path, *, jobs: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "manage.py", "export_site", str(folder), "--jobs", str(jobs)]
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment(address), stdout=nowhere, stderr=nowhere)


def export(address: str, folder: Path, *, jobs: int) -> None:
    process = exporting(address, folder, jobs=jobs)
    assert process.wait() == 0, "the export failed"


def pages_in(folder: Path) -> int:
    found = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(parent, name), "rb") as file:
                found += file.read(len(HTML)).lower() == HTML
    return found


def megabytes(address: str, folder: Path, *, jobs: int) -> float:
    """The most that each process of an export had in memory, together, as Linux counts it."""
    process, most = exporting(address, folder, jobs=jobs), dict[int, float]()
    while process.poll() is None:
        for number in _family(process.pid):
            most[number] = max(most.get(number, 0), _peak(number))
        time.sleep(0.05)
    assert process.returncode == 0, "the export failed"
    return sum(most.values())


def _family(number: int) -> list[int]:
    try:
        said = Path(f"/proc/{number}/task/{number}/children").read_text()
    except OSError:
        return [number]
    return [number, *(each for child in said.split() for each in _family(int(child)))]


def _peak(number: int) -> float:
    try:
        said = Path(f"/proc/{number}/status").read_text()
    except OSError:  # it has ended
        return 0
    lines = [line for line in said.splitlines() if line.startswith("VmHWM:")]
    return int(lines[0].split()[1]) / 1000 if lines else 0
