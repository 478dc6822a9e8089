"""A person judges what the checks found."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.platforms import Account as Recognised
from mercat.platforms import recognise
from mercat.register import actions as register
from mercat.register.checks import rules
from mercat.register.checks.lifecycle import MOVES, State, Trouble
from mercat.register.checks.models import Finding, Watch


@transaction.atomic
def rename(*, finding: Finding, by: Membership, at: datetime) -> Finding:
    """The register takes over the name that the account has now; the old one stays known."""
    finding = _locked(finding)
    rules.check_can_judge(by, finding)
    recognised = recognise(finding.url)
    if finding.trouble != Trouble.RENAMED or not isinstance(recognised, Recognised):
        raise Refused(_("The checks saw no new name. Say that it is lost, or that all is well."))
    register.rename(account=finding.account, recognised=recognised, how=finding.seen, by=by, at=at)
    _watch_anew(finding, stable_id=finding.stable_id, at=at)
    return _judge(finding, "rename", State.RENAMED, reason="", by=by, at=at)


@transaction.atomic
def lose(*, finding: Finding, since: date, reason: str, by: Membership, at: datetime) -> Finding:
    finding = _locked(finding)
    rules.check_can_judge(by, finding)
    register.lose(account=finding.account, since=since, reason=reason, by=by, at=at)
    return _judge(finding, "lose", State.LOST, reason=reason, by=by, at=at)


@transaction.atomic
def ignore(*, finding: Finding, reason: str, by: Membership, at: datetime) -> Finding:
    """All is well: what was seen is how it should be, and is not raised again."""
    finding = _locked(finding)
    rules.check_can_judge(by, finding)
    if finding.trouble == Trouble.REPLACED:
        _watch_anew(finding, stable_id=finding.stable_id, at=at)
    return _judge(finding, "ignore", State.IGNORED, reason=reason, by=by, at=at)


def _locked(finding: Finding) -> Finding:
    return (
        Finding.objects.select_for_update(of=("self",))
        .select_related("account", "organisation")
        .get(pk=finding.pk)
    )


def _watch_anew(finding: Finding, *, stable_id: str, at: datetime) -> None:
    Watch.objects.filter(account=finding.account).update(
        stable_id=stable_id, doubt="", next_at=at, claimed_until=None
    )


def _judge(
    finding: Finding, action: str, new: State, *, reason: str, by: Membership, at: datetime
) -> Finding:
    check_move(MOVES, action=action, old=finding.state, new=new)
    finding.state, finding.reason = new, reason
    finding.judged_by, finding.judged_at = by.person, at
    finding.save()
    audit.record(
        f"register.finding.{action}",
        subject=finding.account,
        organisation=finding.organisation,
        by=by.person,
        at=at,
        facts={"finding": finding.public_id, "trouble": finding.trouble},
        words={"reason": reason} if reason else None,
    )
    return finding
