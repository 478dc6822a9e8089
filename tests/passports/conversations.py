"""Conversations with communications, one of each kind."""

from typing import Any

from django.utils import timezone

from mercat.organisations.models import Membership
from mercat.passports import actions
from mercat.passports.models import Advice, Application
from mercat.register.models import Custodian
from tests.factories import AccountFactory
from tests.factories.council import NOW, Council
from tests.factories.models import LONG_AGO

# Their addresses, for tests/test_outsiders.py.
ADVICE = {f"passports:{name}" for name in ("application_advice", "advice", "change_message")}
ADVICE_POST_ONLY = {f"passports:{name}_advice" for name in ("take", "give_back", "settle")}
ADVICE_POST_ONLY |= {f"passports:{name}_message" for name in ("withdraw", "share", "flag")}
ADVICE_POST_ONLY |= {"passports:make_guidance"}
ADVICE_OF_MEMBERS = {
    "passports:advice_list": 200,
    "passports:ask_communications": 200,
    "passports:account_advice": 302,  # to a question of one's own
}
ASKED, ANSWERED = "CANARY-asked", "CANARY-answered"


def on_case(council: Council, state: str = "in_panel", **given: Any) -> Advice:
    application = council.case(state, at=given.get("at", NOW))
    return actions.begin_advice(
        about=application, **{"text": ASKED, "by": council.applicant, "at": NOW, **given}
    )


def on_account(council: Council, **given: Any) -> Advice:
    account = AccountFactory(organisation=council.organisation)
    for level in ("owner", "administrator"):
        look_after(account, council.colleague, level)
    return actions.begin_advice(
        about=account, **{"text": ASKED, "by": council.colleague, "at": NOW, **given}
    )


def look_after(account: Any, member: Membership, level: str = "backup") -> Custodian:
    return Custodian.objects.create(
        account=account, person=member.person, level=level, since=LONG_AGO
    )


def in_general(council: Council, **given: Any) -> Advice:
    wanted = {"subject": "Pictures", "text": ASKED, "by": council.member, "at": NOW}
    return actions.ask_communications(**{**wanted, **given})


KINDS = {"case": on_case, "account": on_account, "general": in_general}
ASKERS = {"case": "applicant", "account": "colleague", "general": "member"}


def answer(advice: Advice, by: Membership, **given: Any) -> Any:
    return actions.write_advice(advice=advice, **{"text": ANSWERED, "by": by, "at": NOW, **given})


def ids_of_advice(council: Council, application: Application) -> dict[str, str]:
    advice = actions.begin_advice(
        about=application, text=ASKED, by=council.applicant, at=timezone.now()
    )
    return {
        "advice_id": advice.public_id,
        "comment_id": advice.thread.comments.get().public_id,
    }
