"""From the text of a YAML file to plain data, with the line of each part and of each fault.

Stricter than YAML: no key twice, no anchors, no tags, one document; `yes` and `1.0` are text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml
from django.utils.translation import gettext as _

LONGEST = 500_000  # letters
DEEPEST = 12
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    line: int
    sentence: str
    path: Path = field(default=(), compare=False)  # where in the data, for pages with forms


@dataclass(slots=True)
class Document:
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)  # where each value begins
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Path, sentence: str) -> None:
        """At the part itself, or at the nearest one around it."""
        found = path
        while found and found not in self.lines:
            found = found[:-1]
        self.faults.append(Fault(self.lines.get(found, 1), sentence, path))


class Loader(yaml.SafeLoader):
    """In Python: it says best what is wrong."""

    yaml_implicit_resolvers: dict[str, Any] = {}


# In C where it is there, for what is whole: a tenth of the time.
_in_c = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Fast: Any = type("Fast", (_in_c,), {"yaml_implicit_resolvers": {}})
for loader in (Loader, Fast):
    for name, written, first in (
        ("bool", r"^(?:true|false)$", "tf"),
        ("null", r"^(?:~|null|)$", ["~", "n", ""]),
        ("int", r"^(?:0|-?[1-9][0-9]{0,8})$", "-0123456789"),
    ):
        tag = f"tag:yaml.org,2002:{name}"
        loader.add_implicit_resolver(tag, re.compile(written), list(first))
CONSTANTS = {"true": True, "false": False}


def read(text: str) -> Document:
    document = Document()
    if len(text) > LONGEST:
        document.fault((), _("The file is longer than any framework: 500,000 letters at most."))
        return document
    try:
        document.faults, node = _composed(text)
    except yaml.YAMLError as error:
        document.faults.append(_unreadable(error, text))
        return document
    if node is None and not document.faults:
        document.fault((), _("The file is empty."))
    elif node is not None:
        document.data = _plain(node, (), document)
    return document


def _composed(text: str) -> tuple[list[Fault], yaml.Node | None]:
    try:
        return _composed_by(Fast, text)
    except (yaml.YAMLError, UnicodeError):
        return _composed_by(Loader, text)


def _composed_by(loader: Any, text: str) -> tuple[list[Fault], yaml.Node | None]:
    """What YAML has and a framework does not need is found before anything is built."""
    found = [Fault(line, sentence) for line, sentence in _forbidden_parts(text, loader)][:20]
    return found, None if found else yaml.compose(text, loader)


def _forbidden_parts(text: str, loader: Any) -> Iterator[tuple[int, str]]:
    depth = documents = 0
    for event in yaml.parse(text, loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > DEEPEST:
            yield line, _("This is nested deeper than any framework.")
            return
        if documents > 1:
            yield line, _("A second document begins here. A file holds one framework.")
            return
        if getattr(event, "anchor", None):
            yield line, _("Anchors and aliases (& and *) are not allowed. Write the text out.")
        if getattr(event, "tag", None):
            yield line, _("Tags (!) are not allowed.")


def _unreadable(error: yaml.YAMLError, text: str) -> Fault:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        reason = _("This is not YAML: {problem}.").format(problem=error.problem)
        return Fault(error.problem_mark.line + 1, reason)
    position = getattr(error, "position", 0)
    sentence = _("There is a character here that no text may hold.")
    return Fault(text[:position].count("\n") + 1, sentence)


def _plain(node: yaml.Node, path: Path, document: Document) -> Any:
    document.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each, (*path, i), document) for i, each in enumerate(node.value)]
    kind = node.tag.rpartition(":")[2]
    if kind == "int":
        return int(node.value)
    return {"bool": CONSTANTS.get(node.value), "null": None}.get(kind, node.value)


def _mapping(node: yaml.MappingNode, path: Path, document: Document) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            document.faults.append(Fault(line, _("A name is wanted before the colon.")))
            continue
        key = str(key_node.value)
        if key in made:
            sentence = _("“{key}” stands twice. The first is on line {first}.")
            first = document.lines[(*path, key)]
            document.faults.append(Fault(line, sentence.format(key=key, first=first)))
            continue
        made[key] = _plain(value_node, (*path, key), document)
        document.lines[(*path, key)] = line
    return made
