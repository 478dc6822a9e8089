"""What was seen becomes what we believe: a no is repeated first, and a person judges trouble."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from mercat.audit import actions as audit
from mercat.register.checks.asking.proofs import Report
from mercat.register.checks.asking.seen import Outcome, Sighting
from mercat.register.checks.lifecycle import (
    CHECKED,
    SAYS_SOMETHING,
    Kind,
    Result,
    State,
    Trouble,
)
from mercat.register.checks.models import Code, Finding, Proof, Watch
from mercat.register.lifecycle import Status
from mercat.register.models import Account

USUAL = timedelta(days=7)
AGAIN = timedelta(hours=6)  # when a no, or a failure, is to be repeated


@transaction.atomic
def record(*, watch: Watch, report: Report, at: datetime) -> None:
    account = Account.objects.select_for_update().get(pk=watch.account_id)
    watch = Watch.objects.select_for_update().get(pk=watch.pk)
    if account.status not in CHECKED:  # it changed while we asked
        return put_off(watch=watch, account=account, at=at)
    doubts = [_keep_proof(account, outcome, at=at) for outcome in report.outcomes]
    sure = _judge(account, watch, report.sighting, at=at)
    _settle_unproven(account, at=at)
    failed = report.sighting.result == Result.ERROR
    watch.next_at = at + (AGAIN if failed or not sure or any(doubts) else USUAL)
    watch.checked_at, watch.claimed_until = at, None
    watch.save()
    return None


def put_off(*, watch: Watch, account: Account, at: datetime) -> None:
    """An account that is not to be looked at. Of a person's own one, nothing is kept."""
    if account.status == Status.OWN:
        for table in (Proof, Finding, Code, Watch):
            table.objects.filter(account=account).delete()
        return
    Watch.objects.filter(pk=watch.pk).update(next_at=at + USUAL, claimed_until=None)


def _keep_proof(account: Account, outcome: Outcome, *, at: datetime) -> bool:
    """Whether it is in doubt: a no after a yes, seen once."""
    old = Proof.objects.filter(account=account, kind=outcome.kind).first()
    proof = old or Proof(account=account, kind=outcome.kind, result=outcome.result)
    before = proof.latest_result
    proof.latest_result, proof.latest_seen = outcome.result, outcome.seen[:500]
    proof.checked_at = at
    doubted = _is_doubted(proof, before, outcome)
    if old is None or (outcome.result in SAYS_SOMETHING and not doubted):
        _believe(proof, outcome, at=at)
    proof.save()
    return doubted


def _is_doubted(proof: Proof, before: str, outcome: Outcome) -> bool:
    """The code was put there for a moment only: that it is gone says nothing."""
    if proof.result != Result.FOUND or outcome.result != Result.NOT_FOUND:
        return False
    return outcome.kind == Kind.BIO_CODE or before != Result.NOT_FOUND


def _believe(proof: Proof, outcome: Outcome, *, at: datetime) -> None:
    lost = proof.result == Result.FOUND and outcome.result == Result.NOT_FOUND and proof.pk
    proof.result, proof.seen = outcome.result, outcome.seen[:500]
    proof.evidence_url = outcome.evidence_url[:2000]
    if outcome.result == Result.FOUND:
        proof.found_at = at
    if lost and not _other_proofs(proof).exists():
        seen = f"{proof.get_kind_display()}: no longer. It was the last sign of it."
        sighting = Sighting(Result.NOT_FOUND, Trouble.UNPROVEN, outcome.evidence_url, seen)
        _raise(proof.account, sighting, at=at)


def _other_proofs(proof: Proof) -> QuerySet[Proof]:
    found = Proof.objects.filter(account=proof.account_id, result=Result.FOUND)
    return found.exclude(pk=proof.pk)


def _judge(account: Account, watch: Watch, sighting: Sighting, *, at: datetime) -> bool:
    """Whether what was seen is believed, or says nothing at all."""
    if sighting.result == Result.FOUND:
        watch.doubt, watch.seen_at = "", at
        watch.stable_id = watch.stable_id or sighting.stable_id
        _settle(account, {Trouble.GONE, Trouble.RENAMED, Trouble.REPLACED}, at=at)
        return True
    if sighting.trouble is None:
        return True
    # A new name is seen from both sides, so once is enough.
    if watch.doubt == sighting.trouble or sighting.trouble == Trouble.RENAMED:
        watch.doubt = sighting.trouble
        _raise(account, sighting, at=at)
        return True
    watch.doubt = sighting.trouble
    return False


def _raise(account: Account, sighting: Sighting, *, at: datetime) -> None:
    trouble, called = Trouble(str(sighting.trouble)), sighting.now_called
    same = Finding.objects.filter(
        account=account, trouble=trouble, key=called.key if called else ""
    ).order_by("-found_at")
    latest = same.filter(stable_id=sighting.stable_id).first()
    if latest and latest.state in {State.OPEN, State.IGNORED}:
        Finding.objects.filter(pk=latest.pk).update(latest_at=at)
        return
    _settle(account, {trouble}, at=at)  # what was seen before is out of date
    finding = Finding.objects.create(
        organisation_id=account.organisation_id,
        account=account,
        trouble=trouble,
        platform=account.platform,
        key=called.key if called else "",
        handle=called.handle if called else "",
        url=called.url if called else "",
        old_handle=account.handle,
        stable_id=sighting.stable_id,
        evidence_url=sighting.evidence_url[:2000],
        seen=sighting.seen[:500],
        found_at=at,
        latest_at=at,
    )
    _record("raised", finding, at=at)


def _settle_unproven(account: Account, *, at: datetime) -> None:
    if Proof.objects.filter(account=account, result=Result.FOUND).exists():
        _settle(account, {Trouble.UNPROVEN}, at=at)


def _settle(account: Account, troubles: set[Trouble], *, at: datetime) -> None:
    found = Finding.objects.filter(account=account, trouble__in=troubles, state=State.OPEN)
    for finding in found:
        finding.state = State.SETTLED
        finding.save(update_fields=["state"])
        _record("settled", finding, at=at)


def _record(what: str, finding: Finding, *, at: datetime) -> None:
    audit.record(
        f"register.finding.{what}",
        subject=finding.account,
        organisation=finding.organisation,
        by=None,
        at=at,
        facts={"finding": finding.public_id, "trouble": finding.trouble},
        words={"seen": finding.seen},
    )
