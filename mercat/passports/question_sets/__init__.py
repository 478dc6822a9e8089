"""Question sets: versioned YAML files in questions/, read once and never changed by code."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from mercat.common import languages
from mercat.passports.question_sets.adding import ADDABLE, MOST_ADDED, with_added
from mercat.passports.question_sets.checking import check
from mercat.passports.question_sets.model import (
    TYPES,
    WITH_OPTIONS,
    Condition,
    Declaration,
    Option,
    Question,
    QuestionSet,
    Section,
    is_answered,
)
from mercat.passports.question_sets.reading import built, read
from mercat.passports.question_sets.translating import translated

FOLDER = Path(__file__).parent.parent / "questions"
LEARN = "learn-1"  # no policy names these sets
COUNCILLOR = "councillor-1"
EMERGENCY = "emergency-1"
APPEAL = "appeal-1"

__all__ = [
    "ADDABLE",
    "APPEAL",
    "COUNCILLOR",
    "EMERGENCY",
    "FOLDER",
    "LEARN",
    "MOST_ADDED",
    "TYPES",
    "WITH_OPTIONS",
    "Condition",
    "Declaration",
    "Option",
    "Question",
    "QuestionSet",
    "Section",
    "is_answered",
    "load",
    "parse",
    "with_added",
]


def load(name: str) -> QuestionSet:
    """The question set of this name, as `speak-1`, in the reader's language.

    ValueError where the file is at fault.
    """
    return _load(name, languages.current())


@lru_cache
def _load(name: str, language: str) -> QuestionSet:
    if language != languages.FIRST:
        return translated(_load(name, languages.FIRST))
    file = FOLDER / f"{name}.yaml"
    try:
        loaded = parse(read(file.read_text(encoding="utf-8")))
    except ValueError as error:
        raise ValueError(f"{file.name}, {error}") from error
    if loaded.name != name:
        raise ValueError(f"{name}.yaml says that it is {loaded.name}")
    return loaded


def parse(raw: dict[str, Any]) -> QuestionSet:
    """ValueError with the line and the reason, where something is at fault."""
    parsed = built(raw)
    check(parsed)
    return parsed
