"""Question sets: versioned YAML files in questions/, read once and never changed by code."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "questions"
LEARN = "learn-1"  # the one set that no policy names
TYPES = {"line", "text", "department", "account", "colleague"}


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    short: str  # what the panel's page calls it
    type: str
    label: str
    missing: str
    hint: str = ""
    max_length: int = 200
    differs_from: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    step: str
    heading: str
    looks_for: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Declaration:
    key: str
    text: str
    missing: str


@dataclass(frozen=True, slots=True)
class QuestionSet:
    key: str
    version: int
    sections: tuple[Section, ...]
    declarations: tuple[Declaration, ...] = field(default=())

    @property
    def name(self) -> str:
        return f"{self.key}-{self.version}"

    def section(self, key: str) -> Section | None:
        return next((section for section in self.sections if section.key == key), None)

    def after(self, section: Section) -> Section | None:
        index = self.sections.index(section) + 1
        return self.sections[index] if index < len(self.sections) else None

    def questions(self) -> list[Question]:
        return [question for section in self.sections for question in section.questions]


@lru_cache
def load(name: str) -> QuestionSet:
    """The question set of this name, as `speak-1`. ValueError where the file is at fault."""
    with (FOLDER / f"{name}.yaml").open(encoding="utf-8") as file:
        loaded = parse(yaml.safe_load(file))
    if loaded.name != name:
        raise ValueError(f"{name}.yaml says that it is {loaded.name}")
    return loaded


def parse(raw: dict[str, Any]) -> QuestionSet:
    try:
        sections = tuple(_section(each) for each in raw["sections"])
        declarations = tuple(Declaration(**each) for each in raw["declarations"])
        parsed = QuestionSet(raw["key"], raw["version"], sections, declarations)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"question set: {error}") from error
    _check(parsed)
    return parsed


def _section(raw: dict[str, Any]) -> Section:
    questions = tuple(Question(**each) for each in raw.pop("questions"))
    return Section(**raw, questions=questions)


def _check(parsed: QuestionSet) -> None:
    sections = [section.key for section in parsed.sections]
    if len(sections) != len(set(sections)):
        raise ValueError("question set: a section's key stands twice")
    keys = [question.key for question in parsed.questions()]
    if len(keys) != len(set(keys)):
        raise ValueError("question set: a question's key stands twice")
    for question in parsed.questions():
        if question.type not in TYPES:
            raise ValueError(f"question set: {question.key} has no known type")
        if question.differs_from and question.differs_from not in keys:
            raise ValueError(f"question set: {question.key} differs from nothing known")
