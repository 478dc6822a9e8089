import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from lxml import html

from mercat.archive.export import addresses, verify
from mercat.archive.export.paths import file_of
from mercat.practice import actions as practice
from mercat.register.models import PublicChange
from mercat.register.open_data.writing import COLUMNS
from tests.archive.closed import close, everything
from tests.lookup.claims import claimed, published
from tests.outsiders import PUBLIC
from tests.practice import written as pages
from tests.practice.papers import written

AFTER = pages.NOW + timedelta(days=1)
AT = "2026-11-18T10:30:00+00:00"


@pytest.fixture
def register(council, settings, tmp_path):
    settings.VAR = tmp_path / "var"
    accounts = [published(council.organisation, name=f"Account {each}") for each in range(60)]
    claimed(council.organisation, passport="active", unconfirmed=False, status="active")
    return accounts


@pytest.fixture
def archive(register, tmp_path):
    folder = tmp_path / "archive"
    call_command("export_site", folder, at=None)
    return folder


def digests(folder: Path) -> dict[str, str]:
    return dict(verify.named(folder))


def test_every_public_address_is_exported_or_says_why_not():
    families = tuple(addresses.LEFT_OUT_FAMILIES)
    ours = {name for name in PUBLIC if not name.startswith(families)}
    # Public when their page or their paper is.
    some = {name for name in addresses.EXPORTED if name.startswith(("practice:", "papers:"))}
    assert ours - set(addresses.LEFT_OUT) == addresses.EXPORTED - (some - ours)
    assert set(addresses.LEFT_OUT) <= ours


def test_archive_is_whole_and_its_links_lead_somewhere(archive, capsys):
    call_command("verify_site", archive, links=True)
    assert "Every file is as it was made" in capsys.readouterr().out


def test_each_account_has_its_page_under_any_path(archive, register):
    for account in register:
        file = archive / file_of(f"/lookup/accounts/{account.public_id}/")
        tree = html.document_fromstring(file.read_bytes())
        assert account.name in tree.text_content()
        assert not tree.xpath("//form | //script[@type='module']")
        assert not [to for to in tree.xpath("//@href | //@src") if to.startswith("/")]
        assert tree.xpath("//link[@rel='canonical']/@href")[0].startswith(project.SITE_URL)
        assert "Archived on" in tree.text_content()


def test_list_goes_on_over_pages(archive, council, register):
    slug = council.organisation.slug
    folder = archive / f"lookup/organisations/{slug}"
    pages = sorted(folder.glob("index*.html"))
    assert len(pages) == 2
    links = {
        Path(to).name
        for page in pages
        for to in html.document_fromstring(page.read_bytes()).xpath("//a/@href")
    }
    assert {page.name for page in pages} <= links


def test_data_and_look_up_are_inside(archive, council):
    slug = council.organisation.slug
    assert (archive / f"lookup/organisations/{slug}/data/accounts.csv").is_file()
    assert (archive / f"lookup/organisations/{slug}/data/accounts.jsonld").is_file()
    for name in ("look-up/index.js", "look-up/lookup.js", "data/dictionary.csv", "report.json"):
        assert (archive / name).is_file(), name


def test_export_changes_nothing_and_works_when_closed(register, tmp_path, at):
    close(None, at=timezone.now())
    before = everything()
    call_command("export_site", tmp_path / "closed")
    call_command("verify_site", tmp_path / "closed", links=True)
    assert everything() == before
    page = (tmp_path / "closed/index.html").read_text()
    assert "Strathbeg became part of Glentarbet" in page


@pytest.mark.parametrize("harm", ["changed", "missing", "added"])
def test_harmed_file_is_named(archive, harm, capsys):
    file = archive / "lookup/index.html"
    if harm == "changed":
        content = bytearray(file.read_bytes())
        content[100] ^= 1
        file.write_bytes(content)
    elif harm == "missing":
        file.unlink()
    else:
        file = archive / "lookup/another.html"
        file.write_text("Hello")
    with pytest.raises(CommandError):
        call_command("verify_site", archive)
    said = f"{file.relative_to(archive).as_posix()} {'is' if harm == 'missing' else 'was'} {harm}"
    assert said in capsys.readouterr().err
    done = subprocess.run(
        [sys.executable, archive / "verify.py"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, said in done.stdout) == (1, True)


def test_changed_manifest_is_named(archive):
    manifest = archive / "manifest.txt"
    manifest.write_text(manifest.read_text().replace("0", "1", 1))
    assert "manifest.txt was changed" in list(verify.faults(archive))


def test_verifier_is_short_and_needs_nothing_else():
    lines = Path(verify.__file__).read_text().splitlines()
    assert len(lines) <= 60
    imports = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert imports <= {"collections.abc", "hashlib", "json", "sys", "pathlib"}


def test_again_writes_only_what_changed(archive, register):
    kept = archive / file_of(f"/lookup/accounts/{register[1].public_id}/")
    before = kept.stat().st_mtime_ns
    publication = register[0].publication
    publication.name = "A new name"
    publication.save()
    call_command("export_site", archive)
    assert kept.stat().st_mtime_ns == before
    changed = archive / file_of(f"/lookup/accounts/{register[0].public_id}/")
    assert "A new name" in changed.read_text()
    register[0].delete()
    call_command("export_site", archive)
    assert not changed.exists()
    assert list(verify.faults(archive)) == []


def test_signed_when_asked(register, tmp_path):
    key = tmp_path / "key"
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
    try:
        subprocess.run(made, check=True)
    except FileNotFoundError:
        pytest.skip("no ssh-keygen")
    call_command("export_site", tmp_path / "signed", sign_with=str(key))
    check = ["ssh-keygen", "-Y", "check-novalidate", "-n", "mercat-archive"]
    with (tmp_path / "signed/manifest.txt").open("rb") as manifest:
        subprocess.run(
            [*check, "-s", tmp_path / "signed/manifest.txt.sig"], stdin=manifest, check=True
        )


def exporting(folder: Path, var: Path, *more: str) -> list[str]:
    return [sys.executable, "manage.py", "export_site", str(folder), "--at", AT, *more]


def environment(var: Path) -> dict[str, str]:
    said = connection.settings_dict
    url = f"sqlite:///{said['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgres://{said['USER']}@{said['HOST']}:{said['PORT']}/{said['NAME']}"
    given = {"DATABASE_URL": url, "MERCAT_VAR": str(var), "SECRET_KEY": "only for this test"}
    return {"PATH": os.environ["PATH"], "SITE_URL": "http://localhost:8000", **given}


def manage(var: Path, command: list[str]) -> None:
    subprocess.run(
        command, cwd=project.BASE_DIR, env=environment(var), check=True, capture_output=True
    )


def test_killed_at_any_moment_it_goes_on(flushable, council, tmp_path):
    """Three moments in the suite; `make archive-crash` takes twenty."""
    for each in range(40):
        published(council.organisation, name=f"Account {each}")
    # What changed this very minute, open data dates by the minute that is asked.
    PublicChange.objects.update(at=timezone.now() - timedelta(days=1))
    var = tmp_path / "var"
    collected = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    manage(var, collected)
    whole, started = tmp_path / "whole", time.monotonic()
    manage(var, exporting(whole, var))
    lasts = time.monotonic() - started
    chance = Random(7)  # noqa: S311  # moments, no secrets
    for kill in range(int(os.environ.get("ARCHIVE_CRASHES", "3"))):
        folder = tmp_path / f"killed{kill}"
        process = subprocess.Popen(
            exporting(folder, var), cwd=project.BASE_DIR, env=environment(var)
        )
        time.sleep(chance.uniform(0.3, 1.0) * lasts)
        process.send_signal(signal.SIGKILL)
        process.wait()
        more = ("--jobs", "2") if kill % 2 else ()
        manage(var, exporting(folder, var, *more))
        assert digest(folder) == digest(whole)
        assert list(verify.faults(folder)) == []


def digest(folder: Path) -> str:
    return hashlib.sha256((folder / "manifest.txt").read_bytes()).hexdigest()


@pytest.fixture
def talked(council, register, tmp_path):
    """A public policy that changed twice, and a public paper with an answered comment."""
    page = pages.published(council.member, "organisation", kind="policy", body="Secret beginnings")
    for number, (body, visibility) in enumerate((("As it opened", "public"), ("As it ends", ""))):
        given = {"number": number + 1, "body": body, "why": "Clearer", "by": council.member}
        page = practice.change(page=page, **given, at=AFTER + timedelta(days=number))
        if visibility:
            practice.set_visibility(
                page=page, visibility=visibility, by=council.member, at=AFTER + timedelta(hours=1)
            )
            page.refresh_from_db()
    paper = written.opened(council, "public")
    written.said(paper, by=council.member)
    call_command("export_site", tmp_path / "talked")
    return tmp_path / "talked", page, paper


def test_policy_with_the_revisions_that_were_public(talked, council):
    folder, page, _paper = talked
    history = (folder / f"practice/{page.public_id}/history/index.html").read_text()
    assert council.member.person.name not in history
    numbers = sorted(each.name for each in folder.glob(f"practice/{page.public_id}/history/*/"))
    assert numbers == ["2", "3"]
    everything = "".join(each.read_text() for each in folder.rglob("*.html"))
    assert "As it opened" in everything
    assert "Secret beginnings" not in everything


def test_papers_with_what_was_said(talked, council):
    folder, _page, paper = talked
    for name in ("comments", "comments/print"):
        said = (folder / f"practice/papers/{paper.public_id}/{name}/index.html").read_text()
        assert "Say two." in said
        assert council.member.person.name not in said
    call_command("verify_site", folder, links=True)


def test_texts_as_markdown_with_their_heads(talked):
    folder, page, paper = talked
    text = (folder / f"data/practice/{page.public_id}.md").read_text()
    head, body = text.removeprefix("---\n").split("\n---\n\n", 1)
    said = dict(line.split(": ", 1) for line in head.split("\n"))
    assert json.loads(said["title"]) == page.title
    assert json.loads(said["revision"]) == 3
    assert body.startswith("# ")
    assert "As it ends" in body
    text = (folder / f"data/papers/{paper.public_id}.md").read_text()
    assert "## Purpose\n\nWe use social media to listen." in text


def test_schemas_and_dictionary_say_what_the_data_have(talked, council):
    folder, _page, paper = talked
    register = f"lookup/organisations/{council.organisation.slug}/data/accounts.json"
    pairs = {
        "accounts": register,
        "comments": f"data/papers/{paper.public_id}.comments.json",
        "manifest": "manifest.json",
    }
    for name, file in pairs.items():
        schema = json.loads((folder / f"data/{name}.schema.json").read_text())
        assert list(faults_of(json.loads((folder / file).read_text()), schema)) == []
    lines = list(csv.DictReader((folder / "data/dictionary.csv").read_text().splitlines()))
    fields = [each["field"] for each in lines if each["file"].startswith("accounts.csv")]
    assert tuple(fields) == COLUMNS
    comments = json.loads((folder / pairs["comments"]).read_text())["comments"]
    fields = [each["field"] for each in lines if "comments" in each["file"]]
    assert [list(each) for each in comments] == [fields]


KINDS = {"string": str, "object": dict, "array": list, "integer": int, "null": type(None)}


def faults_of(said: Any, schema: dict[str, Any], where: str = "") -> Iterator[str]:
    """As much of JSON Schema as ours say; what a schema does not name is a fault as well."""
    kinds = schema.get("type", "string")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if not isinstance(said, tuple(KINDS[kind] for kind in kinds)) or (
        "enum" in schema and said not in schema["enum"]
    ):
        yield f"{where} is {said!r}"
    elif isinstance(said, list):
        for each in said:
            yield from faults_of(each, schema["items"], f"{where}[]")
    elif isinstance(said, dict) and "properties" in schema:
        if set(said) != set(schema["properties"]):
            yield f"{where} has {sorted(said)}"
        for name, each in said.items():
            yield from faults_of(each, schema["properties"][name], f"{where}.{name}")
