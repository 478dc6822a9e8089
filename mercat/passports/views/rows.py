"""Answers as people read them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mercat.organisations import queries as organisations
from mercat.organisations.models import Department
from mercat.passports.models import Application
from mercat.passports.question_sets import Question, QuestionSet, Section
from mercat.platforms import platform_name


def sections(
    application: Application, question_set: QuestionSet, answers: dict[str, Any], *, change: bool
) -> list[dict[str, Any]]:
    """Each section with its rows for the summary list. Two queries, for the names."""
    names = _names(application, answers)
    return [
        {
            "title": section.step,
            "rows": [
                {**row, "change_url": _url(application, section.key) if change else ""}
                for row in _rows(section, answers, names)
            ],
        }
        for section in question_set.sections
    ]


def of_section(
    application: Application, section: Section, answers: dict[str, Any]
) -> list[dict[str, Any]]:
    return _rows(section, answers, _names(application, answers))


def _rows(section: Section, answers: dict[str, Any], names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"key": question.short, "value": _value(question, answers.get(question.key), names)}
        for question in section.questions
    ]


def _names(application: Application, answers: dict[str, Any]) -> dict[str, str]:
    return {**_departments(application, answers), **_colleagues(application, answers)}


def _url(application: Application, section: str) -> str:
    return reverse("passports:section", args=[application.public_id, section])


def _departments(application: Application, answers: dict[str, Any]) -> dict[str, str]:
    found = Department.objects.filter(
        organisation=application.organisation_id, public_id=answers.get("department")
    )
    return {department.public_id: str(department.name) for department in found}


def _colleagues(application: Application, answers: dict[str, Any]) -> dict[str, str]:
    emails = [answers[key].lower() for key in ("administrator", "backup") if answers.get(key)]
    members = organisations.active_members(application.organisation)
    people = [member.person for member in members.filter(person__email__in=emails)]
    return {person.email: f"{person.name}\n{person.email}" for person in people}


def _value(question: Question, answer: Any, names: dict[str, str]) -> str:
    if not answer:
        return _("Not answered yet")
    if question.type == "department":
        return names.get(answer, _("A service that is no longer listed"))
    if question.type == "account":
        return f"{platform_name(answer['platform'])}: {answer['handle']}\n{answer['url']}"
    if question.type == "colleague":
        return names.get(str(answer).lower(), str(answer))
    return str(answer)
