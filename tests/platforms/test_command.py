"""python -m mercat.platforms."""

import json

import pytest

from mercat.platforms.__main__ import main


@pytest.fixture
def run(tmp_path, capsys):
    def run_on(content, *options):
        file = tmp_path / "input"
        file.write_bytes(content)
        main([str(file), *options])
        out, err = capsys.readouterr()
        return [json.loads(line) for line in out.splitlines()], err

    return run_on


def test_each_line_becomes_a_line_of_json(run):
    answers, _ = run(b"x.com/Strathbeg\n\nhttps://social.strathbeg.gov.uk/@press\r\n")

    assert answers == [
        {
            "input": "x.com/Strathbeg",
            "platform": "x",
            "kind": "profile",
            "handle": "Strathbeg",
            "key": "x:strathbeg",
            "url": "https://x.com/Strathbeg",
            "stable": False,
        },
        {"input": "", "reason": "empty", "suggestion": None, "candidate": None},
        {
            "input": "https://social.strathbeg.gov.uk/@press",
            "reason": "maybe_fediverse",
            "suggestion": None,
            "candidate": {
                "platform": "mastodon",
                "kind": "profile",
                "handle": "press@social.strathbeg.gov.uk",
                "key": "mastodon:press@social.strathbeg.gov.uk",
                "url": "https://social.strathbeg.gov.uk/@press",
                "stable": False,
            },
        },
    ]


def test_column_of_a_csv_file_is_read(run):
    answers, _ = run(b'name,url\nA,x.com/a1\nB,"x.com/b2\nx"\nC,\n', "--csv", "url")

    assert [answer["input"] for answer in answers] == ["x.com/a1", "x.com/b2\nx", ""]


def test_missing_column_is_named(run):
    with pytest.raises(SystemExit, match="no column 'address'"):
        run(b"name,url\n", "--csv", "address")


def test_bytes_that_are_no_text_do_not_end_the_run(run):
    answers, _ = run(b"\xff\xfe\nx.com/strathbeg\n")

    assert [answer.get("platform") for answer in answers] == [None, "x"]


def test_summary_counts_accounts_and_reasons(run):
    _, summary = run(b"x.com/strathbeg\n\n\nx.com/home\n")

    assert summary == "4 lines, 1 accounts. Refused: empty 2, reserved_page 1.\n"
