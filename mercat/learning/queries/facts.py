"""Facts as pages and reports show them: what counts fewer than five is not told."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mercat.learning.frameworks import Indicator
from mercat.learning.frameworks.facts import COUNT, DAYS, FACTS
from mercat.learning.models import Fact
from mercat.organisations.models import Organisation

FEWEST = 5  # below it a number may speak of one person


def facts_of(organisation: Organisation) -> dict[str, Fact]:
    """By key, as they were counted last. One query."""
    counted = Fact.objects.filter(organisation=organisation)
    last = counted.order_by("-on").values("on")[:1]
    rows = counted.filter(on=last).order_by("query")
    return {each.key: each for each in rows if each.is_known}


def is_hidden(fact: Fact) -> bool:
    """A number that is nought hides nobody."""
    return 0 < fact.of < FEWEST


def told(fact: Fact) -> str:
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


def fact_shown(fact: Fact) -> dict[str, Any]:
    """As a report keeps it: plain data, without what is hidden."""
    return {
        "key": fact.key,
        "name": str(FACTS[fact.key].name),
        "value": told(fact),
        "number": None if is_hidden(fact) else fact.number,
        "of": None if is_hidden(fact) else fact.of,
        "on": fact.on.isoformat(),
        "query": fact.query,
    }


def facts_for(indicator: Indicator, facts: dict[str, Fact]) -> list[dict[str, Any]]:
    return [fact_shown(facts[key]) for key in indicator.facts if key in facts]


def in_a_sentence(fact: Fact) -> str:
    said = _("{name}: {value}, counted on {day}.")
    day = date_format(fact.on, "j F Y")
    return said.format(name=FACTS[fact.key].name, value=told(fact), day=day)
