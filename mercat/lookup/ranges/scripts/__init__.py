"""The badge and the look-up for any web page, as files beside the range files."""

import json
import re
from functools import cache
from pathlib import Path

from mercat.lookup.queries import NOT_RECOGNISED
from mercat.platforms.script import recogniser

HERE = Path(__file__).parent
INDENT = re.compile(r"^\s+|\s*// .*$", re.MULTILINE)
WRAPPED = '"use strict";\n(() => {{\n{inner}}})();\n'


@cache
def scripts() -> dict[str, bytes]:
    return {"badge.js": _wrapped(_read("asking"), _read("badge")), "lookup.js": _lookup()}


def _lookup() -> bytes:
    refused = f"const NOT_RECOGNISED = {json.dumps(sorted(NOT_RECOGNISED))};\n"
    return _wrapped(_read("asking"), recogniser(), refused, _read("lookup"))


def _read(name: str) -> str:
    """Without what only its readers need: a badge is to be small."""
    return INDENT.sub("", (HERE / f"{name}.js").read_text(encoding="utf-8"))


def _wrapped(*parts: str) -> bytes:
    """In ASCII, so that it reads the same on a page that does not say how its letters are kept."""
    text = WRAPPED.format(inner="".join(parts))
    return "".join(letter if letter.isascii() else _escaped(letter) for letter in text).encode()


def _escaped(letter: str) -> str:
    return json.dumps(letter).strip('"')
