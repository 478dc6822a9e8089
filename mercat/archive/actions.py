"""Plan a closing, confirm it, carry it out, and undo it."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction

from mercat.archive import emails, guards, queries, rules
from mercat.archive.lifecycle import MOVES, ClosingStatus
from mercat.archive.models import Closing
from mercat.audit import actions as audit
from mercat.common.fields import Words
from mercat.common.lifecycle import check_move
from mercat.common.markdown import words_of
from mercat.common.models import ActLink, OutboxMail
from mercat.organisations import actions as organisations
from mercat.organisations.models import Organisation
from mercat.people.models import Person, SignIn
from mercat.register import actions as register
from mercat.register.lifecycle import OPEN, Status
from mercat.register.models import Account


@transaction.atomic
def plan(
    *,
    organisation: Organisation | None,
    words: dict[str, str],
    contact: str,
    closes_on: date,
    accounts: str,
    by: Person,
    at: datetime,
) -> Closing:
    """A plan that changes has to be confirmed anew."""
    rules.check_can_close(by)
    _lock(organisation)
    closing = queries.live(organisation) or Closing(organisation=organisation)
    if closing.pk and closing.status != ClosingStatus.PLANNED:
        check_move(MOVES, action="plan", old=closing.status)
        emails.queue_dropped(closing, at=at)  # its day may be another now, and its words
    closing.status, closing.confirmed_by, closing.confirmed_at = ClosingStatus.PLANNED, None, None
    closing.words, closing.contact, closing.closes_on = Words(words), contact, closes_on
    closing.accounts, closing.planned_by, closing.planned_at = accounts, by.audit_key, at
    closing.save()
    facts = {"closes_on": closes_on.isoformat(), "accounts": accounts}
    emails.queue_planned(closing, by=by, at=at)
    _record("planned", closing, by=by, at=at, facts=facts, words={"words": words})
    return closing


@transaction.atomic
def confirm(*, closing: Closing, by: Person, at: datetime) -> Closing:
    closing = _locked(closing)
    rules.check_can_confirm(by, closing)
    check_move(MOVES, action="confirm", old=closing.status)
    closing.status, closing.confirmed_by = ClosingStatus.CONFIRMED, by.audit_key
    closing.confirmed_at = at
    closing.save(update_fields=["status", "confirmed_by", "confirmed_at"])
    emails.queue_confirmed(closing, at=at)
    _record("confirmed", closing, by=by, at=at)
    return closing


@transaction.atomic
def drop(*, closing: Closing, by: Person, at: datetime) -> Closing:
    rules.check_can_close(by)
    closing = _locked(closing)
    check_move(MOVES, action="drop", old=closing.status)
    if closing.is_confirmed:
        emails.queue_dropped(closing, at=at)
    closing.status = ClosingStatus.DROPPED
    closing.save(update_fields=["status"])
    _record("dropped", closing, by=by, at=at)
    return closing


@transaction.atomic
def seal(*, closing: Closing, by: Person | None, at: datetime) -> Closing:
    """Everything ends in one transaction; after it nothing changes any more."""
    closing = _locked(closing)
    rules.check_can_seal(closing, at=at)
    open_ones = Organisation.objects.filter(sealed_at=None).select_for_update().order_by("pk")
    ours = open_ones.filter(pk=closing.organisation_id) if closing.organisation_id else open_ones
    ended = Counter[str]()
    sealed = list(ours)
    for organisation in sealed:
        ended += _end(organisation, closing, by=by, at=at)
    register.remove_own_of_leavers(at=at)
    if closing.organisation is None:
        ended += _end_site()
    closing.status, closing.sealed_at, closing.ended = ClosingStatus.SEALED, at, dict(ended)
    closing.save(update_fields=["status", "sealed_at", "ended"])
    for organisation in sealed:
        organisations.seal(
            organisation=organisation, words=closing.words, contact=closing.contact, at=at
        )
        _record("sealed", closing, by=by, at=at, facts=dict(ended), of=organisation)
        audit.seal(organisation=organisation, at=at)
    if closing.organisation is None:
        _record("sealed", closing, by=by, at=at, facts=dict(ended))
        audit.seal(organisation=None, at=at)
    guards.draw()
    return closing


@transaction.atomic
def reopen(*, closing: Closing, reason: str, at: datetime) -> Closing:
    """Alone exempt from the seal. Members can sign in again; what else ended stays ended."""
    check_move(MOVES, action="reopen", old=closing.status)
    guards.lift()
    closing = _locked(closing)
    sealed = Organisation.objects.filter(sealed_at=closing.sealed_at).select_for_update()
    ours = sealed.filter(pk=closing.organisation_id) if closing.organisation_id else sealed
    back = list(ours.order_by("pk"))
    if closing.organisation is None:
        audit.unseal(organisation=None)
    for organisation in back:
        audit.unseal(organisation=organisation)
        organisations.unseal(organisation=organisation)
    closing.status, closing.reopened_at = ClosingStatus.REOPENED, at
    closing.save(update_fields=["status", "reopened_at"])
    for of in back:
        _record("reopened", closing, by=None, at=at, words={"reason": reason}, of=of)
    if closing.organisation is None:
        _record("reopened", closing, by=None, at=at, words={"reason": reason})
    guards.draw()
    return closing


def _end(
    organisation: Organisation, closing: Closing, *, by: Person | None, at: datetime
) -> Counter[str]:
    """What was open there. The mail that waits is not sent: it would lead to closed doors."""
    ended = Counter[str]()
    if closing.accounts == Closing.Accounts.ENDED:
        ended["accounts"] = _end_accounts(organisation, closing, by=by, at=at)
    done = organisations.end_all(organisation=organisation, at=at)
    ended.update(done.as_facts())
    waiting = OutboxMail.objects.filter(organisation_id=organisation.public_id, sent_at=None)
    ended["mails"] = waiting.delete()[0]
    return ended


def _end_accounts(
    organisation: Organisation, closing: Closing, *, by: Person | None, at: datetime
) -> int:
    found = list(Account.objects.filter(organisation=organisation, status__in=OPEN).order_by("pk"))
    for account in found:
        register.set_status(
            account=account,
            status=Status.CLOSED_PARKED,
            since=organisation.day(at),
            by=by,
            at=at,
            reason=words_of(str(closing.words), most=490),
        )
    return len(found)


def _end_site() -> dict[str, int]:
    """Nobody is signed in to what is closed, and no link in a mail opens anything."""
    Session.objects.all().delete()
    ActLink.objects.filter(used_at=None).delete()
    mails = OutboxMail.objects.filter(sent_at=None).delete()[0]
    return {"sign_ins": SignIn.objects.all().delete()[0], "mails": mails}


def _lock(organisation: Organisation | None) -> None:
    if organisation:
        Organisation.objects.select_for_update().get(pk=organisation.pk)


def _locked(closing: Closing) -> Closing:
    return Closing.objects.select_for_update(of=("self",)).get(pk=closing.pk)


def _record(
    verb: str,
    closing: Closing,
    *,
    by: Person | None,
    at: datetime,
    facts: dict[str, Any] | None = None,
    words: dict[str, Any] | None = None,
    of: Organisation | None = None,
) -> None:
    audit.record(
        f"archive.closing.{verb}",
        subject=closing,
        organisation=of or closing.organisation,
        by=by,
        at=at,
        facts=facts,
        words=words,
    )
