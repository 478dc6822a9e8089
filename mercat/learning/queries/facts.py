"""Facts as pages and reports show them: what counts fewer than five is not told."""

from typing import Any, TypeAlias

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mercat.learning.frameworks import Indicator
from mercat.learning.frameworks.facts import COUNT, DAYS, FACTS
from mercat.learning.models import DepartmentFact, Fact, LearningAssessment
from mercat.organisations.models import Organisation

AnyFact: TypeAlias = Fact | DepartmentFact
FEWEST = 5  # below it a number may speak of one person


def facts_of(organisation: Organisation) -> dict[str, Fact]:
    """By key, as they were counted last. One query."""
    counted = Fact.objects.filter(organisation=organisation)
    last = counted.order_by("-on").values("on")[:1]
    rows = counted.filter(on=last).order_by("query")
    return {each.key: each for each in rows if each.is_known}


def facts_about(assessment: LearningAssessment) -> dict[str, AnyFact]:
    """Those of its department where it has one and they are kept by department. Two queries."""
    found: dict[str, AnyFact] = {**facts_of(assessment.organisation)}
    if assessment.department_id is None:
        return found
    counted = DepartmentFact.objects.filter(department=assessment.department_id)
    last = counted.order_by("-on").values("on")[:1]
    rows = counted.filter(on=last).order_by("query").select_related("department")
    return {**found, **{each.key: each for each in rows if each.is_known}}


def is_hidden(fact: AnyFact) -> bool:
    """Few here, or few beside a department, told by what is left of the whole. Nought is nobody."""
    return 0 < fact.of < FEWEST or 0 < fact.rest < FEWEST


def told(fact: AnyFact) -> str:
    """The value in words."""
    if is_hidden(fact):
        return _("fewer than five to count, so we do not say")
    unit = FACTS[fact.key].unit
    if unit == COUNT:
        return str(fact.number or 0)
    if not fact.of or fact.number is None:
        return _("nothing to count")
    if unit == DAYS:
        return ngettext("%d day", "%d days", fact.number) % fact.number
    percent = 100 * fact.number // fact.of
    return _("{percent} % of {of}").format(percent=percent, of=fact.of)


def fact_shown(fact: AnyFact) -> dict[str, Any]:
    """As a report keeps it: plain data, without what is hidden."""
    return {
        "key": fact.key,
        "name": str(FACTS[fact.key].name),
        "value": told(fact),
        "number": None if is_hidden(fact) else fact.number,
        "of": None if is_hidden(fact) else fact.of,
        "on": fact.on.isoformat(),
        "query": fact.query,
        "department": dict(fact.department.name) if fact.department else {},
    }


def facts_for(indicator: Indicator, facts: dict[str, AnyFact]) -> list[dict[str, Any]]:
    return [fact_shown(facts[key]) for key in indicator.facts if key in facts]


def in_a_sentence(fact: AnyFact) -> str:
    said = _("{name}: {value}, counted on {day}.")
    day = date_format(fact.on, "j F Y")
    name = str(FACTS[fact.key].name)
    if fact.department:
        name = f"{name} ({fact.department})"
    return said.format(name=name, value=told(fact), day=day)
