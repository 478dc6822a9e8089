from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common import links
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import emails, queries, rules
from mercat.passports.actions import beginning
from mercat.passports.actions.asking import again
from mercat.passports.models import Certification, CertificationAnswer
from mercat.register import actions as register
from mercat.register.models import Account

Outcome = CertificationAnswer.Outcome


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of one account. `spent` is in pounds, in the last year."""

    account: Account
    outcome: str
    words: str = ""
    blocked: int | None = None
    spent: Decimal | None = None


@transaction.atomic
def certify(
    *, said: list[Said], by: Membership, at: datetime, link: ActLink | None = None
) -> list[CertificationAnswer]:
    """All of it or nothing. A link is used up by it."""
    if link:
        links.spend(link, at=at)
    if not said:
        raise Refused(_("Say of one account at least how things are."))
    keys = sorted(each.account.pk for each in said)
    list(Account.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    allowed = set(queries.accounts_to_certify(by).values_list("pk", flat=True))
    for each in said:
        rules.check_can_certify(by, each.account, asked=each.account.pk in allowed)
    answers = [_certify(each, by=by, at=at) for each in said]
    used = [each.account for each in said if each.outcome != Outcome.UNUSED]
    beginning.begin_for(accounts=used, by=by, at=at)
    if told := [each for each in answers if each.outcome != Outcome.SAME]:
        emails.queue_told(told, by=by, at=at)
    return answers


def _certify(said: Said, *, by: Membership, at: datetime) -> CertificationAnswer:
    answer = CertificationAnswer.objects.create(
        organisation=by.organisation,
        account=said.account,
        outcome=said.outcome,
        words=said.words,
        blocked=said.blocked,
        spent=said.spent,
        answered_by=by.person,
        answered_at=at,
    )
    if said.outcome != Outcome.UNUSED:
        register.confirm(account=said.account, at=at)
    _begin_again(said.account, by=by, at=at)
    audit.record(
        "passports.account.certified",
        subject=said.account,
        organisation=by.organisation,
        by=by.person,
        at=at,
        facts={"outcome": said.outcome, "blocked": said.blocked, "spent": str(said.spent or "")},
        words={"words": said.words} if said.words else None,
    )
    return answer


def _begin_again(account: Account, *, by: Membership, at: datetime) -> None:
    """An account that is not used any more is the keeper's now; nobody is asked again meanwhile."""
    today, days = by.organisation.day(at), queries.certify_days(by.organisation)
    certification = Certification.objects.filter(account=account).first() or Certification(
        account=account, organisation=by.organisation
    )
    again(certification, today=today, days=days)
    certification.save()


@transaction.atomic
def deal_with_answer(
    *, answer: CertificationAnswer, by: Membership, at: datetime
) -> CertificationAnswer:
    """The keeper has done what somebody's answer asks for."""
    rules.check_can_follow_certification(by)
    answer = CertificationAnswer.objects.select_for_update().get(pk=answer.pk)
    if answer.dealt_with_at is None:
        answer.dealt_with_at = at
        answer.save(update_fields=["dealt_with_at"])
        audit.record(
            "passports.certification.dealt_with",
            subject=answer,
            organisation=by.organisation,
            by=by.person,
            at=at,
        )
    return answer
