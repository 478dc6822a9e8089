"""What is not restored, and leaves everything as it was."""

import gzip
import json

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from mercat.home.backup import files
from mercat.register.models import Account
from tests.home.backup.safe import altered, dump, manage, refusal, rewritten


def test_restore_refuses_a_database_that_is_not_empty(council, file, tmp_path):
    manage("backup", file)
    before = dump(tmp_path)

    assert refusal("restore", file).startswith("This database is not empty (")
    assert dump(tmp_path) == before


@pytest.mark.parametrize("name", ["tables/audit.event", "files/evidence/plan.pdf", "manifest.json"])
def test_restore_names_the_part_of_a_changed_byte(council, file, tmp_path, name):
    manage("backup", file)
    before = dump(tmp_path)

    for place in (0.1, 0.5, 0.9):

        def change(content, place=place):
            at = int(len(content) * place)
            return content[:at] + bytes([content[at] ^ 0x40]) + content[at + 1 :]

        said = refusal("restore", altered(file, name, change), "--force")
        assert said == f"This backup is damaged: {name} is not what it was. Nothing was restored."

    assert dump(tmp_path) == before


def test_restore_names_a_part_that_was_rewritten(council, file):
    def change(content):
        return gzip.compress(gzip.decompress(content).replace(b"Archives", b"Archivex"))

    manage("backup", file)

    said = refusal("restore", altered(file, "tables/organisations.department", change), "--force")
    assert "tables/organisations.department is not what it was" in said


def test_restore_refuses_any_changed_byte(council, file):
    manage("backup", file)
    whole = file.read_bytes()

    taken = []
    for at in range(0, len(whole), len(whole) // 150):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        said = refusal("restore", file, "--force")
        taken += [at] * (not said.startswith(("This backup is damaged: ", "This is not a backup")))

    assert taken == []


def test_restore_refuses_a_file_that_ends_early(council, file):
    manage("backup", file)
    content = file.read_bytes().rstrip(b"\0")

    for share in (0, 0.01, 0.5, 0.99):
        file.write_bytes(content[: int(len(content) * share)])
        said = refusal("restore", file, "--force")
        assert said.startswith(("This backup is damaged: ", "This is not a backup of Mercat"))


def test_restore_refuses_a_file_that_is_none_or_something_else(db, tmp_path):
    (tmp_path / "list.csv").write_text("URL\nx.com/strath\n" * 100)

    said = [refusal("restore", tmp_path / name) for name in ("none.tar", "list.csv", "")]
    assert said == [
        f"The file {tmp_path}/none.tar could not be opened: No such file or directory.",
        "This is not a backup of Mercat, or its beginning is damaged.",
        f"The file {tmp_path} could not be opened: Is a directory.",
    ]


def test_restore_refuses_what_a_newer_version_made(council, file):
    MigrationRecorder(connection).record_applied("register", "0999_from_the_future")
    manage("backup", file)
    MigrationRecorder(connection).record_unapplied("register", "0999_from_the_future")

    said = refusal("restore", file, "--force")
    assert said.startswith("This backup was made by Mercat ")
    assert "register 0999_from_the_future" in said


def test_restore_refuses_another_form(council, file):
    manage("backup", file)

    said = refusal("restore", rewritten(file, format=2), "--force")
    assert said.startswith("This backup has a form that this version")


def without(field, **more):
    def change(line):
        row = json.loads(line)
        row.pop(field)
        return json.dumps({**row, **more}).encode() + b"\n"

    return change


def test_restore_of_an_older_backup_gives_new_fields_their_default(council, file):
    manage("backup", file)
    older = rewritten(file, part="tables/register.account", change=without("audience"))

    manage("restore", older, "--force")

    assert {str(account.audience) for account in Account.objects.all()} == {""}


@pytest.mark.parametrize("change", [without("handle"), without("audience", reach=7)])
def test_restore_of_an_older_backup_that_does_not_fit_names_its_version(
    council, file, tmp_path, change
):
    manage("backup", file)
    before = dump(tmp_path)
    older = rewritten(file, part="tables/register.account", change=change, mercat="0.0.1")

    assert refusal("restore", older, "--force") == (
        "tables/register.account has another form here. Restore this backup with Mercat 0.0.1, "
        "then bring that up to date."
    )
    assert dump(tmp_path) == before


def test_restore_refuses_rows_that_point_nowhere(council, file, tmp_path):
    manage("backup", file)
    before = dump(tmp_path)
    torn = rewritten(
        file, part="tables/register.account", change=without("department_id", department_id=99999)
    )

    assert refusal("restore", torn, "--force").startswith("The database refused the rows: ")
    assert dump(tmp_path) == before


def test_restore_never_writes_outside_the_private_files(council, file, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "names", lambda folder="": iter(["../../escaped.txt"]))
    monkeypatch.setattr(files, "blocks", lambda name: iter([b"out"]))
    manage("backup", file)
    monkeypatch.undo()

    assert "is no name for a private file" in refusal("restore", file, "--force")
    assert list(tmp_path.parent.rglob("escaped.txt")) == []
