"""From the text of a YAML file to a question set, with the line of everything that is wrong."""

from dataclasses import fields, replace
from typing import Any, TypeVar

import yaml

from mercat.passports.question_sets.model import (
    Condition,
    Declaration,
    Option,
    Question,
    QuestionSet,
    Section,
)

Part = TypeVar("Part", Question, Section, Declaration, Option, QuestionSet)


class Lined(dict[str, Any]):
    """A mapping that knows on which line it begins."""

    line = 0


class Loader(yaml.SafeLoader):
    """Refuses a key that stands twice, where YAML would keep the later one without a word."""

    def construct_lined(self, node: yaml.MappingNode) -> Any:
        made = Lined()
        made.line = node.start_mark.line + 1
        yield made
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in made:
                raise at(key_node.start_mark.line + 1, f"“{key}” stands twice")
            made[key] = self.construct_object(value_node, deep=True)


Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, Loader.construct_lined)


def at(line: int, reason: str) -> ValueError:
    return ValueError(f"line {line}: {reason}" if line else f"question set: {reason}")


def read(text: str) -> Any:
    try:
        return yaml.load(text, Loader)  # noqa: S506 (it is a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise at(line, str(error.problem)) from error


def built(raw: Any) -> QuestionSet:
    whole = _mapping(raw, "the set", 0)
    return _made(
        QuestionSet,
        whole,
        sections=tuple(_section(each, _line(whole)) for each in _list(whole, "sections")),
        declarations=tuple(
            _made(Declaration, _mapping(each, "a declaration", _line(whole)))
            for each in _list(whole, "declarations")
        ),
    )


def question(raw: dict[str, Any]) -> Question:
    return _question(raw, 0)


def _section(raw: Any, line: int) -> Section:
    given = dict(_mapping(raw, "a section", line))
    above = _conditions(given.pop("show_if", None), _line(raw))
    questions = [_question(each, _line(raw)) for each in _list(raw, "questions")]
    return _made(
        Section,
        given,
        line=_line(raw),
        questions=tuple(replace(each, show_if=above + each.show_if) for each in questions),
    )


def _question(raw: Any, line: int) -> Question:
    given = dict(_mapping(raw, "a question", line))
    options = [_mapping(each, "an option", _line(raw)) for each in _list(raw, "options", [])]
    return _made(
        Question,
        given,
        line=_line(raw),
        options=tuple(_made(Option, each) for each in options),
        columns=tuple(_question(each, _line(raw)) for each in _list(raw, "columns", [])),
        show_if=_conditions(given.get("show_if"), _line(raw)),
    )


def _conditions(raw: Any, line: int) -> tuple[Condition, ...]:
    if raw is None:
        return ()
    given = _mapping(raw, "show_if", line)
    line = _line(given) or line
    for key, values in given.items():
        if not isinstance(values, list) or not values:
            raise at(line, f"show_if: “{key}” wants a list of values")
    return tuple(Condition(key, tuple(map(str, values))) for key, values in given.items())


def _made(kind: type[Part], raw: dict[str, Any], **more: Any) -> Part:
    line = more.get("line", _line(raw))
    known = {each.name: each for each in fields(kind) if each.name != "line"}
    given = {**raw, **more}
    given.pop("line", None)
    for key, value in given.items():
        if key not in known:
            raise at(line, f"“{key}” is nothing that {_name(kind)} has")
        wanted = known[key].type
        if wanted in (str, int, bool) and type(value) is not wanted:
            raise at(line, f"“{key}” has to be {WORDS[wanted]}")
    try:
        return kind(**given, **({"line": line} if "line" in _names(kind) else {}))
    except TypeError:
        missing = [name for name in _required(kind) if name not in given]
        raise at(line, f"{_name(kind)} wants “{missing[0]}”") from None


WORDS: dict[Any, str] = {str: "text", int: "a number", bool: "true or false"}


def _names(kind: type[Any]) -> set[str]:
    return {each.name for each in fields(kind)}


def _required(kind: type[Any]) -> list[str]:
    defaults = kind.__init__.__defaults__ or ()
    names = [each.name for each in fields(kind)]
    return names[: len(names) - len(defaults)]


def _name(kind: type[Any]) -> str:
    return {"QuestionSet": "the set", "Option": "an option"}.get(
        kind.__name__, f"a {kind.__name__.lower()}"
    )


def _mapping(raw: Any, name: str, line: int) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise at(line, f"{name} has to be a mapping")
    return raw


def _list(raw: dict[str, Any], key: str, default: list[Any] | None = None) -> list[Any]:
    found = raw.get(key, default)
    if not isinstance(found, list):
        raise at(_line(raw), f"“{key}” has to be a list")
    return found


def _line(raw: Any) -> int:
    return getattr(raw, "line", 0)
