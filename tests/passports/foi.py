"""A council with an FOI officer and a small register, and an answer drafted from it."""

from datetime import date
from decimal import Decimal
from typing import Any

from mercat.organisations.models import Membership
from mercat.passports import actions
from mercat.passports.models import CertificationAnswer, FoiAnswer
from mercat.register.models import Account, Custodian
from tests.factories import AccountFactory, MembershipFactory
from tests.factories.council import NOW, Council


def officer_of(council: Council) -> Membership:
    made: Membership = MembershipFactory(
        organisation=council.organisation, person__name="Fay Officer", roles=["foi_officer"]
    )
    return made


def harbour_of(council: Council) -> Account:
    account: Account = AccountFactory(
        organisation=council.organisation,
        name="Harbour",
        handle="Harbour",
        department=council.department,
        purpose={"en": "Berths"},
        opened_on=date(2019, 4, 1),
        tool="Poster",
        contract="Until March 2027",
        mailbox="canary@strathbeg.example",
        administrator_count=7,
    )
    council.manager.job_title = "Harbour master"
    council.manager.save()
    Custodian.objects.create(
        account=account, person=council.manager.person, level="owner", since=NOW
    )
    return account


def certified(account: Account, by: Membership, *, blocked: int | None, spent: str | None) -> None:
    CertificationAnswer.objects.create(
        organisation=account.organisation,
        account=account,
        outcome="same",
        blocked=blocked,
        spent=Decimal(spent) if spent else None,
        answered_by=by.person,
        answered_at=NOW,
    )


def drafted(council: Council, *, by: Membership | None = None, **given: Any) -> FoiAnswer:
    asked = {"reference": "FOI 2026/114", "received_on": None, **given}
    return actions.begin_foi(**asked, by=by or officer_of(council), at=NOW)


def judged(answer: FoiAnswer, by: Membership) -> None:
    """Every note in brackets is taken out."""
    for part in answer.parts.all():
        if "[" in part.text:
            actions.change_foi_part(
                part=part, text="We hold nothing.", row_version=part.row_version, by=by, at=NOW
            )


def one_foi(council: Council) -> dict[str, Any]:
    """What stands in the addresses."""
    harbour_of(council)
    answer = drafted(council)
    other = drafted(council)
    return {
        "foi_id": answer.public_id,
        "other_id": other.public_id,
        "key": "covering",
        "number": 1,
    }
