"""Answers as people read them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.organisations import queries as organisations
from mercat.organisations.models import Department
from mercat.passports import question_sets
from mercat.passports.models import Application, Revision
from mercat.passports.question_sets import Question, QuestionSet, Section, is_answered
from mercat.platforms import platform_name

Answers = Mapping[str, Any]


def sections(
    application: Application,
    question_set: QuestionSet,
    answers: Answers,
    *,
    change: bool,
    names: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """Each section with a row for each question that these answers call for, and why.

    Two queries, for the names, unless they were looked up for many cases at once.
    """
    if names is None:
        names = _names(application, question_set.questions(), answers)
    return [
        {
            "title": section.step,
            "rows": [
                {
                    **_row(application, question, answers, names),
                    "note": _note(question_set, question, answers) if change else "",
                    "change_url": _url(application, section.key) if change else "",
                }
                for question in section.questions
            ],
        }
        for section in question_set.shown(answers).sections
    ]


def not_asked(
    application: Application, question_set: QuestionSet, answers: Answers
) -> list[dict[str, Any]]:
    """Answers that stay in the draft and are not sent. No query unless there are some."""
    asked = question_set.asked(answers)
    left = [
        question
        for question in question_set.questions()
        if question.key not in asked and is_answered(answers.get(question.key))
    ]
    names = _names(application, left, answers) if left else {}
    return [_row(application, question, answers, names) for question in left]


def of_section(
    application: Application, section: Section, answers: Answers
) -> list[dict[str, Any]]:
    names = _names(application, section.questions, answers)
    return [_row(application, question, answers, names) for question in section.questions]


def text_of(question: Question, answer: Any, names: Mapping[str, str]) -> str:
    if not is_answered(answer):
        return _("Not answered yet") if question.required else _("Nothing to say")
    if question.type in PLAINLY:
        return PLAINLY[question.type](question, answer)
    if question.type in {"department", "colleague"}:
        return names.get(str(answer).lower(), _unknown(question, answer))
    return str(answer)


def names_in(
    application: Application, question_set: QuestionSet, answers: Answers
) -> dict[str, str]:
    return _names(application, question_set.questions(), answers)


def names_of_all(revisions: Mapping[Application, Revision]) -> dict[str, str]:
    """For the sections of many cases of one organisation. Two queries, or none for no case."""
    given = [
        (each.type, revision.content["answers"].get(each.key))
        for case, revision in revisions.items()
        for each in question_sets.load(case.question_set).questions()
    ]
    return _named(next(iter(revisions)), given) if revisions else {}


def _row(
    application: Application, question: Question, answers: Answers, names: Mapping[str, str]
) -> dict[str, Any]:
    answer = answers.get(question.key)
    files = answer if question.type == "files" and answer else []
    table = _as_table(question, answer) if question.type == "table" and answer else None
    return {
        "key": question.short,
        "value": "" if files or table else text_of(question, answer, names),
        "files": [_file(application, each) for each in files],
        "table": table,
    }


def _as_table(question: Question, answer: Any) -> dict[str, Any]:
    return {
        "head": [column.short for column in question.columns],
        "rows": [
            [(column.short, cell_of(column, row)) for column in question.columns] for row in answer
        ],
    }


def cell_of(column: Question, row: Mapping[str, str]) -> str:
    answer = row.get(column.key, "")
    option = column.option(answer)
    return option.label if option else answer


def _file(application: Application, said: Mapping[str, Any]) -> dict[str, str]:
    url = reverse("passports:file", args=[application.public_id, said["file"]])
    about = f"{said['kind']}, {filesizeformat(said['size'])}"
    return {"name": said["name"], "url": url, "about": about}


def _note(question_set: QuestionSet, question: Question, answers: Answers) -> str:
    why = question_set.why(question, answers)
    return _("Asked because of your answer to {why}").format(why=why) if why else ""


def _url(application: Application, section: str) -> str:
    return reverse("passports:section", args=[application.public_id, section])


def _names(application: Application, questions: Any, answers: Answers) -> dict[str, str]:
    """What departments and colleagues are called, by what was answered in small letters."""
    return _named(application, [(each.type, answers.get(each.key)) for each in questions])


def _named(application: Application, given: list[tuple[str, Any]]) -> dict[str, str]:
    ids = [answer for kind, answer in given if kind == "department" and answer]
    emails = [answer.lower() for kind, answer in given if kind == "colleague" and answer]
    return {**_departments(application, ids), **_colleagues(application, emails)}


def _departments(application: Application, ids: list[str]) -> dict[str, str]:
    found = Department.objects.filter(organisation=application.organisation_id, public_id__in=ids)
    return {department.public_id: str(department.name) for department in found}


def _colleagues(application: Application, emails: list[str]) -> dict[str, str]:
    members = organisations.active_members(application.organisation)
    people = [member.person for member in members.filter(person__email__in=emails)]
    return {person.email.lower(): f"{person.name}\n{person.email}" for person in people}


def _unknown(question: Question, answer: Any) -> str:
    if question.type == "department":
        return _("A service that is no longer listed")
    return str(answer)


def _account(question: Question, answer: Any) -> str:
    return f"{platform_name(answer['platform'])}: {answer['handle']}\n{answer['url']}"


def _accounts(question: Question, answer: Any) -> str:
    return "\n".join(each["name"] for each in answer)


def _options(question: Question, answer: Any) -> str:
    chosen = answer if isinstance(answer, list) else [answer]
    found = [question.option(value) for value in chosen]
    return "\n".join(option.label for option in found if option)


def _files(question: Question, answer: Any) -> str:
    return "\n".join(each["name"] for each in answer)


def _listed(question: Question, answer: Any) -> str:
    return str(answer["name"])


def _table(question: Question, answer: Any) -> str:
    return "\n".join(
        "; ".join(f"{column.short}: {cell_of(column, row)}" for column in question.columns)
        for row in answer
    )


def _date(question: Question, answer: Any) -> str:
    return date_format(date.fromisoformat(answer), "j F Y")


PLAINLY = {
    "account": _account,
    "accounts": _accounts,
    "choice": _options,
    "choices": _options,
    "date": _date,
    "files": _files,
    "listed": _listed,
    "table": _table,
}
