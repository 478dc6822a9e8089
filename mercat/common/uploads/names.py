"""The name under which a file is kept and handed out. It is shown, and never a path."""

import re
import unicodedata

from mercat.common.uploads.kinds import Kind

LONGEST = 100
FORBIDDEN = re.compile(r'[<>:"|?*]')
# Controls, and marks that make a name read otherwise than it is, such as right-to-left override.
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def clean_name(typed: str, kind: Kind | None = None) -> str:
    """Without folders and tricks; with the ending of its kind."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", typed))[-1]
    name = "".join(each for each in name if unicodedata.category(each) not in INVISIBLE)
    name = " ".join(FORBIDDEN.sub(" ", name).split()).rstrip(". ")
    if RESERVED.match(name):
        name = f"_{name}"
    if kind is None:
        return name[:LONGEST].strip(". ") or "file"
    stem, ending = _split(name)
    if ending.lower() not in kind.endings:
        ending = kind.endings[0]
    return f"{stem[: LONGEST - len(ending)].strip('. ') or 'file'}{ending}"


def _split(name: str) -> tuple[str, str]:
    """A short last part is an ending; "Plan 2. version" has none."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not re.fullmatch(r"[A-Za-z0-9]{1,5}", ending):
        return name, ""
    return stem, f".{ending}"
