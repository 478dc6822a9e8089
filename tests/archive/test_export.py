import hashlib
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
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from lxml import html

from mercat.archive.export import addresses, verify
from mercat.archive.export.paths import file_of
from mercat.register.models import PublicChange
from tests.archive.closed import close, everything
from tests.lookup.claims import claimed, published
from tests.outsiders import PUBLIC

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
