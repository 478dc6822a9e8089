"""Answers to the full question set, for the level of use and the risks that a test names."""

from typing import Any

from mercat.passports import actions, question_sets
from mercat.passports.forms import SectionForm
from mercat.passports.models import Application, Policy
from tests.factories.council import NOW, Council

DECLARED = ["policy", "belongs", "elections", "manager"]


def use_full_set(council: Council, name: str = "speak-2") -> None:
    """New applications get a set with all that one may be asked."""
    policy = Policy.objects.get(organisation=council.organisation)
    policy.content["question_set"] = name
    policy.save()


def start(council: Council) -> Application:
    use_full_set(council)
    return actions.start(by=council.applicant, at=NOW)


def save(application: Application, council: Council, section: str, typed: dict[str, Any]) -> None:
    """One section, through its form, as the page does it."""
    saved = {each.section: each for each in application.sections.all()}
    given = {key: value for each in saved.values() for key, value in each.answers.items()}
    asked = question_sets.load("speak-2").shown(given).section(section)
    assert asked, section
    form = SectionForm(typed, section=asked, organisation=council.organisation, given=given)
    assert form.is_valid(), form.errors
    actions.save_section(
        application=application,
        section=section,
        answers=form.answers(),
        row_version=saved[section].row_version if section in saved else 0,
        by=council.applicant,
        at=NOW,
    )


def fill_in(application: Application, council: Council, **changed: Any) -> None:
    typed = council.answers(**changed)
    for section in question_sets.load("speak-2").sections:
        save(application, council, section.key, typed)


def send(application: Application, council: Council) -> Any:
    return actions.submit(
        application=application,
        declarations=DECLARED,
        shows_name=False,
        by=council.applicant,
        at=NOW,
    )
