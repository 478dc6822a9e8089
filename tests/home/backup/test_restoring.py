"""Backup, destroy, restore: the same rows and files, or the old ones."""

import os
import shutil
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from mercat.audit import triggers
from mercat.audit.models import Event, EventWords
from mercat.common.models import JobRun
from mercat.common.uploads import check
from mercat.files import actions as files
from mercat.files.models import StoredFile
from mercat.home.backup import tables
from mercat.organisations.models import Organisation
from tests.__main__ import has_server
from tests.common.uploads import samples
from tests.factories import PersonFactory
from tests.factories.council import NOW, make_council
from tests.home.backup.safe import dump, environment, manage, manifest
from tests.home.test_worker import database_url
from tests.settings import POSTGRESQL


def destroy():
    triggers.lift()
    tables.empty(using="default")
    triggers.restore()
    shutil.rmtree(default_storage.path(""))


def test_backup_destroy_restore_is_identical(council, file, tmp_path):
    before = dump(tmp_path)
    manage("backup", file)
    destroy()
    assert Organisation.objects.count() == Event.objects.count() == 0

    said = manage("restore", file)

    assert said.startswith("Restored: ")
    assert dump(tmp_path) == before
    assert manage("verify_audit").startswith("The audit record holds: ")
    assert triggers.missing() == []
    with default_storage.open("evidence/plan.pdf") as kept:
        assert kept.read() == bytes(range(256)) * 5000


def test_restored_uploads_are_where_their_rows_say(council, file):
    stored = files.store(checked=check("plan.pdf", samples.PDF), by=council.member, at=NOW)
    manage("backup", file)
    destroy()
    manage("restore", file)

    with StoredFile.objects.get(sha256=stored.sha256).open() as kept:
        assert kept.read() == samples.PDF


def test_restored_site_goes_on_where_it_was(council, file):
    manage("backup", file)
    destroy()
    manage("restore", file)

    PersonFactory(email="new@strathbeg.example")  # a key that no restored row has
    events = Event.objects.count()
    with pytest.raises(Exception, match="audit events are never changed"):
        Event.objects.all().delete()

    assert Event.objects.count() == events


def test_restore_with_force_replaces_all_that_was_there(council, file, tmp_path, client):
    manage("backup", file)
    before = dump(tmp_path)
    make_council(slug="other", name="Other")
    council.sign_in(client, "keeper")
    default_storage.save("evidence/later.txt", ContentFile(b"later"))
    default_storage.delete("evidence/plan.pdf")
    default_storage.save("evidence/plan.pdf", ContentFile(b"another plan"))

    manage("restore", file, "--force")

    assert dump(tmp_path) == before
    assert Session.objects.count() == 0
    assert triggers.missing() == []


def test_restore_ignores_the_jobs_that_a_waiting_worker_ran(council, file):
    manage("backup", file)
    destroy()
    JobRun.objects.create(job="expire_passports", due_at=NOW - timedelta(days=1), started_at=NOW)

    assert manage("restore", file).startswith("Restored: ")


def test_restore_warns_when_the_secret_key_is_another(council, file, settings):
    manage("backup", file)
    settings.SECRET_KEY = "another key"

    said = manage("restore", file, "--force")
    assert "The secret key here is not the one of the backup" in said
    assert "1 waiting mails with a code" in said


def test_restore_warns_of_a_record_that_did_not_hold(council, file):
    triggers.lift()
    Event.objects.filter(sequence=2).update(verb="tests.forged")
    manage("backup", file)

    said = manage("restore", file, "--force")
    assert "The audit record does not hold: " in said
    assert triggers.missing() == []


def test_erased_words_stay_erased(council, file):
    EventWords.objects.all().delete()
    manage("backup", file)

    manage("restore", file, "--force")
    assert EventWords.objects.count() == 0
    assert manage("verify_audit").startswith("The audit record holds: ")


KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from mercat.home.backup import tables
tables.check_whole = lambda **_: os.kill(os.getpid(), signal.SIGKILL)
call_command("restore", sys.argv[1], "--force")
"""


def test_restore_that_is_killed_leaves_the_old_data(council, file, tmp_path, settings):
    manage("backup", file)
    make_council(slug="newer", name="Newer than the backup")
    before = dump(tmp_path)

    killed = subprocess.run(
        [sys.executable, "-c", KILLED, file],
        env=environment(database_url(), tmp_path / "var"),
        check=False,
    )

    assert killed.returncode == -signal.SIGKILL
    assert dump(tmp_path) == before
    assert triggers.missing() == []


@pytest.fixture
def other_database(db, tmp_path):
    """The address of a new database of the kind that this run is not about."""
    if connection.vendor == "postgresql":
        yield f"sqlite:///{tmp_path}/new.sqlite3"
        return
    if not has_server():
        pytest.skip("no PostgreSQL server answered")
    server, name = os.environ.get("TEST_DATABASE_URL", POSTGRESQL), f"mercat_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connected:
        connected.execute(f"CREATE DATABASE {name}")
        yield f"{server.rpartition('/')[0]}/{name}"
        connected.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_backup_goes_into_the_other_database_and_is_the_same_there(
    council, file, tmp_path, other_database
):
    manage("backup", file)
    there = tmp_path / "there.tar"

    for command in (["restore", file], ["verify_audit"], ["backup", there]):
        run_as_operator(command, environment(other_database, tmp_path / "var"))

    assert manifest(there)["parts"] == manifest(file)["parts"]
    assert {manifest(each)["database"] for each in (file, there)} == {"sqlite", "postgresql"}


def run_as_operator(command, environment):
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        env=environment,
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
