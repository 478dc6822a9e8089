"""An account goes to another organisation here: asked for, then accepted, refused or taken back.

Each transaction writes into one organisation's chain alone. Whoever takes it says so first and
whoever gave it ends afterwards, so that the public never reads that it is nobody's.
"""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership, Organisation
from mercat.platforms import Account as Recognised
from mercat.platforms import recognise
from mercat.register import emails, rules
from mercat.register.actions.custodians import count_administrators, finish
from mercat.register.actions.entering import Particulars, enter
from mercat.register.actions.recording import locked
from mercat.register.actions.status import set_status
from mercat.register.lifecycle import OPEN, Status, TransferOutcome
from mercat.register.models import Account, Custodian, Transfer

ALREADY = "This account waits for another organisation’s answer already."


@transaction.atomic
def offer(
    *, account: Account, to: Organisation, reason: str, by: Membership, at: datetime
) -> Transfer:
    account = locked(account)
    rules.check_can_keep(by, account)
    if account.status not in OPEN:
        raise Refused(_("Only an account in use can go to another organisation."))
    transfer = Transfer(
        account=account,
        organisation=by.organisation,
        to=to,
        reason=reason,
        asked_by=by.person,
        asked_at=at,
    )
    try:
        with transaction.atomic():
            transfer.save()
    except IntegrityError as error:
        raise Refused(_(ALREADY)) from error
    emails.queue_transfer(transfer, "offered", organisation=to, at=at)
    _record("offered", transfer, account, by=by, at=at, words={"reason": reason})
    return transfer


def accept(*, transfer: Transfer, by: Membership, at: datetime) -> Transfer:
    """On their register and published first, then no longer ours; tick ends what was killed."""
    transfer = _accept(transfer, by=by, at=at)
    _end(transfer, at=at)
    return transfer


@transaction.atomic
def _accept(transfer: Transfer, *, by: Membership, at: datetime) -> Transfer:
    transfer = _locked(transfer)
    rules.check_can_answer_transfer(by, transfer)
    old = transfer.account
    if old.status not in OPEN:
        raise Refused(_("They have closed this account meanwhile, so there is nothing to take."))
    recognised = recognise(old.url)
    if not isinstance(recognised, Recognised):
        raise Refused(_("Its address cannot be read. Ask them to correct it first."))
    said = Particulars(
        name=old.name,
        department=None,
        purpose=str(old.purpose),
        audience=str(old.audience),
        custodians=((by.person, Custodian.Level.ADMINISTRATOR),),
    )
    transfer.taken_as = enter(
        organisation=by.organisation, recognised=recognised, particulars=said, by=by.person, at=at
    )
    _answer(transfer, TransferOutcome.ACCEPTED, by=by, at=at)
    _record("accepted", transfer, transfer.taken_as, by=by, at=at)
    return transfer


@transaction.atomic
def _end(transfer: Transfer, *, at: datetime) -> None:
    transfer = _locked(transfer)
    if transfer.ended_at or transfer.outcome != TransferOutcome.ACCEPTED:
        return
    account = locked(transfer.account)
    reason = _("Run by {organisation} now.").format(organisation=transfer.to)
    for custodian in account.custodians.filter(until=None):
        finish(custodian, reason=reason, at=at)
    count_administrators(account)
    today = transfer.organisation.day(at)
    set_status(
        account=account,
        status=Status.CLOSED_RELEASED,
        since=today,
        reason=reason,
        by=transfer.asked_by,
        at=at,
    )
    transfer.ended_at = at
    transfer.save(update_fields=["ended_at"])
    emails.queue_transfer(transfer, "accepted", organisation=transfer.organisation, at=at)
    _record("ended", transfer, account, by=None, at=at)


def finish_transfers(*, at: datetime) -> int:
    """Those that were accepted by a process that was killed before it ended the other side."""
    accepted = Transfer.objects.filter(outcome=TransferOutcome.ACCEPTED, ended_at=None)
    left = list(accepted.filter(organisation__sealed_at=None, to__sealed_at=None)[:100])
    for transfer in left:
        _end(transfer, at=at)
    return len(left)


@transaction.atomic
def refuse(*, transfer: Transfer, reason: str, by: Membership, at: datetime) -> Transfer:
    transfer = _locked(transfer)
    rules.check_can_answer_transfer(by, transfer)
    transfer.answer_reason = reason
    _answer(transfer, TransferOutcome.REFUSED, by=by, at=at)
    emails.queue_transfer(transfer, "refused", organisation=transfer.organisation, at=at)
    _record("refused", transfer, transfer, by=by, at=at, words={"reason": reason})
    return transfer


@transaction.atomic
def take_back(*, transfer: Transfer, by: Membership, at: datetime) -> Transfer:
    transfer = _locked(transfer)
    rules.check_can_take_back_transfer(by, transfer)
    _answer(transfer, TransferOutcome.TAKEN_BACK, by=by, at=at)
    _record("taken_back", transfer, transfer.account, by=by, at=at)
    return transfer


def _locked(transfer: Transfer) -> Transfer:
    found = Transfer.objects.select_for_update(of=("self",))
    return found.select_related("account", "organisation", "to", "asked_by").get(pk=transfer.pk)


def _answer(transfer: Transfer, outcome: TransferOutcome, *, by: Membership, at: datetime) -> None:
    transfer.outcome, transfer.answered_by, transfer.answered_at = outcome, by.person, at
    transfer.save()


def _record(
    verb: str,
    transfer: Transfer,
    subject: Any,
    *,
    by: Membership | None,
    at: datetime,
    **rest: Any,
) -> None:
    """In the chain of whoever does it; what the other does stands in the other's."""
    audit.record(
        f"register.transfer.{verb}",
        subject=subject,
        organisation=by.organisation if by else transfer.organisation,
        by=by.person if by else None,
        at=at,
        facts={"transfer": transfer.public_id},
        **rest,
    )
