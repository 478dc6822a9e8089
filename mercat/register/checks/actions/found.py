"""Accounts that the sweep found: ours after all, not ours, or somebody who pretends to be us."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Department, Membership
from mercat.platforms import Account as Recognised
from mercat.platforms import recognise
from mercat.register import actions as register
from mercat.register.checks import rules
from mercat.register.checks.lifecycle import FOUND_MOVES, FoundState
from mercat.register.checks.models import FoundAccount, Watch
from mercat.register.models import Account
from mercat.register.reports import actions as reports
from mercat.register.reports.lifecycle import Doing


@transaction.atomic
def adopt(
    *,
    found: FoundAccount,
    name: str,
    department: Department | None,
    by: Membership,
    at: datetime,
) -> Account:
    """It comes on the register as it stands: in use, without a passport, not confirmed yet."""
    found = _locked(found)
    rules.check_can_judge_found(by, found)
    check_move(FOUND_MOVES, action="adopt", old=found.state)
    recognised = recognise(found.url)
    if not isinstance(recognised, Recognised):
        raise Refused(_("This address is no account any more. Say that it is not ours."))
    particulars = register.Particulars(
        name=name, department=department, purpose="", audience="", custodians=()
    )
    account = register.enter(
        organisation=found.organisation,
        recognised=recognised,
        particulars=particulars,
        by=by.person,
        at=at,
        is_confirmed=False,
    )
    page = found.pages[0] if found.pages else ""
    Watch.objects.get_or_create(account=account, defaults={"next_at": at, "page": page})
    found.account = account
    _judge(found, "adopt", FoundState.ADOPTED, by=by, at=at)
    return account


@transaction.atomic
def ignore_found(*, found: FoundAccount, by: Membership, at: datetime) -> FoundAccount:
    """Not ours, for ever: the sweep does not bring it up again."""
    return _decide(found, "ignore", FoundState.IGNORED, by=by, at=at)


@transaction.atomic
def report(*, found: FoundAccount, reason: str, by: Membership, at: datetime) -> FoundAccount:
    """It pretends to be us. The look-up says nothing of it until two people have agreed."""
    found = _decide(found, "report", FoundState.FALSE, by=by, at=at, reason=reason)
    recognised = recognise(found.url)
    if not isinstance(recognised, Recognised):
        raise Refused(_("This address is no account any more. Say that it is not ours."))
    reports.report(
        organisation=found.organisation,
        recognised=recognised,
        does=Doing.PRETENDS,
        words=reason,
        by=by.person,
        at=at,
    )
    return found


@transaction.atomic
def reconsider(*, found: FoundAccount, by: Membership, at: datetime) -> FoundAccount:
    return _decide(found, "reconsider", FoundState.FOUND, by=by, at=at)


def _decide(
    found: FoundAccount,
    action: str,
    new: FoundState,
    *,
    by: Membership,
    at: datetime,
    reason: str = "",
) -> FoundAccount:
    found = _locked(found)
    rules.check_can_judge_found(by, found)
    check_move(FOUND_MOVES, action=action, old=found.state, new=new)
    found.reason = reason
    return _judge(found, action, new, by=by, at=at)


def _locked(found: FoundAccount) -> FoundAccount:
    locked = FoundAccount.objects.select_for_update(of=("self",))
    return locked.select_related("organisation").get(pk=found.pk)


def _judge(
    found: FoundAccount, action: str, new: FoundState, *, by: Membership, at: datetime
) -> FoundAccount:
    found.state, found.judged_by, found.judged_at = new, by.person, at
    found.save()
    audit.record(
        f"register.found.{action}",
        subject=found,
        organisation=found.organisation,
        by=by.person,
        at=at,
        facts={"platform": found.platform, "new": new},
        words={"reason": found.reason} if found.reason else None,
    )
    return found
