"""Adds one to a week's tally. No person, no address, no time, no event, no line in a log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mercat.access import few, rules
from mercat.access.lifecycle import Support
from mercat.access.models import BrowserTally, Desk, Site, ToolTally
from mercat.browsers import Answer
from mercat.common.refusals import Refused
from mercat.organisations.models import Organisation

MOST_AN_HOUR = 3000  # of one organisation: nobody's address is needed to stop a flood
SUPPORT = {True: Support.YES, False: Support.NO, None: Support.UNKNOWN}
UNNAMED = "Other"


def browser_counted(answer: Answer) -> str:
    """As it is counted: with the first part of its version, or its system hides who uses it."""
    if answer.browser is None:
        return UNNAMED
    major = (answer.version or "").partition(".")[0]
    return f"{answer.browser} {major}".strip()[:60]


@transaction.atomic
def count_browser(*, organisation: Organisation, answer: Answer, at: datetime) -> None:
    _check_no_flood(organisation, at=at)
    _add_one(
        BrowserTally,
        organisation=organisation,
        week=few.week_of(organisation.day(at)),
        browser=browser_counted(answer),
        support=SUPPORT[answer.supported],
    )


@transaction.atomic
def count_tools(*, desk: Desk, site: Site, found: Mapping[str, str], at: datetime) -> None:
    """What one desk found: the outcome of each tool that it tried."""
    rules.check_attempts_are_allowed(desk)
    organisation = desk.organisation
    if site.organisation_id != organisation.pk:
        raise Refused(_("Choose where you are."))
    _check_no_flood(organisation, at=at)
    week = few.week_of(organisation.day(at))
    for tool in sorted(found.keys() & desk.tool_names.keys()):
        given = {"site": site, "tool": tool, "outcome": found[tool]}
        _add_one(ToolTally, organisation=organisation, week=week, **given)


def _add_one(tally: type[models.Model], **key: Any) -> None:
    row, _made = tally._default_manager.get_or_create(**key)
    tally._default_manager.filter(pk=row.pk).update(count=F("count") + 1)


def _check_no_flood(organisation: Organisation, *, at: datetime) -> None:
    key = f"access:{organisation.pk}:{at:%Y%m%d%H}"
    cache.add(key, 0, timeout=3700)
    try:
        many = cache.incr(key)
    except ValueError:  # it was dropped between the two
        return
    if many > MOST_AN_HOUR:
        raise Refused(_("Too many were counted in this hour. Come back later."))
