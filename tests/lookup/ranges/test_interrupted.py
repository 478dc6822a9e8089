"""A publish that is killed leaves what was there whole, and the next one finishes the work."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest
from django.utils import timezone

from mercat.register import actions as register
from mercat.register.models import Account
from tests.factories import AccountFactory, OrganisationFactory
from tests.lookup.ranges.publishing import publishing
from tests.lookup.ranges.reading import told

MANY = 3200  # more than 240 kB in one file: 256 shards


@pytest.fixture
def accounts(flushable):
    organisation = OrganisationFactory(verified=True)
    made = AccountFactory.build_batch(MANY, organisation=organisation)
    Account.objects.bulk_create(made, batch_size=500)
    register.publish_all(accounts=made, at=timezone.now())
    return made


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
    assert publishing(str(folder), var=tmp_path / "var").wait() == 0
    before = {each: each.read_bytes() for each in folder.rglob("*.json")}
    rest = accounts[101:]
    Account.objects.bulk_create(rest, batch_size=500)
    register.publish_all(accounts=rest, at=timezone.now())

    amid = kill_amid(publishing(str(folder), var=tmp_path / "var"), folder / "1-2")
    after = {each: each.read_bytes() for each in before}
    for each in folder.rglob("*.json"):
        json.loads(each.read_bytes())
    known = {told(folder, each.key) for each in accounts[:101]}

    assert (amid, after == before, known) == (True, True, {"official"})
    assert publishing(str(folder), var=tmp_path / "var").wait() == 0
    assert json.loads((folder / "index.json").read_text())["n"] == 2
    assert {told(folder, each.key) for each in accounts[::7]} == {"official"}
