"""Questions and declarations that an organisation adds to a set, as its policy holds them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext

from mercat.passports.question_sets.checking import check
from mercat.passports.question_sets.model import Condition, Declaration, QuestionSet, Section
from mercat.passports.question_sets.reading import question

# What an administrator may ask for; the others need more than words to be put right.
ADDABLE = ("line", "text", "choice", "choices", "number", "date", "link", "colleague", "files")
MOST_ADDED = 20


def with_added(given: QuestionSet, policy: Mapping[str, Any]) -> QuestionSet:
    """The set as this organisation asks it; ValueError where an added question is at fault."""
    added, declared = policy.get("questions", []), policy.get("declarations", [])
    if not added and not declared:
        return given
    whole = replace(
        given,
        sections=tuple(_longer(section, given, added) for section in given.sections),
        declarations=(*given.declarations, *map(_declaration, declared)),
    )
    check(whole)
    return whole


def _longer(section: Section, given: QuestionSet, added: list[dict[str, Any]]) -> Section:
    here = [each for each in added if _place(each, given) == section.key]
    shown = conditions_of(section)
    made = tuple(
        replace(question({k: v for k, v in each.items() if k != "section"}), show_if=shown)
        for each in here
    )
    return replace(section, questions=section.questions + made)


def _place(added: dict[str, Any], given: QuestionSet) -> str:
    """Its section, or the last one in a set that has no such section."""
    known = given.section(added["section"])
    return known.key if known else given.sections[-1].key


def conditions_of(section: Section) -> tuple[Condition, ...]:
    """Those that every question of the section has, so its own."""
    first, *others = section.questions
    return tuple(each for each in first.show_if if all(each in o.show_if for o in others))


def _declaration(raw: Mapping[str, str]) -> Declaration:
    missing = gettext("Confirm each of these, or ask before you send it")
    return Declaration(key=raw["key"], text=raw["text"], missing=missing)
