"""The badge and the look-up for any web page, as files beside the range files."""

import json
import re
from functools import cache
from pathlib import Path

from mercat.lookup.queries import NOT_RECOGNISED
from mercat.lookup.ranges.scripts.words import BADGE, LOOK_UP, refusals, spoken
from mercat.platforms.script import recogniser

HERE = Path(__file__).parent
INDENT = re.compile(r"^\s+|\s*// .*$", re.MULTILINE)
WRAPPED = '"use strict";\n(() => {{\n{inner}}})();\n'


@cache
def scripts() -> dict[str, bytes]:
    return {"badge.js": _badge(), "lookup.js": _lookup()}


def _badge() -> bytes:
    words = _constant("WORDS", spoken(BADGE))
    return _wrapped(words, _read("speaking"), _read("asking"), _read("badge"))


def _lookup() -> bytes:
    refused = _constant("NOT_RECOGNISED", sorted(NOT_RECOGNISED))
    words = _constant("WORDS", spoken(LOOK_UP)) + _constant("REFUSALS", refusals())
    speaking = words + _read("speaking")
    return _wrapped(speaking, _read("asking"), recogniser(), refused, _read("lookup"))


def _constant(name: str, value: object) -> str:
    return f"const {name} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"


def _read(name: str) -> str:
    """Without what only its readers need: a badge is to be small."""
    return INDENT.sub("", (HERE / f"{name}.js").read_text(encoding="utf-8"))


def _wrapped(*parts: str) -> bytes:
    """In ASCII, so that it reads the same on a page that does not say how its letters are kept."""
    text = WRAPPED.format(inner="".join(parts))
    return "".join(letter if letter.isascii() else _escaped(letter) for letter in text).encode()


def _escaped(letter: str) -> str:
    return json.dumps(letter).strip('"')
