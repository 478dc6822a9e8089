"""The examples of the guide work as they are written: by curl, in a shell."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from tests.api.programs import program
from tests.lookup.claims import published

GUIDE = Path(settings.BASE_DIR, "docs", "guide", "api.md")
EXAMPLE = re.compile(r"^curl (?:.*\\\n)*.*$", re.MULTILINE)


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed here")
def test_every_example_of_the_guide_answers(flushable, live_server, council, settings):
    settings.SITE_URL = live_server.url
    published(council.organisation, key="facebook:strathbeglibraries", handle="StrathbegLibraries")
    asker = program(council, council.applicant)
    environment = {
        "SITE": live_server.url,
        "TOKEN": asker.secret,
        "MEMBER": asker.acts_for,
        "APPLICATION": council.case("submitted").public_id,
        "PATH": "/usr/local/bin:/usr/bin:/bin",
    }
    examples = EXAMPLE.findall(GUIDE.read_text(encoding="utf-8"))

    said = {each: asked(each, environment) for each in examples}

    assert len(said) == 13
    assert {
        each: told for each, told in said.items() if "status" in told and "detail" in told
    } == {}
    assert said[examples[0]]["answer"] == "official"
    assert said[examples[-1]]["status"] == "withdrawn"


def asked(example: str, environment: dict[str, str]) -> dict[str, object]:
    done = subprocess.run(
        ["sh", "-c", example.replace("curl ", "curl -s ", 1)],
        env=environment,
        capture_output=True,
        check=True,
        timeout=30,
    )
    told: dict[str, object] = json.loads(done.stdout)
    return told
