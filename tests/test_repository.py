"""The repository keeps its promises: commands exist, papers are current, nothing stale is in it."""

import json
import os
import re
import signal
import subprocess
import time
import tomllib
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import execute_from_command_line, get_commands

from mercat.config import reference
from mercat.demo.management.commands.demo import free_port

ROOT = Path(settings.BASE_DIR)
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def ours(app: str) -> bool:
    return app.startswith("mercat.")


def tracked() -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def text_files() -> list[tuple[str, str]]:
    kinds = {".py", ".md", ".html", ".txt", ".toml", ".yaml", ".json", ".js", ".scss", ".mjs", ""}
    return [
        (str(file.relative_to(ROOT)), file.read_text(encoding="utf-8", errors="ignore"))
        for file in tracked()
        if file.suffix in kinds
    ]


def test_commands_of_the_readme_exist():
    said = set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))

    assert said - targets == set()
    assert {"demo", "test"} <= said


def test_make_help_names_every_command():
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split()

    assert set(re.findall(r"make ([a-z-]+)", done.stdout)) == set(phony)


@pytest.mark.parametrize("command", [name for name, app in get_commands().items() if ours(app)])
def test_management_commands_explain_themselves(command, capsys):
    with pytest.raises(SystemExit) as ended:
        execute_from_command_line(["manage.py", command, "--help"])

    assert ended.value.code == 0
    assert f"manage.py {command}" in capsys.readouterr().out


def test_readme_is_short_and_its_pictures_are_there():
    pictures = re.findall(r"\]\((docs/pictures/[^)]+)\)", README)

    assert len(README.splitlines()) < 100
    assert [name for name in pictures if not (ROOT / name).is_file()] == []
    assert len(pictures) >= 3


def test_links_of_the_papers_lead_somewhere():
    dead = [
        f"{name}: {link}"
        for name, text in text_files()
        if name.endswith(".md")
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)
        if not ((ROOT / name).parent / link).exists()
    ]

    assert dead == []


def test_references_say_what_the_code_says():
    assert reference.stale() == []


def test_every_setting_from_the_environment_is_in_the_reference():
    source = (ROOT / "mercat/config/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'env\.\w+\("(\w+)"', source))

    assert read - set(re.findall(r"`([A-Z_]+)`", reference.settings_page())) == set()


def test_each_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    lines = [line for each in lists for line in each.splitlines()]

    assert [line for line in lines if not re.search(r'",\s+# \w', line)] == []
    assert len(tomllib.loads(text)["project"]["dependencies"]) <= 32


def test_locked_requirements_have_hashes_and_no_addresses():
    for name in ("base", "development"):
        text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
        blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]

        assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []
        assert re.findall(r"https?://|--index-url|--find-links", text) == []


@pytest.mark.parametrize("folder", ["assets", "bench/recogniser"])
def test_lock_of_npm_names_no_registry(folder):
    assert "registry." not in (ROOT / folder / "package-lock.json").read_text(encoding="utf-8")


def test_nothing_is_taken_from_the_government_identity():
    forbidden = re.compile(r"gds.?transport|govuk-crest|govuk-logotype", re.IGNORECASE)
    styles = [file for file in tracked() if file.suffix in {".css", ".svg"}]
    fonts = [file.name for file in tracked() if file.suffix in {".woff", ".woff2"}]

    assert [file for file in styles if forbidden.search(file.read_text(encoding="utf-8"))] == []
    assert [name for name in fonts if not name.startswith("atkinson-")] == []


def test_no_module_has_grown_past_four_hundred_lines():
    long = {
        name: len(text.splitlines())
        for name, text in text_files()
        if name.endswith(".py") and "/migrations/" not in name and len(text.splitlines()) > 400
    }

    assert long == {}


def test_templates_hold_no_inline_script_or_style():
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    pages = [
        (name, text)
        for name, text in text_files()
        if name.endswith(".html") and "/templates/" in name and "/emails/" not in name
    ]

    assert [name for name, text in pages if inline.search(text)] == []


def test_demo_of_the_readme_serves_and_ends(tmp_path):
    port = free_port()
    ours = re.compile(r"MERCAT_|DJANGO_|DATABASE_URL|SITE_URL|SECRET_KEY")
    environment = {key: value for key, value in os.environ.items() if not ours.match(key)}
    demo = subprocess.Popen(
        ["make", "demo", f"PORT={port}"],
        cwd=ROOT,
        env={**environment, "MERCAT_VAR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        answers = [asked_of_demo(f"http://{host}:{port}") for host in ("localhost", "127.0.0.1")]
    finally:
        os.killpg(demo.pid, signal.SIGINT)
        said = demo.communicate(timeout=20)[0]

    assert answers == ["official", "official"]
    assert f"http://localhost:{port}" in said
    assert "ailsa@strathbeg.example" in said


def asked_of_demo(site: str) -> str:
    url = f"{site}/api/v1/lookup?url=facebook.com/StrathbegLibraries"
    for _ in range(1500):
        try:
            with urllib.request.urlopen(url) as response:  # the demo's, started here
                return json.load(response)["answer"]
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the demo never answered")


def test_bench_has_a_front_door():
    done = subprocess.run(
        [ROOT / ".venv/bin/python", "-c", "import bench.__main__"], cwd=ROOT, check=False
    )

    assert done.returncode == 0
