"""A change that needs a second person: asked for, then agreed, declined or taken back."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.register import emails, rules
from mercat.register.actions import applying
from mercat.register.actions.recording import locked, record
from mercat.register.lifecycle import Kind, Outcome
from mercat.register.models import Account, Change


@transaction.atomic
def propose(
    *,
    account: Account,
    kind: Kind,
    content: dict[str, Any],
    reason: str,
    by: Membership,
    at: datetime,
) -> Change:
    account = locked(account)
    rules.check_can_edit(by, account)
    return put_up(account, kind, content, reason=reason, by=by, at=at)


def put_up(
    account: Account,
    kind: Kind,
    content: dict[str, Any],
    *,
    reason: str,
    by: Membership,
    at: datetime,
) -> Change:
    """On the locked account, as a part of another action; who may was asked there."""
    applying.check(account, kind, content)
    change = Change(
        organisation_id=account.organisation_id,
        account=account,
        kind=kind,
        content=content,
        reason=reason,
        proposed_by=by.person,
        proposed_at=at,
    )
    _save_once(change)
    emails.queue_change_proposed(change, at=at)
    words = {"content": content, **({"reason": reason} if reason else {})}
    record("change.proposed", account, by=by.person, at=at, facts=_facts(change), words=words)
    return change


def _save_once(change: Change) -> None:
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError as error:
        raise Refused(
            _(
                "A change of this waits already: {kind}. It has to be settled, or taken back, "
                "first."
            ).format(kind=change.get_kind_display().lower())
        ) from error


@transaction.atomic
def agree(*, change: Change, by: Membership, at: datetime) -> Change:
    """Makes it so, and publishes it."""
    account = locked(change.account)
    change = _locked(change)
    rules.check_can_agree(by, change)
    applying.apply(change, account, by=by, at=at)
    _settle(change, Outcome.AGREED, by=by, at=at)
    emails.queue_change_settled(change, at=at)
    record("change.agreed", account, by=by.person, at=at, facts=_facts(change))
    return change


@transaction.atomic
def decline(*, change: Change, reason: str, by: Membership, at: datetime) -> Change:
    change = _locked(change)
    rules.check_can_agree(by, change)
    _settle(change, Outcome.DECLINED, reason=reason, by=by, at=at)
    emails.queue_change_settled(change, at=at)
    record(
        "change.declined",
        change.account,
        by=by.person,
        at=at,
        facts=_facts(change),
        words={"reason": reason},
    )
    return change


@transaction.atomic
def withdraw(*, change: Change, by: Membership, at: datetime) -> Change:
    change = _locked(change)
    rules.check_can_withdraw(by, change)
    _settle(change, Outcome.WITHDRAWN, by=by, at=at)
    record("change.withdrawn", change.account, by=by.person, at=at, facts=_facts(change))
    return change


def _locked(change: Change) -> Change:
    return (
        Change.objects.select_for_update(of=("self",))
        .select_related("account", "account__organisation", "proposed_by")
        .get(pk=change.pk)
    )


def _settle(
    change: Change, outcome: Outcome, *, by: Membership, at: datetime, reason: str = ""
) -> None:
    change.outcome, change.decided_by, change.decided_at = outcome, by.person, at
    change.decision_reason = reason
    change.save()


def _facts(change: Change) -> dict[str, str]:
    return {"kind": change.kind, "change": change.public_id}
