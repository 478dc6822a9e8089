"""A publish that is killed leaves what was there whole, and the next one finishes the work."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from mercat.register import actions as register
from mercat.register.models import Account
from tests.factories import AccountFactory, OrganisationFactory
from tests.lookup.ranges.reading import told

MANY = 3200  # more than 240 kB in one file: 256 shards


@pytest.fixture
def accounts(flushable):
    organisation = OrganisationFactory(verified=True)
    made = AccountFactory.build_batch(MANY, organisation=organisation)
    Account.objects.bulk_create(made, batch_size=500)
    register.publish_all(accounts=made, at=timezone.now())
    return made


def publishing(folder: Path, var: Path) -> subprocess.Popen[bytes]:
    given = connection.settings_dict
    address = f"postgres://{given['USER']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
    if connection.vendor == "sqlite":
        address = f"sqlite:///{given['NAME']}"
    return subprocess.Popen(
        [sys.executable, "manage.py", "publish", str(folder)],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DATABASE_URL": address,
            "MERCAT_VAR": str(var),
            "SECRET_KEY": "only for this test",
            "SITE_URL": "http://localhost:8000",
        },
        stdout=subprocess.DEVNULL,
    )


def kill_amid(process: subprocess.Popen[bytes], written: Path) -> bool:
    """Kill it when it has begun to write; whether it had not finished."""
    while process.poll() is None:
        if next(written.glob("??.json"), None):
            process.send_signal(signal.SIGKILL)
            break
        time.sleep(0.0005)
    return process.wait() == -signal.SIGKILL


def test_killed_publish_leaves_the_old_files_whole(accounts, tmp_path):
    folder = tmp_path / "site"
    Account.objects.filter(pk__gt=accounts[100].pk).delete()
    assert publishing(folder, tmp_path / "var").wait() == 0
    before = {each: each.read_bytes() for each in folder.rglob("*.json")}
    rest = accounts[101:]
    Account.objects.bulk_create(rest, batch_size=500)
    register.publish_all(accounts=rest, at=timezone.now())

    amid = kill_amid(publishing(folder, tmp_path / "var"), folder / "1-2")
    after = {each: each.read_bytes() for each in before}
    for each in folder.rglob("*.json"):
        json.loads(each.read_bytes())
    known = {told(folder, each.key) for each in accounts[:101]}

    assert (amid, after == before, known) == (True, True, {"official"})
    assert publishing(folder, tmp_path / "var").wait() == 0
    assert json.loads((folder / "index.json").read_text())["n"] == 2
    assert {told(folder, each.key) for each in accounts[::7]} == {"official"}
