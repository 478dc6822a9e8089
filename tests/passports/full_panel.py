"""A council whose panel votes: the chair and three members, and cases as far as a test needs."""

from datetime import datetime
from typing import Any

from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.models import Application, Vote
from tests.factories import MembershipFactory, PersonFactory
from tests.factories.council import NOW, Council, decide

WORDS = {"conditions": "Ask before the election", "oppose": "There is one", "ask": "How often?"}


def votes_now(council: Council, **changed: Any) -> Council:
    """From now on the full panel decides, with the ten questions of the first set."""
    policy = actions.adopt_policy(
        organisation=council.organisation, key="full_panel", by=None, at=NOW
    )
    policy.content |= {"question_set": "speak-1", **changed}
    policy.save()
    for part in ("second", "third"):
        join(council, part, Role.PANEL_MEMBER)
    return council


def join(council: Council, part: str, *roles: Role, **fields: Any) -> Membership:
    person = PersonFactory(name=part.title(), email=f"{part}@{council.organisation.slug}.example")
    council.members[part] = MembershipFactory(
        organisation=council.organisation, person=person, roles=roles, **fields
    )
    return council.members[part]


def voted_on(council: Council, at: datetime = NOW, **votes: str) -> Application:
    """Before the panel, where everybody has said that they have no interest, with these votes."""
    application = council.case("in_panel", at=at)
    application.seats.update(interest_said=True)
    for part, choice in votes.items():
        cast(application, choice, by=council.members[part], at=at)
    return application


def cast(
    application: Application, choice: str, *, by: Membership, at: datetime = NOW, **given: Any
) -> Vote:
    given = {"words": WORDS.get(choice, ""), "revision": application.revisions.count(), **given}
    return actions.vote(application=application, choice=choice, by=by, at=at, **given)


def new_version(council: Council, application: Application, at: datetime = NOW) -> None:
    actions.ask(application=application, question="How often?", by=council.clerk, at=at)
    actions.answer(
        application=application, declarations=[], shows_name=False, by=council.applicant, at=at
    )


def decided(application: Application, *, by: Membership, **changed: Any) -> Any:
    return decide(application, by=by, at=NOW, **changed)
