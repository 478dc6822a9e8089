import hashlib
import json

import pytest

from mercat.lookup.ranges import layout
from mercat.platforms import PLATFORMS, recognise

ENTRY = layout.entry_size("official")


def test_digest_is_of_the_key_with_its_platform():
    key = recognise("www.facebook.com/Strathbeg.Council").key

    assert layout.digest(key) == hashlib.sha256(b"facebook:strathbegcouncil").hexdigest()


@pytest.mark.parametrize("platform", list(PLATFORMS))
def test_every_key_begins_with_its_platform(platform):
    for address in PLATFORMS[platform].examples:
        assert recognise(address).key.startswith(f"{platform}:")


def test_entry_size_is_what_an_entry_takes():
    one, two = ({"a" * 64: "official"}, {"a" * 64: "official", "b" * 64: "official"})

    assert len(layout.encoded(two)) - len(layout.encoded(one)) == ENTRY


@pytest.mark.parametrize(
    ("size", "n"),
    [(0, 0), (30_000, 0), (30_001, 1), (240_000, 1), (240_001, 2), (ENTRY * 1000, 1),
     (ENTRY * 10_000, 2), (ENTRY * 100_000, 3), (ENTRY * 1_000_000, 4)],
)  # fmt: skip
def test_depth_grows_with_the_register(size, n):
    assert layout.depth(size) == n


@pytest.mark.parametrize(
    ("n", "within", "names"),
    [(0, "", [""]), (1, "", list("0123456789abcdef")), (3, "7a", [f"7a{d:x}" for d in range(16)])],
)
def test_prefixes_are_all_there(n, within, names):
    assert list(layout.prefixes(n, within=within)) == names


def test_script_calls_with_the_name_and_the_content():
    content = layout.encoded({"b": "official", "a": "was_official"})

    said = layout.script("0f", content).decode()

    assert said == 'mercatShard("0f",{"a":"was_official","b":"official"});\n'
    assert json.loads(content) == {"a": "was_official", "b": "official"}
