from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.access import actions, few, forms, queries, rules
from mercat.access.lifecycle import MOVES, Kind
from mercat.access.models import Barrier
from mercat.common import pagination
from mercat.common.lifecycle import can_move
from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership, Organisation
from mercat.register.imports import exporting

PREFILLED = ("kind", "tool", "title", "seen", "site")
BY_ICT = ("try_out", "open_to_some", "open_to_all", "decline")


def load(request: HttpRequest, barrier_id: str) -> tuple[Membership, Barrier]:
    membership = membership_of(request)
    found = queries.barriers_of(membership.organisation)
    return membership, get_object_or_404(found, public_id=barrier_id)


@require_safe
def barriers(request: HttpRequest) -> HttpResponse:
    organisation = membership_of(request).organisation
    form = forms.ShownFilter(request.GET)
    chosen = form.chosen()
    _label, states = forms.SHOWN[chosen]
    found = queries.barriers_of(organisation).filter(state__in=states)
    page = pagination.page(found, asked=request.GET, by="reported_at", newest_first=True)
    kept = f"&shown={chosen}"
    context = {
        "filter_form": form,
        "page": page,
        "shown": chosen,
        "today": organisation.day(timezone.now()),
        "next_url": page.next_query and page.next_query + kept,
        "previous_url": page.previous_query and page.previous_query + kept,
    }
    return render(request, "access/barriers.html", context)


@require_safe
def barriers_csv(request: HttpRequest) -> HttpResponseBase:
    organisation = membership_of(request).organisation
    day = organisation.day(timezone.now())
    name = f"{organisation.slug}-barriers-{day.isoformat()}"
    return exporting.download(_lines(organisation), kind="csv", name=name, rows=0)


def _lines(organisation: Organisation) -> Iterator[list[str]]:
    """Nobody's name stands in it."""
    head = ("Barrier", "Kind", "Tool", "Place", "Work", "For whom", "State", "Reported", "Due")
    yield [*head, "Removed", "Others held up by it"]
    for each in queries.with_others(organisation):
        days = (each.reported_at, each.due_on, each.opened_at)
        reported, due, opened = (f"{day:%Y-%m-%d}" if day else "" for day in days)
        others = few.said(each.too)  # type: ignore[attr-defined]  # with_others counts it
        words = [each.title, each.get_kind_display(), each.tool, str(each.site or "")]
        words += [each.work, each.for_whom, each.get_state_display(), reported, due, opened]
        words.append(str(others) if others else f"fewer than {few.FEWEST}")
        yield [exporting.safe(str(word)) for word in words]


@form_page
def report(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    organisation = membership.organisation
    initial = {name: request.GET[name][:200] for name in PREFILLED if name in request.GET}
    if initial.get("kind") == Kind.TOOL and initial.get("tool"):
        said = _("{tool} cannot be reached").format(tool=initial["tool"])
        initial.setdefault("title", said[:120])
    form = forms.ReportForm(request.POST or None, organisation=organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        barrier = actions.report(**form.cleaned_data, by=membership, at=timezone.now())
        messages.success(request, _("ICT knows of it. You hear as soon as something happens."))
        return redirect("access:barrier", barrier.public_id)
    known = queries.alike(organisation, tool=initial.get("tool", ""))
    return render(request, "access/report.html", {"form": form, "known": known})


@require_safe
def barrier(request: HttpRequest, barrier_id: str) -> HttpResponse:
    membership, barrier = load(request, barrier_id)
    says_too = queries.says_too(membership, barrier)
    cares = rules.can_take(membership)
    context = {
        "barrier": barrier,
        "today": membership.organisation.day(timezone.now()),
        "events": _events(barrier, names=cares),
        "others": queries.count_others(barrier),
        "says_too": says_too,
        "is_reporter": rules.is_reporter(membership, barrier),
        "cares": cares,
        "may": _may(membership, barrier, says_too=says_too),
    }
    return render(request, "access/barrier.html", context)


def _may(membership: Membership, barrier: Barrier, *, says_too: bool) -> dict[str, bool]:
    """Which buttons there are: by where it stands, and by who looks."""
    moves = {each: can_move(MOVES, action=each, old=barrier.state) for each in ALL}
    removes = rules.can_open(membership)
    reporter = rules.is_reporter(membership, barrier)
    return {
        **{each: moves[each] and removes for each in BY_ICT},
        "take": moves["take"] and rules.can_take(membership),
        "set_due": barrier.waits and not moves["take"] and removes,
        "withdraw": moves["withdraw"] and reporter,
        "reopen": moves["reopen"] and rules.can_reopen(membership, barrier, says_too=says_too),
        "say_too": not reporter and not barrier.is_ended,
    }


ALL = (*BY_ICT, "take", "withdraw", "reopen")
TITLES: dict[str, Any] = {
    "report": lambda: _("Reported"),
    "take": lambda: _("ICT has it"),
    "set_due": lambda: _("It takes longer"),
    "try_out": lambda: _("On trial"),
    "open_to_some": lambda: _("Opened to some"),
    "open_to_all": lambda: _("Opened to all"),
    "decline": lambda: _("Declined"),
    "reopen": lambda: _("Asked again"),
    "withdraw": lambda: _("Withdrawn"),
}


def _events(barrier: Barrier, *, names: bool) -> list[dict[str, Any]]:
    """Members read what happened; who reported it is for those who care for it."""
    return [
        {
            "title": TITLES[step.action](),
            "when": step.at,
            "by": step.by.name if names and step.by else "",
            "text": step.words,
        }
        for step in queries.steps_of(barrier)
    ]


def _pressed(
    request: HttpRequest, barrier_id: str, action: Callable[..., Any], said: str
) -> HttpResponse:
    membership, barrier = load(request, barrier_id)
    if tried(request, action, barrier=barrier, by=membership, at=timezone.now()):
        messages.success(request, said)
    return redirect("access:barrier", barrier.public_id)


@require_POST
def withdraw(request: HttpRequest, barrier_id: str) -> HttpResponse:
    return _pressed(request, barrier_id, actions.withdraw, _("It is withdrawn."))


@require_POST
def say_too(request: HttpRequest, barrier_id: str) -> HttpResponse:
    said = _("You hear what becomes of it. Nobody sees your name.")
    return _pressed(request, barrier_id, actions.say_too, said)


@require_POST
def say_too_no_more(request: HttpRequest, barrier_id: str) -> HttpResponse:
    said = _("You are not counted any more, and hear nothing more of it.")
    return _pressed(request, barrier_id, actions.say_too_no_more, said)
