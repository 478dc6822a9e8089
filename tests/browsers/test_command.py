"""python -m mercat.browsers."""

import json
import subprocess
import sys

import pytest

from mercat.browsers.__main__ import main


@pytest.fixture
def run(tmp_path, capsys):
    def run_on(content, *options):
        file = tmp_path / "input"
        file.write_bytes(content)
        main([str(file), "--on", "2026-11-29", *options])
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run_on


def test_each_line_becomes_a_line_of_json(run):
    answers = run(b"Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1)\r\n\nLynx/2.9.0\n")

    assert answers[0] == {
        "input": "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1)",
        "browser": "Internet Explorer",
        "version": "6.0",
        "os": "Windows XP",
        "released": "2001-08-27",
        "supported": False,
        "reason": "retired",
        "followed": "2006-10-18",
        "engine": None,
    }
    assert [answer["reason"] for answer in answers[1:]] == ["nothing", "unknown_browser"]
    assert answers[2]["supported"] is None


def test_bytes_that_are_no_text_do_not_end_the_run(run):
    assert len(run(b"\xff\xfe\x00\xc3\nMozilla/5.0\n")) == 2


def test_another_file_of_releases_may_be_used(run, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text("{}")

    with pytest.raises(SystemExit, match="not made by"):
        run(b"Mozilla/5.0\n", "--data", str(bad))


def test_it_reads_what_is_piped_into_it():
    done = subprocess.run(
        [sys.executable, "-m", "mercat.browsers", "--on", "2026-11-29"],
        input=b"Mozilla/5.0 (X11; Linux x86_64; rv:160.0) Gecko/20100101 Firefox/160.0\n",
        capture_output=True,
        check=True,
    )

    assert json.loads(done.stdout)["reason"] == "current"
