"""Many cases at once: what was ticked is written down first, then each is done by itself.

One that changed since it was looked at is left out and says so; the others go. Whoever presses
twice starts it once. What a stopped server leaves undone, the worker goes on with.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.passports import emails, queries, rules
from mercat.passports.actions import moving, nudging
from mercat.passports.actions.letters import letter_of
from mercat.passports.actions.panel import open_case
from mercat.passports.actions.release import release
from mercat.passports.lifecycle import MOST_TOGETHER, Became, Task
from mercat.passports.models import Application, Together, TogetherCase

LEFT_ALONE = timedelta(minutes=1)  # after that nobody is at it any more
EVENTS = {Task.RELEASE: "released", Task.OPEN: "opened", Task.REMIND: "reminded"}


def start_together(
    *, task: Task, chosen: Mapping[str, str], key: UUID, by: Membership, at: datetime
) -> Together:
    """`chosen`: by public id, the mark of what was looked at. The same key is the same press."""
    rules.check_can_do_together(by, task)
    if not chosen:
        raise Refused(_("Tick the cases first."))
    if len(chosen) > MOST_TOGETHER:
        raise Refused(_("At most 100 cases go together. Tick fewer, and then the rest."))
    try:
        with transaction.atomic():
            return _start(task, chosen, key=key, by=by, at=at)
    except IntegrityError:
        return Together.objects.get(key=key, organisation=by.organisation_id)


def _start(
    task: Task, chosen: Mapping[str, str], *, key: UUID, by: Membership, at: datetime
) -> Together:
    together = Together.objects.create(
        organisation=by.organisation, by=by.person, task=task, key=key, started_at=at
    )
    heard = queries.heard_by(by).select_related(None).filter(public_id__in=list(chosen))
    TogetherCase.objects.bulk_create(
        TogetherCase(together=together, application=case, mark=chosen[case.public_id])
        for case in heard.order_by("due_on", "pk")
    )
    return together


def go_on_together(*, together: Together, at: datetime) -> Together:
    """Whatever still waits in it, one after the other; then the event that sums it up."""
    if together.done_at is None and together.task == Task.REMIND:
        _remind(together, at=at)
    elif together.done_at is None:
        for key in list(together.rows.filter(became=Became.WAITS).values_list("pk", flat=True)):
            _do(key, at=at)
    if together.done_at is None:
        _sum_up(together, at=at)
        together.refresh_from_db()
    return together


def advance_together(*, at: datetime) -> int:
    """What a stopped server left half-way; returns how many."""
    left = Together.objects.filter(
        done_at=None, started_at__lt=at - LEFT_ALONE, organisation__sealed_at=None
    )
    found = list(left.select_related("organisation", "by").order_by("pk")[:10])
    for together in found:
        go_on_together(together=together, at=at)
    return len(found)


@transaction.atomic
def _do(key: int, *, at: datetime) -> None:
    rows = TogetherCase.objects.select_for_update(of=("self",)).select_related(
        "application__organisation", "together__organisation", "together__by"
    )
    row = rows.get(pk=key)
    if row.became != Became.WAITS:
        return
    try:
        with transaction.atomic():
            _check_and_act(row, at=at)
        row.became, row.done_on = Became.DONE, row.together.organisation.day(at)
    except (Refused, NotAllowed) as said:
        row.became, row.why = Became.LEFT_OUT, str(said)[:300]
    row.save(update_fields=["became", "why", "done_on"])


def _check_and_act(row: TogetherCase, *, at: datetime) -> None:
    together, task = row.together, Task(row.together.task)
    by = organisations.membership_of(together.organisation, together.by)
    if by is None:
        raise Refused(_("Whoever started this has left."))
    application = moving.locked(row.application)
    nudging.check_waits(application, task)
    DO[task](application, row.mark, by, at)


def _release(application: Application, mark: str, by: Membership, at: datetime) -> None:
    decision = queries.standing_decision(application)
    text = letter_of(application, decision) if decision else ""
    if decision is None or emails.mark_of(decision, text) != mark:
        raise Refused(_("Its decision or its letter changed after you looked at it."))
    release(application=application, text=text, by=by, at=at)


def _open(application: Application, _mark: str, by: Membership, at: datetime) -> None:
    open_case(application=application, tells=False, by=by, at=at)


DO: dict[Task, Callable[[Application, str, Membership, datetime], None]] = {
    Task.RELEASE: _release,
    Task.OPEN: _open,
}


@transaction.atomic
def _remind(together: Together, *, at: datetime) -> None:
    """All of them in one go, so that nobody gets forty mails."""
    rows = list(
        together.rows.select_for_update().filter(became=Became.WAITS).order_by("application")
    )
    keys = [row.application_id for row in rows]
    cases = Application.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    by = organisations.membership_of(together.organisation, together.by)
    found = list(cases.select_related("organisation", "applicant", "policy"))
    why_not = nudging.remind_people(found, by=by, at=at) if by else {}
    for row in rows:
        row.why = why_not.get(row.application_id, _("Whoever started this has left."))
        row.became = Became.LEFT_OUT if row.why else Became.DONE
        row.done_on = None if row.why else together.organisation.day(at)
    TogetherCase.objects.bulk_update(rows, ["became", "why", "done_on"])


@transaction.atomic
def _sum_up(together: Together, *, at: datetime) -> None:
    locked = Together.objects.select_for_update(of=("self",)).select_related("organisation", "by")
    together = locked.get(pk=together.pk)
    rows = list(together.rows.select_related("application").order_by("pk"))
    if together.done_at or any(row.became == Became.WAITS for row in rows):
        return
    if together.task == Task.OPEN:
        done = [row.application_id for row in rows if row.became == Became.DONE]
        emails.queue_panel_of_many(together.organisation, done, at=at)
    together.counts = dict(Counter(str(row.became) for row in rows))
    together.report_sha256, together.done_at = sha256_of(rows), at
    together.save()
    audit.record(
        f"passports.together.{EVENTS[Task(together.task)]}",
        subject=together,
        organisation=together.organisation,
        by=together.by,
        at=at,
        facts={"counts": together.counts, "report_sha256": together.report_sha256},
    )


def sha256_of(rows: list[TogetherCase]) -> str:
    """Of every row: which case, which letter, what became of it and why."""
    lines = sorted([row.application.public_id, row.mark, row.became, row.why] for row in rows)
    return hashlib.sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()
