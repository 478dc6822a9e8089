import gzip
import tarfile

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from mercat.common.models import JobRun
from mercat.home.backup import files, tables
from mercat.people.models import Person
from tests.factories import PersonFactory
from tests.factories.council import NOW
from tests.home.backup.safe import manage, manifest, refusal


def test_backup_holds_no_session_no_cache_and_no_key(council, file, settings, client):
    council.sign_in(client, "keeper")
    JobRun.objects.create(job="expire_passports", due_at=NOW, started_at=NOW)

    manage("backup", file)

    assert Session.objects.count() == 1
    with tarfile.open(file) as tar:
        names = tar.getnames()
        packed = [tar.extractfile(name).read() for name in names if name.endswith(".gz")]
    content = b"".join(map(gzip.decompress, packed))
    assert [name for name in names if "session" in name or "cache" in name] == []
    assert "tables/common.jobrun.gz" in names
    assert settings.SECRET_KEY.encode() not in content
    assert b"correct horse" not in content
    assert file.stat().st_mode & 0o777 == 0o600


def test_manifest_says_what_is_in_it(council, file):
    manage("backup", file)

    about = manifest(file)
    parts = {part["name"]: part for part in about["parts"]}
    assert parts["tables/people.person"]["rows"] == Person.objects.count()
    assert about["database"] == connection.vendor
    assert about["sealed_mail"] == 1
    assert "0001_begin" in about["migrations"]["register"]


def test_every_table_is_kept_or_left_out_by_name():
    kept = {model._meta.label_lower for model in tables.kept()}

    assert kept & tables.LEFT_OUT == set()
    assert {"audit.event", "audit.eventwords", "register.account", "common.actlink"} <= kept


def test_backup_replaces_an_older_one_only_when_whole(council, file, monkeypatch):
    file.write_bytes(b"older")
    monkeypatch.setattr(tables, "kept", lambda: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        manage("backup", file)

    assert file.read_bytes() == b"older"
    assert [each for each in file.parent.iterdir() if each.name.startswith(".")] == []


def test_backup_into_a_folder_that_is_not_there_is_refused(council, tmp_path):
    assert refusal("backup", tmp_path / "none" / "x.tar").startswith("No backup was made: ")


def test_backup_sees_one_moment_and_lets_others_write(council, file, monkeypatch):
    lines_of = tables.lines_of

    def interrupted(model, *, using):
        yield from lines_of(model, using=using)
        PersonFactory()  # between any two tables, on the site's own connection

    monkeypatch.setattr(tables, "lines_of", interrupted)
    people = Person.objects.count()
    manage("backup", file)

    parts = {part["name"]: part for part in manifest(file)["parts"]}
    assert parts["tables/people.person"]["rows"] == people < Person.objects.count()


def test_backup_passes_over_a_file_that_is_deleted_meanwhile(council, file, monkeypatch):
    monkeypatch.setattr(files, "names", lambda: iter(["evidence/gone.pdf", "evidence/plan.pdf"]))
    manage("backup", file)

    parts = [part["name"] for part in manifest(file)["parts"] if part["name"].startswith("files/")]
    assert parts == ["files/evidence/plan.pdf"]
