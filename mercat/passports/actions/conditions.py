"""What a decision asks of the holder: set with it, said to be done, accepted or asked again."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.files import actions as files
from mercat.files.models import StoredFile
from mercat.organisations.models import Membership
from mercat.passports import emails, rules
from mercat.passports.library import Term
from mercat.passports.lifecycle import CONDITION_MOVES, ConditionStatus, PassportStatus
from mercat.passports.models import Condition, ConditionFile, Decision, Passport


def in_words(terms: Iterable[Term]) -> str:
    """As they stand on the decision, which keeps them readable by itself."""
    line = _("{condition}, by {day}")
    return "\n".join(
        line.format(condition=term.text, day=date_format(term.due_on, "j F Y")) for term in terms
    )


def set_conditions(decision: Decision, terms: Sequence[Term]) -> list[Condition]:
    """In the transaction of the decision."""
    rows = [
        Condition(
            organisation=decision.application.organisation,
            decision=decision,
            number=number,
            key=term.key,
            text=term.text,
            check_by=term.check,
            due_on=term.due_on,
            status=check_move(CONDITION_MOVES, action="set", old="").new,
        )
        for number, term in enumerate(terms, start=1)
    ]
    return Condition.objects.bulk_create(rows)


def carry_on(old: Decision, new: Decision) -> None:
    """Where another decision asks the same, what its holder said of it stays said."""
    for condition in new.condition_set.all():
        same = {"key": condition.key, "text": condition.text}
        said = old.condition_set.filter(**same, status=ConditionStatus.SAID_DONE).first()
        if said:
            condition.status, condition.said_at = said.status, said.said_at
            condition.holder_words = said.holder_words
            condition.save(update_fields=["status", "said_at", "holder_words"])
            said.files.update(condition=condition)


@transaction.atomic
def say_done(
    *,
    condition: Condition,
    words: str,
    stored: Sequence[StoredFile] = (),
    by: Membership,
    at: datetime,
) -> Condition:
    """The holder's word for it, perhaps with files. The clerk is told."""
    condition = locked(condition)
    rules.check_can_say_done(by, condition)
    _check_asks_still(condition)
    move(condition, "say_done")
    condition.holder_words, condition.said_at, condition.asked_again = words, at, ""
    condition.save()
    for each in stored:
        if each.attached_at is None:
            files.attach(stored=each, at=at)
            ConditionFile.objects.create(condition=condition, stored=each)
    emails.queue_condition_done(condition, at=at)
    record("said_done", condition, by=by, at=at, words={"words": words})
    return condition


@transaction.atomic
def accept_condition(*, condition: Condition, by: Membership, at: datetime) -> Condition:
    condition = locked(condition)
    rules.check_can_accept_condition(by, condition)
    _check_asks_still(condition)
    move(condition, "accept")
    condition.met_at, condition.met_by = at, by.person
    condition.save()
    record("accepted", condition, by=by, at=at)
    return condition


@transaction.atomic
def ask_again(
    *, condition: Condition, words: str, due_on: date, by: Membership, at: datetime
) -> Condition:
    """Not quite yet, and why; with a day that leaves time for it."""
    condition = locked(condition)
    rules.check_can_accept_condition(by, condition)
    _check_asks_still(condition)
    move(condition, "ask_again")
    condition.asked_again, condition.due_on = words, due_on
    condition.met_at = condition.met_by = condition.reminded_on = None
    condition.reminded = ""
    condition.save()
    emails.queue_condition_again(condition, at=at)
    record("asked_again", condition, by=by, at=at, words={"words": words})
    return condition


def locked(condition: Condition) -> Condition:
    found = Condition.objects.select_for_update(of=("self",)).select_related(
        "decision__application__organisation", "decision__application__applicant"
    )
    return found.get(pk=condition.pk)


def move(condition: Condition, action: str) -> None:
    condition.status = check_move(CONDITION_MOVES, action=action, old=condition.status).new


def _check_asks_still(condition: Condition) -> None:
    valid = Passport.objects.filter(decision=condition.decision, status=PassportStatus.ACTIVE)
    if not valid.exists():
        raise Refused(_("The passport has ended, so nothing has to be done any more."))


def record(
    verb: str, condition: Condition, *, by: Membership | None, at: datetime, **more: Any
) -> None:
    audit.record(
        f"passports.condition.{verb}",
        subject=condition,
        organisation=condition.organisation,
        by=by.person if by else None,
        at=at,
        facts={"status": condition.status, "application": condition.decision.application.public_id},
        **more,
    )
