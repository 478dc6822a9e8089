"""What the public told the invented council, and an election that it prepares for."""

from datetime import datetime, timedelta

from mercat.organisations.models import Membership, Organisation
from mercat.people import actions as people
from mercat.people.models import Person
from mercat.platforms import Account as Recognised
from mercat.platforms import recognise
from mercat.register.elections import actions as elections
from mercat.register.elections.forms import RULES
from mercat.register.reports import actions as reports

DAY = timedelta(days=1)
PRETENDS = "https://www.facebook.com/StrathbegCouncilPrizes"
REPORTS = (
    ("pretends", "It uses the council’s crest, and says that I have won free bus travel.", 3),
    ("asks", "They wrote that I have to pay two pounds by card to get the bus pass.", 1),
)


def happen(organisation: Organisation, members: dict[str, Membership], *, at: datetime) -> None:
    account = recognise(PRETENDS)
    if isinstance(account, Recognised):
        for does, words, ago in REPORTS:
            reports.report(
                organisation=organisation,
                recognised=account,
                does=does,
                words=words,
                at=at - ago * DAY,
            )
    first = organisation.day(at) + 30 * DAY
    elections.set_period(
        name=f"By-election in Strathbeg North, {first + 40 * DAY:%B %Y}",
        starts_on=first,
        ends_on=first + 40 * DAY,
        rules_text=str(RULES),
        by=members["elspeth"],
        at=at - DAY,
    )
    _propose(organisation, members["hamish"].person, at=at)


def _propose(organisation: Organisation, operator: Person, *, at: datetime) -> None:
    """Hamish runs the site as well, and proposes the days of an election to the nation."""
    people.make_operator(person=operator, is_operator=True, at=at - 2 * DAY)
    operator.refresh_from_db()
    first = organisation.day(at) + 120 * DAY
    elections.propose(
        nation=organisation.nation,
        name=f"Local elections, {first + 45 * DAY:%B %Y}",
        starts_on=first,
        ends_on=first + 45 * DAY,
        by=operator,
        at=at - 2 * DAY,
    )
    elections.follow_proposals(at=at - 2 * DAY)
