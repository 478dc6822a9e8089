"""The file of releases: how it is drawn from MDN’s, and what is refused in its place."""

import json

import pytest

from mercat.browsers import NotReleases, Releases, building
from mercat.browsers.building import FILE, from_mdn, written

MDN = {
    "__meta": {"version": "9.9.9", "timestamp": "2027-01-31T14:10:29.391Z"},
    "browsers": {
        "nodejs": {"name": "Node.js", "type": "server", "releases": {}},
        "safari": {
            "name": "Safari",
            "type": "desktop",
            "releases": {
                "10": {"release_date": "2016-09-20", "status": "retired", "engine": "WebKit"},
                "9.1": {"release_date": "2016-03-21", "status": "retired"},
                "preview": {"status": "nightly"},
                "27.3": {"status": "beta"},
            },
        },
    },
}


def changed(**values):
    return {**json.loads(FILE.read_text("utf-8")), **values}


def test_a_file_is_drawn_from_mdn_without_servers_and_previews():
    drawn = from_mdn(MDN)

    assert drawn["as_of"] == "2027-01-31"
    assert list(drawn["browsers"]) == ["safari"]
    assert drawn["browsers"]["safari"]["releases"] == [
        ["9.1", "2016-03-21", "retired"],
        ["10", "2016-09-20", "retired"],
        ["27.3", None, "beta"],
    ]


def test_a_release_stands_on_a_line_of_its_own():
    text = written(from_mdn(MDN))

    assert json.loads(text) == from_mdn(MDN)
    assert '["10","2016-09-20","retired"]' in [each.rstrip(",") for each in text.splitlines()]


def test_the_command_writes_the_file(tmp_path, monkeypatch):
    source, out = tmp_path / "data.json", tmp_path / "browsers.json"
    source.write_text(json.dumps(MDN))
    monkeypatch.setattr(building, "FILE", out)

    building.main([str(source)])

    assert json.loads(out.read_text()) == from_mdn(MDN)


def test_the_file_that_ships_is_one_that_we_would_take():
    found = Releases.read(FILE.read_bytes())

    assert found.source.startswith("MDN browser-compat-data")
    assert "nodejs" not in found.lines


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "not a JSON file"),
        (b"\xff\xfe\x00", "not a JSON file"),
        (b"[" * 100_000, "not a JSON file"),
        (b"[]", "not made by"),
        (b"null", "not made by"),
        (b'{"format": 1}', "not made by"),
        (b" " * 1_000_001, "larger than"),
    ],
)
def test_anything_else_is_refused_with_its_fault(raw, fault):
    with pytest.raises(NotReleases, match=fault):
        Releases.read(raw)


@pytest.mark.parametrize(
    "values",
    [
        {"format": 2},
        {"as_of": "soon"},
        {"as_of": 20270131},
        {"browsers": []},
        {"browsers": {"chrome": {"name": "Chrome"}}},
        {"browsers": {"chrome": {"name": "Chrome", "releases": [["1"]]}}},
        {"browsers": {"chrome": {"name": "Chrome", "releases": [["x", None, "current"]]}}},
        {"browsers": {"chrome": {"name": "Chrome", "releases": [["1", "never", "current"]]}}},
        {"browsers": {"chrome": {"name": "Chrome", "releases": [["1", None, "splendid"]]}}},
        {"browsers": {"chrome": {"name": "Chrome", "releases": [[1, None, "current"]]}}},
    ],
)
def test_a_broken_file_is_refused(values):
    with pytest.raises(NotReleases):
        Releases.read(json.dumps(changed(**values)))


def test_a_file_without_a_browser_that_matters_is_refused():
    browsers = json.loads(FILE.read_text("utf-8"))["browsers"]
    del browsers["firefox"]

    with pytest.raises(NotReleases, match="firefox"):
        Releases.read(json.dumps(changed(browsers=browsers)))
