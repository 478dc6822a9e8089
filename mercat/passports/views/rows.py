"""Answers as people read them."""

from typing import Any

from django.urls import reverse

from mercat.organisations.models import Department
from mercat.passports.models import Application
from mercat.passports.question_sets import Question, QuestionSet
from mercat.platforms import platform_name


def sections(
    application: Application, question_set: QuestionSet, answers: dict[str, Any], *, change: bool
) -> list[dict[str, Any]]:
    """Each section with its rows for the summary list. One query, for the service's name."""
    departments = _departments(application, answers)
    return [
        {
            "title": section.step,
            "rows": [
                {
                    "key": question.label,
                    "value": _value(question, answers.get(question.key), departments),
                    "change_url": _url(application, section.key) if change else "",
                }
                for question in section.questions
            ],
        }
        for section in question_set.sections
    ]


def _url(application: Application, section: str) -> str:
    return reverse("passports:section", args=[application.public_id, section])


def _departments(application: Application, answers: dict[str, Any]) -> dict[str, str]:
    found = Department.objects.filter(
        organisation=application.organisation_id, public_id=answers.get("department")
    )
    return {department.public_id: str(department.name) for department in found}


def _value(question: Question, answer: Any, departments: dict[str, str]) -> str:
    if not answer:
        return "Not answered yet"
    if question.type == "department":
        return departments.get(answer, "A service that is no longer listed")
    if question.type == "account":
        return f"{platform_name(answer['platform'])}: {answer['handle']}\n{answer['url']}"
    return str(answer)
