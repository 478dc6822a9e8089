"""An invented trust that has closed: its register still answers, and nobody signs in to it."""

from datetime import datetime, timedelta

from mercat.archive import actions as archive
from mercat.archive.models import Closing
from mercat.organisations.models import Organisation
from mercat.people.models import Person

PLANNED, CLOSED = timedelta(days=70), timedelta(days=30)
WORDS = (
    "Strathbeg Leisure ran the pools, the halls and the ice rink for eleven years. Strathbeg "
    "Council runs them now. Everything that we said stands here, to be read. Thank you for "
    "swimming with us."
)
CONTACT = "Records team, Strathbeg Council, records@strathbeg.example"


def close(organisation: Organisation, *, operator: Person, agrees: Person, at: datetime) -> None:
    closing = archive.plan(
        organisation=organisation,
        words={"en": WORDS},
        contact=CONTACT,
        closes_on=organisation.day(at - CLOSED),
        accounts=Closing.Accounts.ENDED,
        by=operator,
        at=at - PLANNED,
    )
    closing = archive.confirm(closing=closing, by=agrees, at=at - PLANNED + timedelta(days=1))
    archive.seal(closing=closing, by=operator, at=at - CLOSED)
