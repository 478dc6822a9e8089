"""How the invented council keeps its register right: confirmed, handed over, changed together."""

from datetime import datetime, timedelta

from mercat.demo import people
from mercat.organisations import actions as organisations
from mercat.organisations.models import Membership
from mercat.passports import actions as passports
from mercat.passports.actions.certification import Said
from mercat.passports.models import CertificationAnswer
from mercat.people.models import Person
from mercat.register import actions as register
from mercat.register.bulk import actions as bulk
from mercat.register.lifecycle import BulkKind
from mercat.register.models import Account, Custodian

Members = dict[str, Membership]
Outcome = CertificationAnswer.Outcome
DAY = timedelta(days=1)


def happen(members: Members, *, at: datetime) -> None:
    _confirmed(members, at=at)
    _changed_together(members, at=at - 6 * DAY)
    _left(members, at=at - 3 * DAY)


def _confirmed(members: Members, *, at: datetime) -> None:
    """Some were asked long ago and say nothing, some answered, one tells of a change."""
    for days in (45, 30, 15):
        passports.ask_to_certify(at=at - days * DAY)
    changed = "Our mailbox is libraries.desk@strathbeg.example now"
    for who, handle, outcome, words in (
        ("morag", "StrathbegLibraries", Outcome.CHANGED, changed),
        ("elspeth", "strathbeg-council", Outcome.SAME, ""),
        ("rory", "strathbegarchive", Outcome.SAME, ""),  # his own: it begins his application
    ):
        account = Account.objects.get(handle__iexact=handle, organisation__slug="strathbeg")
        said = [Said(account, outcome, words)]
        passports.certify(said=said, by=members[who], at=at - 5 * DAY)
    passports.ask_to_certify(at=at - DAY)


def _changed_together(members: Members, *, at: datetime) -> None:
    """The roads' two accounts are posted to with one tool now."""
    keeper = members["elspeth"]
    roads = Account.objects.filter(organisation=keeper.organisation, name="Strathbeg Roads")
    chosen = bulk.choose(accounts=roads, by=keeper, at=at)
    content = {"value": "Post planner of the contact centre"}
    planned = bulk.plan(bulk=chosen, kind=BulkKind.TOOL, content=content, by=keeper)
    bulk.apply(bulk=planned, by=keeper, at=at)


def _left(members: Members, *, at: datetime) -> None:
    """A gardener who looked after the parks’ account has another post elsewhere."""
    keeper, manager = members["elspeth"], members["morag"]
    parks = Account.objects.get(organisation=keeper.organisation, handle__iexact="strathbegparks")
    person = Person.objects.create_user(
        "lorna@strathbeg.example", people.PASSWORD, name="Lorna Petrie"
    )
    gardener = organisations.add_member(
        organisation=keeper.organisation,
        person=person,
        department=parks.department,
        manager=manager.person,
        job_title="Gardener",
        roles=[],
        by=None,
        at=at - 50 * DAY,
    )
    register.add_custodian(
        account=parks,
        person=person,
        level=Custodian.Level.OWNER,
        reason="Knows every tree",
        by=keeper,
        at=at - 50 * DAY,
    )
    organisations.end_membership(membership=gardener, by=None, at=at)
    passports.follow_leavers(at=at)
