"""A framework that is being written, changed part by part.

draft = editing.opened(text)      # None: only the text itself can mend it
key = draft.add("indicators", {"text": "…", "stage": "begun", …}, within="culture")
draft.change("indicators", key, {"text": "…"}, within="culture")
draft.keep_mapped(earlier)        # what became of an earlier version's indicators
draft.text()

A part is a stage, a capability or an indicator. Its key is made once, from its name, and stays when
the name changes: answers and later versions know the part by it.
"""

import json
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, TypeAlias

from django.utils.text import slugify

from mercat.learning.frameworks import checking, mapping, reading, writing
from mercat.learning.frameworks.model import Framework

KINDS = ("stages", "capabilities", "indicators")
NAMED_BY = {"stages": "name", "capabilities": "name", "indicators": "text"}
Part: TypeAlias = dict[str, Any]


def opened(text: str) -> "Draft | None":
    """Forms show what may be empty or too long, not what is of the wrong kind or stands twice."""
    document = reading.read(text)
    if document.faults or not isinstance(document.data, dict):
        return None
    if any(map(_is_for_the_text, checking.VALIDATOR.iter_errors(document.data))):
        return None
    draft = Draft(document.data)
    return draft if all(map(draft.stands_once, KINDS)) else None


def name_in(text: str) -> str:
    """As a list shows it; empty where it cannot be read."""
    data = reading.read(text).data
    name = data.get("name") if isinstance(data, dict) else None
    return name[:200] if isinstance(name, str) else ""


def _is_for_the_text(error: Any) -> bool:
    if error.validator in {"type", "additionalProperties"}:
        return True
    keyless = error.validator == "required" and error.message.startswith(("'key'", "'change'"))
    return keyless or "key" in error.absolute_path or "mappings" in error.absolute_path


class Draft:
    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data

    def text(self) -> str:
        return writing.write({key: self.data[key] for key in _in_order(self.data)})

    def stages(self) -> list[Part]:
        return sorted(self.data.get("stages") or [], key=lambda each: each.get("order", 0))

    def capabilities(self) -> list[Part]:
        return self.data.get("capabilities") or []

    def indicators(self) -> list[Part]:
        return [one for each in self.capabilities() for one in each.get("indicators") or []]

    def parts(self, kind: str) -> list[Part]:
        kinds: dict[str, Callable[[], list[Part]]] = {
            "stages": self.stages,
            "capabilities": self.capabilities,
            "indicators": self.indicators,
        }
        return kinds[kind]()

    def part(self, kind: str, key: str) -> Part | None:
        return next((each for each in self.parts(kind) if each["key"] == key), None)

    def _known(self, kind: str, key: str) -> Part:
        return {each["key"]: each for each in self.parts(kind)}[key]

    def stands_once(self, kind: str) -> bool:
        keys = [each["key"] for each in self.parts(kind)]
        return len(keys) == len(set(keys))

    def capability_of(self, key: str) -> Part | None:
        """The one that an indicator stands in."""
        found = (each for each in self.capabilities() if _has(each, key))
        return next(found, None)

    def add(self, kind: str, values: Part, *, within: str = "") -> str:
        """Last of its kind; returns its key."""
        key = self._new_key(kind, values, within)
        siblings = self._siblings(kind, within)
        siblings.append({"key": key, **KINDS_BEGIN[kind](siblings), **_said(values)})
        return key

    def change(self, kind: str, key: str, values: Part, *, within: str = "") -> None:
        """`within`: the capability that an indicator is to stand in."""
        part = self._known(kind, key)
        part.update(values)
        for name in [name for name, value in part.items() if value in ("", None)]:
            del part[name]
        home = self.capability_of(key) if kind == "indicators" else None
        if home and home["key"] != within:
            home["indicators"].remove(part)
            self._siblings(kind, within).append(part)

    def remove(self, kind: str, key: str) -> None:
        """With what hangs on it: a capability's indicators, and those of a stage."""
        if kind == "stages":
            for each in self.capabilities():
                kept = [one for one in each.get("indicators") or [] if one.get("stage") != key]
                each["indicators"] = kept
        siblings = self._around(kind, key)
        siblings[:] = [each for each in siblings if each["key"] != key]
        self._number_stages()

    def goes_along(self, kind: str, key: str) -> int:
        """How many indicators go when this part goes, itself left out."""
        if kind == "capabilities":
            return len(self._known(kind, key).get("indicators") or [])
        if kind == "indicators":
            return 0
        return len([each for each in self.indicators() if each.get("stage") == key])

    def move_up(self, kind: str, key: str) -> None:
        """Before the part that pages show before it."""
        siblings = self._around(kind, key)
        shown = self.shown_with(kind, key)
        place = [each["key"] for each in shown].index(key)
        if place == 0:
            return
        before, part = siblings.index(shown[place - 1]), siblings.index(shown[place])
        siblings[before], siblings[part] = siblings[part], siblings[before]
        self._number_stages()

    def shown_with(self, kind: str, key: str) -> list[Part]:
        """The parts among which pages show this one."""
        if kind != "indicators":
            return self.parts(kind)
        part, alike = self._known(kind, key), ("stage", "audience")
        return [
            each
            for each in self._around(kind, key)
            if all(each.get(name) == part.get(name) for name in alike)
        ]

    def rules(self) -> Part:
        return self.data.get("rules") or {}

    def describe(self, values: Part) -> None:
        self.data.update(values)
        for name in [name for name, value in values.items() if value == ""]:
            del self.data[name]

    def is_tellable(self, before: mapping.Pairs, came_from: dict[str, list[str]]) -> bool:
        return mapping.is_tellable(self._became(before, came_from))

    def keep_mapped(
        self, earlier: Framework, before: mapping.Pairs, came_from: dict[str, list[str]]
    ) -> None:
        """`before`: the relation before a change; `came_from`: what was said of an indicator."""
        changes = mapping.changes(
            self._became(before, came_from), mapping.texts(earlier), self._texts()
        )
        others = [
            each
            for each in self.data.get("mappings") or []
            if str(each.get("from")) != earlier.version
        ]
        self.data["mappings"] = [{"from": earlier.version, "changes": changes}, *others]

    def _became(self, before: mapping.Pairs, came_from: dict[str, list[str]]) -> mapping.Pairs:
        here = self._texts()
        kept = {(old, new) for old, new in before if new in here and new not in came_from}
        return frozenset(kept | {(old, new) for new, olds in came_from.items() for old in olds})

    def _texts(self) -> dict[str, str]:
        return {each["key"]: str(each.get("text", "")) for each in self.indicators()}

    def pairs(self, earlier: Framework) -> mapping.Pairs:
        """Which of its indicators became which of ours: the old key, the new one."""
        told = [
            change
            for each in self.data.get("mappings") or []
            if str(each.get("from")) == earlier.version
            for change in each.get("changes") or []
        ]
        links = [(each.get("old") or [], each.get("new") or []) for each in told]
        return mapping.related(links, mapping.texts(earlier), self._texts())

    def _siblings(self, kind: str, within: str) -> list[Part]:
        """The list that a new part of this kind is added to."""
        if kind != "indicators":
            found: list[Part] = self.data.setdefault(kind, [])
            return found
        inner: list[Part] = self._known("capabilities", within).setdefault("indicators", [])
        return inner

    def _around(self, kind: str, key: str) -> list[Part]:
        """The list that this part stands in, stages in their order."""
        if kind == "stages":
            self.data["stages"] = self.stages()
        home = self.capability_of(key) if kind == "indicators" else None
        return self._siblings(kind, home["key"] if home else "")

    def _number_stages(self) -> None:
        for number, each in enumerate(self.data.get("stages") or [], 1):
            each["order"] = number

    def _new_key(self, kind: str, values: Part, within: str) -> str:
        stem = "_".join(filter(None, [within, values.get("stage"), _audience(values)]))
        if kind != "indicators":
            stem = slugify(values["name"]).replace("-", "_")
        stem = re.sub(r"^[^a-z]+", "", stem)[:60] or kind.rstrip("s")
        taken = {each["key"] for each in self.parts(kind)}
        if kind != "indicators" and stem not in taken:
            return stem
        return next(key for key in _numbered(stem) if key not in taken)


KINDS_BEGIN: dict[str, Callable[[list[Part]], Part]] = {
    "stages": lambda siblings: {"order": max((x.get("order", 0) for x in siblings), default=0) + 1},
    "capabilities": lambda _siblings: {"indicators": []},
    "indicators": lambda _siblings: {"answer": "coverage"},
}
ORDER = (
    *("urn", "version", "name", "about", "language", "notice", "licence", "source"),
    *("stages", "capabilities", "rules", "mappings"),
)


def fingerprint_of(part: Part) -> str:
    """Of its own words, without what stands in it: whether somebody changed it since."""
    own = {key: value for key, value in part.items() if key not in INNER}
    return sha256(json.dumps(own, sort_keys=True).encode()).hexdigest()[:20]


INNER = ("indicators", "stages", "capabilities", "rules", "mappings", "order")


def _in_order(data: dict[str, Any]) -> list[str]:
    return [key for key in ORDER if key in data]


def _said(values: Part) -> Part:
    return {key: value for key, value in values.items() if value not in ("", None)}


def _has(capability: Part, key: str) -> bool:
    return any(each["key"] == key for each in capability.get("indicators") or [])


def _audience(values: Part) -> str:
    audience = str(values.get("audience", ""))
    return "" if audience == "organisation" else audience


def _numbered(stem: str) -> Iterator[str]:
    return (f"{stem}_{number}" for number in range(1, 100_000))
