"""An export that was killed goes on, and its archive is the one of a run that nobody disturbed."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.conf import settings as project
from django.db import connection
from django.utils import timezone

from mercat.archive.export import verify
from mercat.register.models import PublicChange
from tests.lookup.claims import published

AT = "2026-11-18T10:30:00+00:00"
CRASHES = int(os.environ.get("ARCHIVE_CRASHES", "3"))


def environment(var: Path) -> dict[str, str]:
    said = connection.settings_dict
    url = f"sqlite:///{said['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgres://{said['USER']}@{said['HOST']}:{said['PORT']}/{said['NAME']}"
    given = {"DATABASE_URL": url, "MERCAT_VAR": str(var), "SECRET_KEY": "only for this test"}
    return {"PATH": os.environ["PATH"], "SITE_URL": "http://localhost:8000", **given}


def started(var: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=project.BASE_DIR,
        env=environment(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def manage(var: Path, *arguments: str) -> str:
    process = started(var, *arguments)
    said, _ = process.communicate()
    assert process.returncode == 0, said
    return said


def exporting(folder: Path, jobs: int) -> list[str]:
    return ["export_site", str(folder), "--at", AT, "--jobs", str(jobs)]


def files_in(folder: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(folder))


def killed_in_the_middle(var: Path, folder: Path, *, jobs: int, files: int, later: float) -> None:
    """With kill -9, a little after there are so many files; a slow machine changes nothing."""
    process = started(var, *exporting(folder, jobs))
    while files_in(folder) < files and process.poll() is None:
        time.sleep(0.002)
    time.sleep(later)
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()  # helpers hold the same pipe: this waits for their end
    assert process.returncode == -signal.SIGKILL, said


@pytest.fixture
def site(flushable, council, tmp_path):
    for each in range(60):
        published(council.organisation, name=f"Account {each}")
    # What changed this very minute, open data dates by the minute that is asked.
    PublicChange.objects.update(at=timezone.now() - timedelta(days=1))
    var = tmp_path / "var"
    manage(var, "collectstatic", "--no-input", "--verbosity", "0")
    return var


def test_killed_at_any_moment_it_goes_on(site, tmp_path):
    """Three moments in the suite; `make archive-crash` takes twenty."""
    whole = tmp_path / "whole"
    manage(site, *exporting(whole, jobs=1))
    expected, count = (whole / "manifest.txt").read_bytes(), files_in(whole)
    seed = int(os.environ.get("ARCHIVE_CRASHES_SEED", time.time_ns()))
    chance = Random(seed)  # noqa: S311  # moments, no secrets
    for crash in range(CRASHES):
        folder, files = tmp_path / f"killed{crash}", chance.randrange(count - 10)
        moment = f"seed {seed}, crash {crash}, after {files} of {count} files"
        killed_in_the_middle(
            site, folder, jobs=1 + crash % 2, files=files, later=chance.uniform(0, 0.02)
        )
        manage(site, *exporting(folder, jobs=1 + crash // 2 % 2))
        assert (folder / "manifest.txt").read_bytes() == expected, moment
        assert list(verify.faults(folder)) == [], moment


def test_helper_that_is_killed_loses_nothing(site, tmp_path):
    """Its parent writes what it had taken."""
    whole, folder = tmp_path / "whole", tmp_path / "helped"
    manage(site, *exporting(whole, jobs=1))
    process = started(site, *exporting(folder, jobs=2))
    while not (helper := helper_of(process.pid)) and process.poll() is None:
        time.sleep(0.002)
    while files_in(folder) < 10 and process.poll() is None:
        time.sleep(0.002)
    os.kill(helper, signal.SIGKILL)
    said, _ = process.communicate()
    assert process.returncode == 0, said
    assert (folder / "manifest.txt").read_bytes() == (whole / "manifest.txt").read_bytes()


def helper_of(parent: int) -> int:
    """The process that it started, as Linux tells it."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return int(found[0]) if found else 0
