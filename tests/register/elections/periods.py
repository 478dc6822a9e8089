"""A pre-election period of the council, and people who look after its accounts."""

from datetime import date, datetime, timedelta
from typing import Any

from mercat.platforms import recognise
from mercat.register import actions as register
from mercat.register.elections import actions
from mercat.register.elections.models import Period, Proposal
from mercat.register.models import Account, Custodian
from tests.factories import AccountFactory
from tests.factories.council import NOW, Council

FIRST, LAST = date(2026, 11, 25), date(2026, 12, 9)
OWN = "https://x.com/IshbelRae"
DAY = timedelta(days=1)


def noon(day: date) -> datetime:
    return NOW.replace(year=day.year, month=day.month, day=day.day, hour=12)


def make_period(council: Council, *, at: datetime = NOW, **changed: Any) -> Period:
    given = {
        "name": "Council by-election",
        "starts_on": FIRST,
        "ends_on": LAST,
        "rules_text": "Say nothing for or against a candidate.",
        "by": council.keeper,
        **changed,
    }
    return actions.set_period(**given, at=at)


def held(council: Council, *parts: str, **fields: Any) -> Account:
    """An account in use, published, which these look after."""
    account: Account = AccountFactory(organisation=council.organisation, **fields)
    for part in parts:
        Custodian.objects.create(
            account=account, person=council.members[part].person, level="owner", since=NOW
        )
    register.publish(account=account, at=NOW)
    return account


def own(council: Council, part: str = "colleague") -> Account:
    recognised: Any = recognise(OWN)
    return actions.list_own(
        recognised=recognised, name="Ishbel Rae", by=council.members[part], at=NOW
    )


def a_proposal() -> Proposal:
    """Of the operator, to a nation where nobody of the tests is."""
    found = Proposal.objects.filter(nation="northern_ireland").first()
    return found or actions.propose(
        nation="northern_ireland", name="Election", starts_on=FIRST, ends_on=LAST, by=None, at=NOW
    )


def ids_of_a_period(council: Council) -> dict[str, str]:
    return {"period_id": make_period(council).public_id}
