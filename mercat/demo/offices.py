"""Whom to ask, a complaint, a hold, programs, what the nights have destroyed: all invented."""

from datetime import datetime, timedelta

from mercat.home.about import complaining
from mercat.home.about.contacts import change_contacts
from mercat.home.models import Disposal
from mercat.home.retention import disposing, holding
from mercat.organisations import actions as organisations
from mercat.organisations.models import Membership, Organisation

CONTACTS = {
    "safeguarding": {"name": "Duty social worker, day and night", "phone": "01632 960 114"},
    "data_protection": {"name": "Records team", "email": "records@strathbeg.example"},
    "accessibility": {"name": "Web team", "email": "web@strathbeg.example"},
    "press": {"name": "Press desk", "phone": "01632 960 115", "email": "press@strathbeg.example"},
}
COMPLAINT = (
    "You sent me a reply in public on the museum's page, with my street in it. Take it away."
)
PROGRAMS = {
    "Council website": ["register:read"],
    "Forms on the intranet": ["applications:read", "applications:write"],
}
DESTROYED = (("mails", 41, 3), ("invitations", 6, 3), ("drafts", 2, 12))


def fill(organisation: Organisation, administrator: Membership, *, now: datetime) -> None:
    change_contacts(
        organisation=organisation,
        contacts=CONTACTS,
        by=administrator.person,
        at=now - timedelta(days=30),
    )
    organisation.refresh_from_db()
    complaining.complain(
        organisation=organisation,
        name="Jean Moncrieff",
        email="jean@moncrieff.example",
        text=COMPLAINT,
        at=now - timedelta(days=4),
    )
    holding.place_hold(
        by=administrator,
        at=now - timedelta(days=9),
        about="person",
        person=administrator.person,
        reason="foi",
        note="FOI 2026/114, all mail about the roads account",
        until=None,
    )
    for name, scopes in PROGRAMS.items():
        token, _ = organisations.make_token(
            organisation=organisation,
            name=name,
            scopes=scopes,
            by=administrator.person,
            at=now - timedelta(days=20),
        )
        if token.acts_for_people:
            organisations.allow_program(token=token, by=administrator, at=now - timedelta(days=19))
    for rule, count, days in DESTROYED:
        at = now - timedelta(days=days)
        disposing.add_line(rule, count, organisation, how=Disposal.How.PERIOD, at=at)
