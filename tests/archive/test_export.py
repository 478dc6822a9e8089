import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from lxml import html

from mercat.archive.export import addresses, links, lock, verify
from mercat.archive.export.exporting import Export
from mercat.archive.export.paths import file_of
from mercat.archive.export.state import State
from mercat.archive.management import progress
from mercat.practice import actions as practice
from mercat.register.models import Publication, PublicChange
from mercat.register.open_data.files import BY_NAME as DATA
from mercat.register.open_data.writing import COLUMNS
from tests.archive.closed import close, everything
from tests.lookup.claims import claimed, published
from tests.outsiders import PUBLIC
from tests.practice import written as pages
from tests.practice.papers import written

AFTER = pages.NOW + timedelta(days=1)
AT = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)


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
    some = {name for name in addresses.PUBLIC if name.startswith(("practice:", "papers:"))}
    assert ours - set(addresses.LEFT_OUT) == addresses.PUBLIC - (some - ours)
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


def test_what_leads_nowhere_is_not_offered(archive):
    first = html.document_fromstring((archive / "index.html").read_bytes())
    assert [each.text_content() for each in first.xpath("//main//h2")] == ["All official accounts"]
    assert "Complain about" not in first.text_content()
    assert "Shared practice" in first.xpath("//details//a/text()")  # the menu of a phone
    looked_up = html.document_fromstring((archive / "lookup/index.html").read_bytes())
    assert "Look up a whole list" not in looked_up.text_content()
    assert "See every organisation" in looked_up.text_content()


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


def test_dead_links_and_other_hosts_are_named(archive):
    page = archive / "lookup/index.html"
    bad = b'<a href="gone.html#x"></a><a href="../../index.html"></a><img src="//a.example/b.png">'
    page.write_bytes(page.read_bytes().replace(b"</main>", bad + b"</main>"))
    assert list(links.faults(archive)) == [
        "lookup/index.html asks another host: //a.example/b.png",
        "lookup/index.html leads to gone.html#x, which is not here",
        "lookup/index.html leads to ../../index.html, which is not here",
    ]


def test_verifier_is_short_and_needs_nothing_else():
    lines = Path(verify.__file__).read_text().splitlines()
    assert len(lines) <= 60
    imports = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert imports <= {"collections.abc", "hashlib", "json", "sys", "pathlib"}


def as_it_stands(folder: Path) -> dict[str, tuple[int, int]]:
    """Each file with its inode and its date: a file that was replaced has another inode."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            said = path.stat()
            found[path.relative_to(folder).as_posix()] = said.st_ino, said.st_mtime_ns
    return found


def test_again_nothing_is_touched(register, tmp_path):
    folder = tmp_path / "archive"
    PublicChange.objects.update(at=AT)  # open data of this minute say so
    call_command("export_site", folder, at=AT)
    before = as_it_stands(folder)
    call_command("export_site", folder, at=AT)
    assert as_it_stands(folder) == before


def test_again_only_what_changed_is_touched(register, council, tmp_path):
    folder, slug = tmp_path / "archive", council.organisation.slug
    PublicChange.objects.update(at=AT)
    call_command("export_site", folder, at=AT)
    before = as_it_stands(folder)
    Publication.objects.filter(account=register[0]).update(purpose={"en": "Xylophones, zebras"})
    call_command("export_site", folder, at=AT)
    after = as_it_stands(folder)
    touched = {name for name in after if after[name] != before.get(name)}
    page = file_of(f"/lookup/accounts/{register[0].public_id}/")
    assert "Xylophones, zebras" in (folder / page).read_text()
    words = {f"search/w{word.encode().hex()}.js" for word in ("xy", "ze")}
    assert {page, "manifest.txt", "manifest.json", *words} <= touched
    others = {name for name in touched - words if not name.startswith(("manifest.", "search/"))}
    data = {f"lookup/{at}data/{name}" for at in ("", f"organisations/{slug}/") for name in DATA}
    assert others - {page, "report.json"} <= data  # which counts the files of the search, too
    assert list(verify.faults(folder)) == []


def test_what_is_gone_leaves_no_file_and_no_folder(archive, register):
    page = archive / file_of(f"/lookup/accounts/{register[0].public_id}/")
    register[0].delete()
    call_command("export_site", archive)
    assert not page.parent.exists()
    assert list(verify.faults(archive)) == []


def test_what_is_gone_since_a_run_ended_early_is_not_in_the_archive(
    register, tmp_path, monkeypatch
):
    def fail(export: Export) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "archive"
    page = folder / file_of(f"/lookup/accounts/{register[0].public_id}/")
    with monkeypatch.context() as patched:
        patched.setattr(Export, "rest", fail)
        with pytest.raises(KeyboardInterrupt):
            call_command("export_site", folder)
    assert page.is_file()
    register[0].delete()
    call_command("export_site", folder)
    assert not page.exists()
    assert list(verify.faults(folder)) == []


def test_progress_is_shown(register, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(progress, "EVERY", 20)
    call_command("export_site", tmp_path / "archive")
    said = [line for line in capsys.readouterr().err.splitlines() if " addresses" in line]
    numbers = [int(line.split()[0]) for line in said]
    assert len(numbers) >= 3
    assert numbers == sorted(set(numbers))
    assert len({line.partition(" of ")[2] for line in said}) == 1


def test_two_exports_into_one_folder_are_refused(register, tmp_path, monkeypatch, settings):
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    running = State(settings.VAR / "exports", tmp_path / "archive")
    running.lock.take()
    with pytest.raises(CommandError, match="Another export into this folder is running"):
        call_command("export_site", tmp_path / "archive")
    call_command("export_site", tmp_path / "another")
    running.lock.leave()


def test_an_export_counts_as_nobodys_reading(register, tmp_path, settings):
    """Files of all organisations are limited by the hour, for whoever asks from outside."""
    settings.EXPORTS_AN_HOUR = 1
    call_command("export_site", tmp_path / "archive")
    assert Client().get("/lookup/data/accounts.csv").status_code == 200


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
    practice.comment(page=page, text="Who answers on Sundays?", by=council.member, at=AFTER)
    inner = pages.published(council.member, "organisation", title="Inner")
    practice.comment(page=inner, text="Said inside", by=council.member, at=AFTER)
    practice.set_visibility(page=inner, visibility="public", by=council.member, at=AFTER)
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


def test_covers_stay_with_the_live_site(talked):
    """Other sites fetch them by a whole address, and an archive can lie anywhere."""
    folder, page, _paper = talked
    written = (folder / f"practice/{page.public_id}/index.html").read_text()
    assert "og:title" in written
    assert "og:image" not in written
    assert not list(folder.rglob("cover-*.png"))


def test_each_page_names_its_live_address_once(talked):
    folder, page, paper = talked
    for where in (f"practice/{page.public_id}/", f"practice/papers/{paper.public_id}/"):
        tree = html.document_fromstring((folder / where / "index.html").read_bytes())
        canonical = tree.xpath("//link[@rel='canonical']/@href")
        assert canonical == [f"{project.SITE_URL}/{where}"]


def test_papers_with_what_was_said(talked, council):
    folder, _page, paper = talked
    for name in ("comments", "comments/print"):
        said = (folder / f"practice/papers/{paper.public_id}/{name}/index.html").read_text()
        assert "Say two." in said
        assert council.member.person.name not in said
    call_command("verify_site", folder, links=True)


def test_comments_under_public_pages_that_were_said_in_public(talked, council):
    folder, page, _paper = talked
    for name in ("", "comments/"):
        said = (folder / f"practice/{page.public_id}/{name}index.html").read_text()
        assert "Who answers on Sundays?" in said
        assert council.member.person.name not in said
    everything = "".join(each.read_text() for each in folder.rglob("*.html"))
    assert "Inner" in everything
    assert "Said inside" not in everything


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
    folder, page, paper = talked
    register = f"lookup/organisations/{council.organisation.slug}/data/accounts.json"
    pairs = {
        "accounts": register,
        "comments": f"data/papers/{paper.public_id}.comments.json",
        "page_comments": f"data/practice/{page.public_id}.comments.json",
        "manifest": "manifest.json",
    }
    for name, file in pairs.items():
        schema = json.loads((folder / f"data/{name}.schema.json").read_text())
        assert list(faults_of(json.loads((folder / file).read_text()), schema)) == []
    lines = list(csv.DictReader((folder / "data/dictionary.csv").read_text().splitlines()))
    fields = [each["field"] for each in lines if each["file"].startswith("accounts.csv")]
    assert tuple(fields) == COLUMNS
    for name, place in (("comments", "papers"), ("page_comments", "practice")):
        comments = json.loads((folder / pairs[name]).read_text())["comments"]
        file = f"data/{place}/ID.comments.json"
        fields = [each["field"] for each in lines if each["file"] == file]
        assert [list(each) for each in comments] == [fields]


KINDS = {"string": str, "object": dict, "array": list, "integer": int, "boolean": bool}
KINDS["null"] = type(None)


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
