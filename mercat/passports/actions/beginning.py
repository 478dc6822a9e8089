"""Whoever certifies an account that nobody ever decided on finds an application begun for it.

With what the register knows, as a draft that they may go on with, leave, or withdraw; once for each
account. Until then the account is on the record as it is, and in no breach of anything.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.passports import queries
from mercat.passports.actions import draft
from mercat.passports.models import Application, Certification, SectionAnswers
from mercat.passports.question_sets import Question
from mercat.platforms import Account as Recognised
from mercat.platforms import recognise
from mercat.register import queries as register
from mercat.register.models import Account, Custodian

Level = Custodian.Level


def begin_for(*, accounts: Iterable[Account], by: Membership, at: datetime) -> list[Application]:
    """On locked accounts, as a part of certifying. Those that need it, and that `by` owns."""
    found = queries.accounts_to_begin(by, accounts) if queries.has_policy(by.organisation) else []
    return [_begin(account, by=by, at=at) for account in found]


def _begin(account: Account, *, by: Membership, at: datetime) -> Application:
    application = draft.start(by=by, at=at)
    known = known_of(account, by=by)
    question_set = queries.question_set_of(application)
    for section in question_set.sections:
        answers = {
            each.key: known[each.key]
            for each in section.questions
            if each.key in known and _fits(each, known[each.key])
        }
        if answers:
            SectionAnswers.objects.create(
                application=application,
                section=section.key,
                answers=answers,
                row_version=1,
                saved_by=by.person,
                saved_at=at,
            )
    application.title = account.full_name[:160]
    application.save(update_fields=["title"])
    Certification.objects.filter(account=account).update(begun=application, begun_at=at)
    return application


def _fits(question: Question, answer: Any) -> bool:
    """The form would take it as it is; what is too long is left for a person to shorten."""
    if question.type == "choice":
        return question.option(answer) is not None
    return not (isinstance(answer, str) and question.max_length) or len(answer) <= (
        question.max_length or 0
    )


def known_of(account: Account, *, by: Membership) -> dict[str, Any]:
    """What the register says, as answers; what it does not know is not answered."""
    recognised = recognise(account.url, platform=account.platform)
    is_account = isinstance(recognised, Recognised)
    known = {
        "request": "record",
        "department": account.department.public_id if account.department else "",
        "account_name": account.name,
        "account": {"typed": account.url, **recognised._asdict()} if is_account else None,
        "purpose": str(account.purpose),
        "audience": str(account.audience),
        "owner": by.person.email,
        "mailbox": _team_mailbox(account),
        **_administrators(account),
    }
    return {key: answer for key, answer in known.items() if answer}


def _team_mailbox(account: Account) -> str:
    """One person's own address is none."""
    is_members = account.mailbox and organisations.member_by_email(
        account.organisation, account.mailbox
    )
    return "" if is_members else account.mailbox


def _administrators(account: Account) -> dict[str, str]:
    """Of those who work here; the two are never the same person."""
    here = organisations.active_members(account.organisation).values("person")
    named: dict[str, str] = {}
    for each in register.custodians_of(account).filter(person__in=here):
        email = each.person.email
        if each.level in {Level.ADMINISTRATOR, Level.BACKUP} and email not in named.values():
            named.setdefault(each.level, email)
    return named
