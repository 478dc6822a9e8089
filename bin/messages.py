"""`make messages`: the catalogues of mercat/locale, from the words marked in pages and programs.

Babel does it, so nothing has to be installed beside the development environment. A word without
a translation is shown in English; one that nothing uses any more is kept as obsolete. The check
asks three things: no translation of words that have gone, none that is only a guess (fuzzy), and
each .mo compiled from its .po as it stands. Words not yet translated are counted, not refused.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import django
import yaml
from babel.messages import Catalog, pofile
from babel.messages.extract import extract, extract_python
from babel.messages.mofile import write_mo
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "mercat" / "locale"
# Of a question set and of a ready policy.
WORDS = {"step", "heading", "looks_for", "short", "label", "missing", "hint", "help", "text"}
WORDS |= {"name", "about", "row"}
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"(?<!\w)(?:_|n?p?gettext)\((?:\s*{LITERAL}\s*,?)+\s*(?:count)?\s*\)")
PLACE = re.compile(r"%\((\w+)\)[sd]|(?<!%)\{(\w*)[^{}]*\}")


def template(file: Any, keywords: Any, comments: Any, options: Any) -> Iterator[Any]:
    """What Django's own makemessages reads of a template: its calls, without what is around."""
    source = templatize(file.read().decode())
    lines = [" ; ".join(CALL.findall(line)) for line in source.split("\n")]
    return extract_python(BytesIO("\n".join(lines).encode()), keywords, comments, options)


def marked() -> Catalog:
    catalog = Catalog(project="Mercat", fuzzy=False)
    for path in sorted((ROOT / "mercat").rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "demo" in path.parts:
            continue
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        method = "python" if path.suffix == ".py" else template
        with path.open("rb") as file:
            for _, message, _, context in extract(method, file, KEYWORDS):
                catalog.add(message, context=context)
    for folder in ("questions", "policies"):
        for path in sorted((ROOT / "mercat" / "passports" / folder).glob("*.yaml")):
            for words in in_yaml(yaml.safe_load(path.read_text(encoding="utf-8"))):
                catalog.add(words)
    return catalog


def in_yaml(part: Any) -> Iterator[str]:
    """The words of question sets and ready policies."""
    if isinstance(part, list):
        for each in part:
            yield from in_yaml(each)
    if isinstance(part, dict):
        for key, value in part.items():
            if key in WORDS and isinstance(value, str):
                yield value
            else:
                yield from in_yaml(value)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return pofile.read_po(file, locale=path.parts[-3])


def compiled(catalog: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def write(path: Path, catalog: Catalog) -> None:
    # No date: a run that changes no words changes no file.
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = "Mercat"
    with path.open("wb") as file:
        pofile.write_po(file, catalog, no_location=True, sort_output=True, width=99)
    path.with_suffix(".mo").write_bytes(compiled(read(path)))


def update(path: Path, found: Catalog, *, add: bool) -> None:
    """With `add`, words that nobody has translated yet come in, for somebody who will."""
    catalog = read(path)
    known = {message.id for message in catalog}
    if not add:
        kept = Catalog(fuzzy=False)
        for message in found:
            if message.id and message.id in known:
                kept.add(message.id, context=message.context)
        found = kept
    catalog.update(found, no_fuzzy_matching=True)
    for id_, message in list(catalog.obsolete.items()):
        if not message.string:
            del catalog.obsolete[id_]
    write(path, catalog)


def faults(path: Path, found: Catalog) -> Iterator[str]:
    catalog = read(path)
    known = {(message.id, message.context) for message in found}
    for message in catalog:
        if not message.id:
            continue
        if (message.id, message.context) not in known:
            yield f"nothing says {message.id!r} any more: make messages"
        if message.fuzzy:
            yield f"the translation of {message.id!r} is a guess (fuzzy)"
        if wrong := other_places(message):
            yield f"{message.id!r} and its translation fill in other things: {wrong}"
    mo = path.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(catalog):
        yield f"{mo.name} is not compiled from {path.name}: make messages"


def other_places(message: Any) -> set[str]:
    """What a translation leaves out or adds; a plural form may leave its number out."""
    said = message.string if isinstance(message.string, tuple) else (message.string,)
    asked = message.id if isinstance(message.id, tuple) else (message.id,)
    first = {match[1] or match[2] for match in PLACE.finditer(asked[-1])}
    there = [{match[1] or match[2] for match in PLACE.finditer(each)} for each in said if each]
    if isinstance(message.id, tuple):
        return {name for each in there for name in each - first}
    return {name for each in there for name in each ^ first}


def main() -> int:
    django.setup()
    found = marked()
    good = True
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        if "--check" not in sys.argv:
            update(path, found, add="--fix" not in sys.argv)
        for fault in faults(path, found):
            print(f"{path.relative_to(ROOT)}: {fault}")
            good = False
        said = {message.id for message in read(path) if message.id and any(message.string)}
        wanted = {message.id for message in found if message.id}
        print(f"{path.parts[-3]}: {len(said & wanted)} of {len(wanted)} messages")
    return 0 if good else 1


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    sys.exit(main())
