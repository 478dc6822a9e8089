from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from mercat.files.models import StoredFile
from mercat.organisations.models import Organisation
from mercat.register.checks.lifecycle import CHECKED, OPEN_TO_ALL, FoundState, Kind, Result, State
from mercat.register.checks.models import Code, Finding, FoundAccount, Proof, Sweep, Watch
from mercat.register.models import Account


def findings_of(organisation: Organisation) -> QuerySet[Finding]:
    return Finding.objects.filter(organisation=organisation).select_related(
        "account", "organisation", "judged_by"
    )


def findings_to_judge(organisation: Organisation) -> QuerySet[Finding]:
    return findings_of(organisation).filter(state=State.OPEN)


def to_tell(organisation: Organisation) -> tuple[QuerySet[Finding], QuerySet[FoundAccount]]:
    """What waits for a keeper who was not told of it yet, the oldest first."""
    findings = findings_to_judge(organisation).filter(told_at=None)
    found = found_accounts(organisation, state=FoundState.FOUND).filter(told_at=None)
    return findings.order_by("found_at", "pk"), found.order_by("found_at", "pk")


def organisations_to_tell() -> QuerySet[Organisation]:
    findings = Finding.objects.filter(state=State.OPEN, told_at=None)
    found = FoundAccount.objects.filter(state=FoundState.FOUND, told_at=None)
    waiting = Q(pk__in=findings.values("organisation")) | Q(pk__in=found.values("organisation"))
    return Organisation.objects.filter(waiting, sealed_at=None).order_by("pk")


def proofs_of(account: Account) -> list[Proof]:
    """What speaks for it first. Of a person's own account there is nothing to see."""
    if account.status not in CHECKED:
        return []
    found = Proof.objects.filter(account=account).select_related("by")
    return sorted(found, key=lambda proof: (proof.result != "found", proof.get_kind_display()))


def public_proofs_of(accounts: Iterable[Account]) -> dict[int, list[Proof]]:
    """What anybody can see for themselves, of the accounts that are looked at. One query."""
    checked = [each.pk for each in accounts if each.status in CHECKED]
    found = Proof.objects.filter(account__in=checked, result=Result.FOUND, kind__in=OPEN_TO_ALL)
    by_account: dict[int, list[Proof]] = {}
    for proof in found.order_by("kind") if checked else ():
        by_account.setdefault(proof.account_id, []).append(proof)
    return by_account


def picture_of(account: Account) -> StoredFile | None:
    """Of what a colleague saw there last."""
    attested = Proof.objects.filter(account=account, kind=Kind.ATTESTED, picture__isnull=False)
    proof = attested.select_related("picture").first()
    return proof.picture if proof else None


def watch_of(account: Account) -> Watch | None:
    return Watch.objects.filter(account=account).first()


def code_of(account: Account, *, at: datetime) -> Code | None:
    return Code.objects.filter(account=account, expires_at__gt=at).first()


def found_accounts(organisation: Organisation, *, state: str) -> QuerySet[FoundAccount]:
    found = FoundAccount.objects.filter(organisation=organisation, state=state)
    return found.select_related("judged_by", "account")


def found_account(organisation: Organisation, public_id: str) -> FoundAccount | None:
    found = FoundAccount.objects.filter(organisation=organisation, public_id=public_id)
    return found.select_related("organisation", "judged_by", "account").first()


def sweeps_of(organisation: Organisation) -> QuerySet[Sweep]:
    found = Sweep.objects.filter(domain__organisation=organisation)
    return found.select_related("domain").order_by("domain__host")
