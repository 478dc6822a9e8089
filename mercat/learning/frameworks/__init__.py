"""Learning frameworks as data: what a file may hold, and whether this one does.

checked = check(text)
checked.faults       # all of them, each with its line
checked.framework    # None while there is a fault
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mercat.learning.frameworks import checking, mapping, reading
from mercat.learning.frameworks.model import Capability, Framework, Indicator, Rules, Stage, built
from mercat.learning.frameworks.reading import Fault
from mercat.learning.frameworks.schema import AUDIENCES, COVERAGE, SCHEMA, VIEWS

__all__ = [
    "AUDIENCES",
    "COVERAGE",
    "SCHEMA",
    "SHIPPED",
    "VIEWS",
    "Capability",
    "Checked",
    "Fault",
    "Framework",
    "Indicator",
    "Rules",
    "Stage",
    "built",
    "check",
    "fingerprint",
    "mapping",
    "shipped",
]
SHIPPED = sorted(Path(__file__).with_name("data").glob("*.yaml"))


@dataclass(frozen=True, slots=True)
class Checked:
    faults: list[Fault]
    content: dict[str, Any]
    framework: Framework | None


def check(text: str, earlier: Mapping[str, Framework] | None = None) -> Checked:
    """`earlier`: the known versions of the same framework, which its mappings are held against."""
    document = reading.read(text)
    if document.lines:
        checking.check(document, earlier or {})
    if document.faults:
        return Checked(sorted(set(document.faults)), {}, None)
    return Checked([], document.data, built(document.data))


def shipped() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in SHIPPED]


def fingerprint(text: str) -> str:
    """As `sha256sum` says of the file."""
    return sha256(text.encode()).hexdigest()
