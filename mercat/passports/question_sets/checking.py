"""What has to be true of a question set as a whole."""

from collections.abc import Iterable
from typing import Any

from mercat.passports.question_sets.model import (
    IN_TABLES,
    TYPES,
    WITH_OPTIONS,
    Question,
    QuestionSet,
    Section,
)
from mercat.passports.question_sets.reading import at

# Names that the form itself uses.
TAKEN = ("declare_", "row_version", "find_")
# Names by which an answer says that it is an account or a file.
NOT_IN_TABLES = {"account", "file", "typed"}


def check(parsed: QuestionSet) -> None:
    _check_once(parsed.sections, "section")
    _check_once(parsed.questions(), "question")
    _check_once(parsed.declarations, "declaration")
    if not parsed.sections:
        raise at(0, "there is no section")
    before: dict[str, Question] = {}
    for section in parsed.sections:
        _check_section(section, before)
        before.update((question.key, question) for question in section.questions)
    for declaration in parsed.declarations:
        if declaration.required and not declaration.missing.strip():
            raise at(declaration.line, f"{declaration.key} wants “missing”")


def _check_once(parts: Iterable[Any], name: str) -> None:
    seen = set()
    for part in parts:
        if part.key in seen:
            raise at(part.line, f"a {name}'s key stands twice: {part.key}")
        seen.add(part.key)


def _check_section(section: Section, before: dict[str, Question]) -> None:
    if not section.questions:
        raise at(section.line, f"{section.key} has no questions")
    keys = {question.key for question in section.questions}
    for question in section.questions:
        _check_question(question, keys)
        _check_conditions(question, before)
        _check_columns(question)


def _check_question(question: Question, here: set[str]) -> None:
    faults = {
        f"{question.key} has no known type: {question.type}": question.type not in TYPES,
        f"{question.key} differs from nothing in its section": question.differs_from not in here
        and question.differs_from != "",
        f"{question.key} is later than nothing in its section": question.later_than not in here
        and question.later_than != "",
        f"{question.key} has an empty text": not all(
            text.strip() for text in (question.short, question.label)
        ),
        f"{question.key} is required and does not say what is missing": question.required
        and not question.missing.strip(),
        f"{question.key} uses a name that the form needs": question.key.startswith(TAKEN),
        f"{question.key} wants options": question.type in WITH_OPTIONS and not question.options,
        f"{question.key} takes no options": question.type not in WITH_OPTIONS
        and bool(question.options),
        f"{question.key} has an option twice": len(question.options)
        > len({option.value for option in question.options}),
        f"{question.key} can only be all_of with the type choices": question.all_of
        and question.type != "choices",
        f"{question.key} can only be an example with the type text": question.example
        and question.type != "text",
    }
    for reason, is_so in faults.items():
        if is_so:
            raise at(question.line, reason)


def _check_columns(question: Question) -> None:
    if (question.type == "table") != bool(question.columns and question.row):
        raise at(question.line, f"{question.key}: a table, and nothing else, has columns and “row”")
    _check_once(question.columns, "column")
    for column in question.columns:
        _check_question(column, set())
        if column.type not in IN_TABLES:
            raise at(column.line, f"{column.key} cannot stand in a table: {column.type}")
        if column.key in NOT_IN_TABLES:
            raise at(column.line, f"{column.key} uses a name that answers need")


def _check_conditions(question: Question, before: dict[str, Question]) -> None:
    for condition in question.show_if:
        named = before.get(condition.question)
        if named is None:
            # Without JavaScript a page can only follow answers that are saved already.
            raise at(
                question.line,
                f"{question.key} is shown by “{condition.question}”, in no earlier section",
            )
        values = {option.value for option in named.options}
        if unknown := [value for value in condition.values if value not in values]:
            raise at(
                question.line,
                f"{question.key} is shown by “{unknown[0]}”, which {named.key} does not offer",
            )
