"""What a policy would mean: for cases that are open, and for one that came today."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mercat.common import working_days
from mercat.organisations.models import Organisation
from mercat.passports import queries, question_sets
from mercat.passports.actions.granting import expiry
from mercat.passports.lifecycle import Effect
from mercat.passports.models import Policy
from mercat.passports.policy_terms import BY_KEY, value


def holidays(organisation: Organisation, *, at: datetime) -> list[tuple[date, str]]:
    """The next year's bank holidays of the nation: they are no working days."""
    today = organisation.day(at)
    return working_days.bank_holidays(
        today, today + timedelta(days=365), nation=organisation.nation
    )


def effects(
    organisation: Organisation, latest: Policy | None, content: Mapping[str, Any], *, at: datetime
) -> list[str]:
    """In sentences. At most nine queries."""
    today = organisation.day(at)
    before = latest.content if latest else {}
    return [
        *_open_cases(organisation),
        *_drafts(organisation),
        _due(organisation, before, content, today),
        _ends(before, content, today),
        *_asked(before, content),
        *_fast_tracked(organisation, before, content, today),
        *_stepping_out(organisation, before, content, at=at),
    ]


def _open_cases(organisation: Organisation) -> list[str]:
    """Cases keep what they were sent under, so none of these moves."""
    found = queries.open_cases_by_version(organisation)
    if not found:
        return [_("No case is open now, so none changes.")]
    total = sum(found.values())
    said = ngettext(
        "Of the {total} case open now none changes:",
        "Of the {total} cases open now none changes:",
        total,
    ).format(total=total)
    kept = [
        ngettext("{count} keeps version {version}", "{count} keep version {version}", count).format(
            count=count, version=version
        )
        for version, count in sorted(found.items())
    ]
    return [f"{said} {'; '.join(kept)}."]


def _drafts(organisation: Organisation) -> list[str]:
    count = queries.count_drafts(organisation)
    said = ngettext(
        "{count} draft that is being written gets these questions and days when it is sent.",
        "{count} drafts that are being written get these questions and days when they are sent.",
        count,
    )
    return [said.format(count=count)] if count else []


def _due(
    organisation: Organisation, before: Mapping[str, Any], content: Mapping[str, Any], today: date
) -> str:
    old, new = (
        working_days.add(today, value(each, BY_KEY["working_days"]), nation=organisation.nation)
        for each in (before or content, content)
    )
    if old == new:
        return _("A case sent today would be due on {day}, as now.").format(day=_day(new))
    said = _("A case sent today would be due on {day}. Now it is {before}.")
    return said.format(day=_day(new), before=_day(old))


def _ends(before: Mapping[str, Any], content: Mapping[str, Any], today: date) -> str:
    old, new = (
        expiry(today, {"validity_months": value(each, BY_KEY["validity_months"])})
        for each in (before or content, content)
    )
    if old == new:
        return _("A passport granted today would end on {day}, as now.").format(day=_day(new))
    said = _("A passport granted today would end on {day}. Now it is {before}.")
    return said.format(day=_day(new), before=_day(old))


def _asked(before: Mapping[str, Any], content: Mapping[str, Any]) -> list[str]:
    """Said where this differs. No query."""
    old, new = (_count_asked(each) for each in (before or content, content))
    if old == new:
        return []
    said = _("Who asks for a new account answers {count} questions at least. Now it is {before}.")
    return [said.format(count=new, before=old)]


def _count_asked(content: Mapping[str, Any]) -> int:
    asked = question_sets.with_added(question_sets.load(content["question_set"]), content)
    return len(asked.shown({"request": "new"}).questions())


def _fast_tracked(
    organisation: Organisation, before: Mapping[str, Any], content: Mapping[str, Any], today: date
) -> list[str]:
    """Said where this differs, for it is the panel's work. At most three queries."""
    terms = ("fast_tracks", "fast_track_needs")
    if all(before.get(each, []) == content.get(each, []) for each in terms):
        return []
    ending = queries.ending_within_a_year(organisation, today=today).count()
    old, new = (queries.fast_tracked(organisation, each, today=today) for each in (before, content))
    said = ngettext(
        "Of the {ending} passport that ends within a year, {new} could be renewed at once. "
        "Now it is {old}.",
        "Of the {ending} passports that end within a year, {new} could be renewed at once. "
        "Now it is {old}.",
        ending,
    )
    return [said.format(ending=ending, new=new, old=old)]


def _stepping_out(
    organisation: Organisation,
    before: Mapping[str, Any],
    content: Mapping[str, Any],
    *,
    at: datetime,
) -> list[str]:
    """Counted on what members and the record named in a year. At most two queries."""
    old, new = (set(each.get("steps_out", [])) for each in (before, content))
    since = at - timedelta(days=365)
    more = _named(organisation, new - old, Effect.DECLARE, since=since)
    fewer = _named(organisation, old - new, Effect.STEP_OUT, since=since)
    out = ngettext(
        "In the last twelve months {count} member more would have stepped out of a case.",
        "In the last twelve months {count} members more would have stepped out of a case.",
        more,
    )
    stay = ngettext(
        "In the last twelve months {count} member who stepped out would have taken part.",
        "In the last twelve months {count} members who stepped out would have taken part.",
        fewer,
    )
    said = [(new - old, out.format(count=more)), (old - new, stay.format(count=fewer))]
    return [sentence for kinds, sentence in said if kinds]


def _named(organisation: Organisation, kinds: set[str], effect: Effect, *, since: datetime) -> int:
    return queries.interests_since(organisation, kinds, effect, since=since) if kinds else 0


def _day(day: date) -> str:
    return date_format(day, "j F Y")
