"""Pages of a clerk with many cases: tick, look, press once, read what became of each."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, emails, queries, rules
from mercat.passports.lifecycle import MOST_TOGETHER, Became, Task
from mercat.passports.models import Decision, Together, TogetherCase
from mercat.passports.queries import Candidate
from mercat.register.imports import exporting

LOOK_AGAIN = 2  # seconds
WORDS = {
    Task.RELEASE: {
        "title": _("Letters to release"),
        "look": _("Look at what would go out"),
        "confirm": _("Release these letters?"),
        "press": _("Release the letters"),
        "done": _("Letters released together"),
        "empty": _("No letter waits"),
        "why_empty": _("When the chair has recorded a decision, its letter waits here."),
    },
    Task.OPEN: {
        "title": _("Cases to put before the panel"),
        "look": _("Look at what would go to the panel"),
        "confirm": _("Put these cases before the panel?"),
        "press": _("Put them before the panel"),
        "done": _("Cases put before the panel together"),
        "empty": _("No case waits"),
        "why_empty": _("What people send comes here until the panel has it."),
    },
    Task.REMIND: {
        "title": _("Cases to remind people of"),
        "look": _("Look at whom this would remind"),
        "confirm": _("Remind people of these cases?"),
        "press": _("Send the reminders"),
        "done": _("People reminded together"),
        "empty": _("No case waits for others"),
        "why_empty": _("Cases with the panel, and those that wait for an answer, stand here."),
    },
}


def _load(request: HttpRequest, task: str) -> tuple[Membership, Task]:
    membership = membership_of(request)
    if task not in Task:
        raise Http404(task)
    rules.check_can_do_together(membership, Task(task))
    return membership, Task(task)


@require_safe
def choose_together(request: HttpRequest, task: str) -> HttpResponse:
    """All that wait, each to tick; nothing happens before one has looked."""
    membership, chosen = _load(request, task)
    today = membership.organisation.day(timezone.now())
    found = queries.candidates(membership, chosen, today=today)
    context = {
        "task": chosen,
        "words": WORDS[chosen],
        "today": today,
        "rows": [_row(each, chosen) for each in found[:MOST_TOGETHER]],
        "more": len(found) > MOST_TOGETHER,
        "ticked": request.GET.get("tick") == "all",
        "tasks": [
            (each.value, each.label) for each in rules.tasks_together(membership) if each != chosen
        ],
    }
    return render(request, "passports/choose_together.html", context)


@require_safe
def confirm_together(request: HttpRequest, task: str) -> HttpResponse:
    """What would happen, counted and case by case; this page can be read as often as one likes."""
    membership, chosen = _load(request, task)
    today = membership.organisation.day(timezone.now())
    asked = [each for each in request.GET.getlist("case") if each.isascii() and each.isalnum()]
    asked = asked[: MOST_TOGETHER + 1]
    found = queries.candidates(membership, chosen, today=today, chosen=asked)
    rows = [_row(each, chosen) for each in found]
    going = [row for row in rows if not row["hindered"]]
    context = {
        "task": chosen,
        "words": WORDS[chosen],
        "today": today,
        "going": going,
        "hindered": [row for row in rows if row["hindered"]],
        "counts": Counter(row["outcome"] for row in going if row["outcome"]).most_common(),
        "gone": len(set(asked)) - len(rows),
        "too_many": len(set(asked)) > MOST_TOGETHER,
        "key": uuid4(),
    }
    return render(request, "passports/confirm_together.html", context)


def _row(candidate: Candidate, task: Task) -> dict[str, Any]:
    case, decision = candidate.application, candidate.decision
    row = {"case": case, "hindered": candidate.hindered, "outcome": "", "mark": "-"}
    if task == Task.RELEASE and decision:
        letter = actions.letter_of(case, decision)
        row |= {
            "outcome": decision.get_outcome_display(),
            "letter": letter,
            "goes_out": _goes_out(decision, letter),
            "changed": hasattr(decision, "letter_draft"),
            "mark": emails.mark_of(decision, letter),
        }
    return row


def _goes_out(decision: Decision, letter: str) -> str:
    """With the last paragraph, as it would be today."""
    until = actions.appeal_until(decision, at=timezone.now())
    return emails.with_appeal(letter, decision.application, until)


@require_POST
def start_together(request: HttpRequest, task: str) -> HttpResponse:
    membership, chosen = _load(request, task)
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return redirect("passports:choose_together", chosen.value)
    given = [each.partition(":") for each in request.POST.getlist("case")]
    marks = {case: mark[:64] for case, _colon, mark in given if case.isascii() and case.isalnum()}
    started: list[Together] = []

    def start(**arguments: Any) -> None:
        started.append(actions.start_together(**arguments))

    at = timezone.now()
    if not tried(request, start, task=chosen, chosen=marks, key=key, by=membership, at=at):
        return redirect("passports:choose_together", chosen.value)
    actions.go_on_together(together=started[0], at=at)
    return redirect("passports:together", started[0].public_id)


def _found(request: HttpRequest, together_id: str) -> tuple[Membership, Together]:
    membership = membership_of(request)
    together = get_object_or_404(queries.together_of(membership), public_id=together_id)
    rules.check_can_do_together(membership, Task(together.task))
    return membership, together


@require_safe
def together(request: HttpRequest, together_id: str) -> HttpResponse:
    """How far it is, then what became of each; it looks again by itself until all are done."""
    membership, found = _found(request, together_id)
    rows = list(queries.rows_heard(membership, found))
    waits = sum(row.became == Became.WAITS for row in rows)
    context = {
        "together": found,
        "words": WORDS[Task(found.task)],
        "done": [row for row in rows if row.became == Became.DONE],
        "left_out": [row for row in rows if row.became == Became.LEFT_OUT],
        "finished": len(rows) - waits,
        "total": len(rows),
    }
    answer = render(request, "passports/together.html", context)
    if found.done_at is None:
        answer.headers["Refresh"] = str(LOOK_AGAIN)
    return answer


@require_safe
def together_csv(request: HttpRequest, together_id: str) -> HttpResponseBase:
    membership, found = _found(request, together_id)
    day = found.organisation.day(found.started_at).isoformat()
    rows = queries.rows_heard(membership, found)
    name = f"{found.organisation.slug}-{found.task}-{day}"
    return exporting.download(_lines(rows), kind="csv", name=name, rows=0)


def _lines(rows: Any) -> Iterator[list[str]]:
    yield ["Case", "From", "What became of it", "Why"]
    for row in rows:
        yield [exporting.safe(each) for each in _line(row)]


def _line(row: TogetherCase) -> list[str]:
    case = row.application
    return [str(case), case.applicant.name, row.get_became_display(), row.why]
