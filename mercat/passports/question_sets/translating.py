"""A question set in the reader's language, by the catalogue that the pages have too.

A section is shown in one language: where some of its words have no translation, all of it stays
English and says so, so that a screen reader reads it right.
"""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from django.utils.translation import gettext

from mercat.common import languages
from mercat.passports.question_sets.model import Declaration, QuestionSet, Section

# Kept in step with bin/messages.py, which finds these words in the files.
WORDS = {"step", "heading", "looks_for", "short", "label", "missing", "hint", "help", "text", "row"}
Part = TypeVar("Part", Section, Declaration)


def translated(given: QuestionSet) -> QuestionSet:
    return replace(
        given,
        sections=tuple(_whole(each) for each in given.sections),
        declarations=tuple(_whole(each) for each in given.declarations),
    )


def _whole(part: Part) -> Part:
    said = _words(part)
    if any(gettext(each) == each for each in said):
        return part
    whole: Part = replace(_said(part), language=languages.current())
    return whole


def _words(part: Any) -> list[str]:
    found = []
    for each in fields(part):
        value = getattr(part, each.name)
        if each.name in WORDS and value:
            found.append(value)
        elif isinstance(value, tuple):
            found += [word for inner in value if is_dataclass(inner) for word in _words(inner)]
    return found


def _said(part: Any) -> Any:
    changed: dict[str, Any] = {}
    for each in fields(part):
        value = getattr(part, each.name)
        if each.name in WORDS and value:
            changed[each.name] = gettext(value)
        elif isinstance(value, tuple):
            changed[each.name] = tuple(
                _said(inner) if is_dataclass(inner) else inner for inner in value
            )
    return replace(part, **changed)
