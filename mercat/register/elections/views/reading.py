"""Before, during and after, on one page; and who acknowledged, as a list to take away."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.organisations.middleware import membership_of
from mercat.register.elections import queries, rules
from mercat.register.elections.actions.asking import ASKED_BEFORE
from mercat.register.elections.lifecycle import Phase, State
from mercat.register.elections.models import Period
from mercat.register.elections.views.loading import load_to_see, today
from mercat.register.imports import exporting
from mercat.register.models import Account
from mercat.register.rules import can_keep

HEAD = ("Account", "Platform", "Handle", "Holder", "Level", "Asked last", "Times", "Acknowledged")


@require_safe
def periods(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_see_periods(membership)
    found = queries.periods_of(membership.organisation)
    page = pagination.page(found, asked=request.GET, by="starts_on", newest_first=True)
    day = today(membership)
    for each in page.rows:
        each.shown, each.shown_tone = _shown(each, day)
    context = {"page": page, "sets": rules.can_set_periods(membership)}
    return render(request, "elections/periods.html", context)


def _shown(period: Period, day: Any) -> tuple[Any, str]:
    if period.state != State.SET:
        return period.get_state_display(), "wait" if period.state == State.PROPOSED else "plain"
    return period.phase(day).label, period.tone(day)


@require_safe
def period(request: HttpRequest, period_id: str) -> HttpResponse:
    membership, period = load_to_see(request, period_id)
    day = today(membership)
    page = pagination.page(queries.accounts_in(period), asked=request.GET, by="name")
    shown, tone = _shown(period, day)
    context = {
        "period": period,
        "shown": shown,
        "tone": tone,
        "is_set": period.state == State.SET,
        "phase": period.phase(day),
        "steps": _steps(period, period.phase(day)),
        "page": page,
        "rows": list(_rows(period, page.rows)),
        "waiting": period.asked_count - period.acknowledged_count,
        "candidates": list(queries.candidates_of(period)) if can_keep(membership) else None,
        "sets": rules.can_set_periods(membership),
        "asks_from": period.starts_on - ASKED_BEFORE,
        "ends_after": period.ends_on + timedelta(days=1),
    }
    return render(request, "elections/period.html", context)


def _steps(period: Period, phase: Phase) -> list[dict[str, str]]:
    order = list(Phase)
    titles = {Phase.BEFORE: _("Before"), Phase.DURING: _("During"), Phase.AFTER: _("After")}
    states = {-1: "done", 0: "current", 1: "next"}
    here = order.index(phase)
    return [
        {"title": titles[each], "state": states[(at > here) - (at < here)]}
        for at, each in enumerate(order)
    ]


def _rows(period: Period, accounts: Any) -> Iterator[dict[str, Any]]:
    """Three queries for a page of accounts."""
    held = queries.holders_of(accounts)
    people = [each.person_id for holders in held.values() for each in holders]
    said = queries.acknowledgements_by_person(period, people)
    shared = {each.account_id: each for each in queries.partnerships_of(period)}
    for account in accounts:
        yield {
            "account": account,
            "partnership": shared.get(account.pk),
            "holders": [
                {"custodian": each, "asked": said.get(each.person_id)}
                for each in held.get(account.pk, [])
            ],
        }


@require_safe
def report(request: HttpRequest, period_id: str) -> HttpResponseBase:
    _membership, period = load_to_see(request, period_id)
    name = f"pre-election-{period.starts_on.isoformat()}"
    return exporting.download(_lines(period), kind="csv", name=name, rows=0)


def _lines(period: Period) -> Iterator[list[str]]:
    yield [*HEAD, "Handed over to"]
    last = 0
    accounts = queries.accounts_in(period).order_by("pk")
    while batch := list(accounts.filter(pk__gt=last)[:500]):
        for row in _rows(period, batch):
            yield from _of(row)
        last = batch[-1].pk


def _of(row: dict[str, Any]) -> Iterator[list[str]]:
    account: Account = row["account"]
    to = row["partnership"].to if row["partnership"] else ""
    begins = [account.name, account.platform_name, account.handle]
    for each in row["holders"] or [None]:
        line = [*begins, *_holder(each), to]
        yield [exporting.safe(cell) for cell in line]


def _holder(holder: dict[str, Any] | None) -> list[str]:
    if holder is None:
        return [""] * 5
    custodian, asked = holder["custodian"], holder["asked"]
    who = [custodian.person.name, str(custodian.get_level_display())]
    if asked is None:
        return [*who, "", "", ""]
    done = asked.acknowledged_at.date().isoformat() if asked.acknowledged_at else ""
    return [*who, asked.asked_on.isoformat(), str(asked.times), done]
