"""What a question set is made of, and which of its questions these answers call for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

TYPES = {
    "account",
    "accounts",
    "choice",
    "choices",
    "colleague",
    "date",
    "department",
    "files",
    "line",
    "link",
    "listed",
    "mailbox",
    "number",
    "table",
    "text",
}
WITH_OPTIONS = {"choice", "choices"}
IN_TABLES = {"choice", "line", "text"}


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the question was asked, and one of these values was chosen."""

    question: str
    values: tuple[str, ...]

    def holds(self, answers: Mapping[str, Any]) -> bool:
        answer = answers.get(self.question)
        chosen = answer if isinstance(answer, list) else [answer]
        return any(value in self.values for value in chosen)


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    hint: str = ""
    alone: bool = False  # "None of these": no other may be ticked with it


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    short: str  # what the panel's page calls it
    type: str
    label: str
    missing: str = ""
    hint: str = ""
    help: str = ""  # beside the question, for those who want it
    max_length: int = 200
    differs_from: str = ""
    later_than: str = ""
    required: bool = True
    all_of: bool = False  # every option has to be ticked
    example: bool = False  # approved cases may lend their answer
    options: tuple[Option, ...] = ()
    columns: tuple["Question", ...] = ()  # of a table
    row: str = ""  # what one row of it is called
    show_if: tuple[Condition, ...] = ()  # its section's too; all have to hold
    line: int = field(default=0, compare=False)

    @property
    def is_deep(self) -> bool:
        return bool(self.show_if)

    def is_asked(self, answers: Mapping[str, Any]) -> bool:
        return all(condition.holds(answers) for condition in self.show_if)

    def option(self, value: str) -> Option | None:
        return next((option for option in self.options if option.value == value), None)


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    step: str
    heading: str
    looks_for: str
    questions: tuple[Question, ...]
    line: int = field(default=0, compare=False)
    language: str = "en"  # of its words

    def unanswered(self, answers: Mapping[str, Any]) -> list[Question]:
        asked = (question for question in self.questions if question.required)
        return [question for question in asked if not is_answered(answers.get(question.key))]


@dataclass(frozen=True, slots=True)
class Declaration:
    key: str
    text: str
    missing: str = ""
    required: bool = True
    line: int = field(default=0, compare=False)
    language: str = "en"


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
        keys = [each.key for each in self.sections]
        index = keys.index(section.key) + 1
        return self.sections[index] if index < len(self.sections) else None

    def questions(self) -> list[Question]:
        return [question for section in self.sections for question in section.questions]

    def shown(self, answers: Mapping[str, Any]) -> "QuestionSet":
        """The set with the sections and questions that these answers call for, and no others.

        An answer whose own question is no longer asked calls for nothing.
        """
        given: dict[str, Any] = {}
        sections = []
        for section in self.sections:
            asked = tuple(each for each in section.questions if each.is_asked(given))
            given.update((each.key, answers.get(each.key)) for each in asked)
            if asked:
                sections.append(replace(section, questions=asked))
        return replace(self, sections=tuple(sections))

    def asked(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Of these answers, those to questions that are asked: what is sent."""
        keys = [question.key for question in self.shown(answers).questions()]
        return {key: answers[key] for key in keys if key in answers}

    def is_complete(self, answers: Mapping[str, Any]) -> bool:
        return not any(each.unanswered(answers) for each in self.shown(answers).sections)

    def why(self, question: Question, answers: Mapping[str, Any]) -> str:
        """Which answers called for a deep question; nothing for those that everybody gets."""
        reasons = (self._reason(condition, answers) for condition in question.show_if)
        return "; ".join(filter(None, reasons))

    def _reason(self, condition: Condition, answers: Mapping[str, Any]) -> str:
        said = next((each for each in self.questions() if each.key == condition.question), None)
        answer = answers.get(condition.question)
        chosen = answer if isinstance(answer, list) else [answer]
        options = [said.option(value) for value in chosen if said and value in condition.values]
        labels = " and ".join(f"“{option.label}”" for option in options if option)
        return f"{said.short}: {labels}" if said and labels else ""


def is_answered(answer: Any) -> bool:
    return answer not in (None, "", [], {})
