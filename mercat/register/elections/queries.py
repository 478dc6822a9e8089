from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mercat.organisations.models import Membership, Organisation
from mercat.people.models import Person
from mercat.register import queries as register
from mercat.register.elections.lifecycle import State
from mercat.register.elections.models import (
    Acknowledgement,
    Candidate,
    Partnership,
    Period,
    Proposal,
)
from mercat.register.lifecycle import OPEN, Status
from mercat.register.models import Account, Custodian


def periods_of(organisation: Organisation) -> QuerySet[Period]:
    return Period.objects.filter(organisation=organisation).select_related("organisation", "set_by")


def proposals() -> QuerySet[Proposal]:
    """To all nations, with how many organisations were asked, set it, or do not want it."""
    counted = {
        "asked_count": Count("period"),
        "set_count": Count("period", filter=Q(period__state__in=[State.SET, State.CALLED_OFF])),
        "declined_count": Count("period", filter=Q(period__state=State.DECLINED)),
        "waiting_count": Count("period", filter=Q(period__state=State.PROPOSED)),
    }
    return Proposal.objects.annotate(**counted)


def proposals_to_spread(*, today: date) -> QuerySet[Proposal]:
    return Proposal.objects.filter(withdrawn_at=None, ends_on__gte=today).order_by("pk")


def not_told_of(proposal: Proposal) -> QuerySet[Organisation]:
    """Organisations of the nation that know nothing of these days yet, from this or elsewhere."""
    days = {"starts_on": proposal.starts_on, "ends_on": proposal.ends_on}
    known = Period.objects.filter(organisation=OuterRef("pk"), **days)
    here = Organisation.objects.filter(nation=proposal.nation)
    return here.filter(~Exists(known.exclude(state=State.WITHDRAWN))).order_by("pk")


def to_take_back() -> QuerySet[Period]:
    """Proposed to an organisation that has not answered, and withdrawn since."""
    waiting = Period.objects.filter(state=State.PROPOSED, proposal__withdrawn_at__isnull=False)
    return waiting.filter(organisation__sealed_at=None).order_by("pk")


def proposals_of(organisation: Organisation) -> QuerySet[Period]:
    return periods_of(organisation).filter(state=State.PROPOSED).order_by("starts_on", "pk")


def current_or_next(organisation: Organisation, today: date) -> Period | None:
    """The one that runs, else the next to come."""
    here = periods_of(organisation).filter(state=State.SET, ends_on__gte=today)
    return here.order_by("starts_on", "pk").first()


def overlapping(organisation: Organisation, starts_on: date, ends_on: date) -> QuerySet[Period]:
    here = Period.objects.filter(organisation=organisation, state=State.SET)
    return here.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)


def accounts_in(period: Period) -> QuerySet[Account]:
    """Those in use, which the period is about."""
    return register.accounts_of(period.organisation).filter(status__in=OPEN)


def holders_of(accounts: Iterable[Account]) -> dict[int, list[Custodian]]:
    """Who looks after each of them now. One query."""
    held: dict[int, list[Custodian]] = {}
    found = Custodian.objects.filter(account__in=list(accounts), until=None)
    for each in found.select_related("person").order_by("since", "pk"):
        held.setdefault(each.account_id, []).append(each)
    return held


def people_to_ask(period: Period) -> QuerySet[Person]:
    """Those who look after an account in use, work here, and were not asked yet."""
    holds = Custodian.objects.filter(
        person=OuterRef("pk"),
        until=None,
        account__organisation=period.organisation,
        account__status__in=OPEN,
    )
    works = Membership.objects.filter(
        person=OuterRef("pk"), organisation=period.organisation, ended_at=None
    )
    asked = Acknowledgement.objects.filter(period=period, person=OuterRef("pk"))
    found = Person.objects.filter(Exists(holds), Exists(works), ~Exists(asked), is_active=True)
    return found.order_by("pk")


def to_chase(period: Period, *, before: date) -> QuerySet[Acknowledgement]:
    """Those who were asked before that day, have not acknowledged, and still work here."""
    works = Membership.objects.filter(
        person=OuterRef("person"), organisation=period.organisation, ended_at=None
    )
    waiting = period.acknowledgements.filter(acknowledged_at=None, asked_on__lt=before)
    return waiting.filter(Exists(works)).select_related("person").order_by("pk")


def acknowledgement_of(period: Period, person: Person) -> Acknowledgement | None:
    return period.acknowledgements.filter(person=person).first()


def acknowledgements_of(period: Period) -> QuerySet[Acknowledgement]:
    return period.acknowledgements.select_related("person")


def acknowledgements_by_person(period: Period, people: Iterable[int]) -> dict[int, Acknowledgement]:
    found = period.acknowledgements.filter(person__in=set(people))
    return {each.person_id: each for each in found}


def waiting_for(membership: Membership, *, today: date) -> QuerySet[Acknowledgement]:
    """What this person was asked to read, and has not."""
    waiting = Acknowledgement.objects.filter(person=membership.person_id, acknowledged_at=None)
    here = waiting.filter(
        period__organisation=membership.organisation,
        period__state=State.SET,
        period__ends_on__gte=today,
    )
    return here.select_related("period").order_by("period__starts_on")


def partnerships_of(period: Period) -> QuerySet[Partnership]:
    found = period.partnerships.select_related("account", "hands_over")
    return found.order_by("account__name", "pk")


def candidates_of(period: Period) -> QuerySet[Candidate]:
    found = period.candidates.filter(ended_at=None)
    return found.select_related("person", "said_by").order_by("person__name", "pk")


def candidacy_of(period: Period, person: Person) -> Candidate | None:
    return candidates_of(period).filter(person=person).first()


def to_run(*, at: datetime) -> list[Period]:
    """Set, and not over where they are. Few: one of each organisation."""
    found = Period.objects.filter(
        state=State.SET, ends_on__gte=at.date(), organisation__sealed_at=None
    ).select_related("organisation")
    # A day behind the server's is still today somewhere west of it.
    return list(found.order_by("pk"))


def candidates_to_follow() -> QuerySet[Candidate]:
    """Whose own accounts are hidden, or have to be; done with are those that are shown again."""
    found = Candidate.objects.filter(shown_at=None, period__organisation__sealed_at=None)
    found = found.exclude(hidden_at=None, ended_at__isnull=False)
    return found.select_related("period__organisation", "person").order_by("pk")


def own_accounts(candidate: Candidate) -> QuerySet[Account]:
    return register.own_accounts_of(candidate.person, candidate.period.organisation)


def stands_now(person: Person, organisation: Organisation, *, today: date) -> Candidate | None:
    """Their candidacy in a period that runs today."""
    running = Q(period__state=State.SET, period__starts_on__lte=today, period__ends_on__gte=today)
    found = Candidate.objects.filter(running, person=person, ended_at=None)
    return found.filter(period__organisation=organisation, shown_at=None).first()


def is_own(account: Account) -> bool:
    return account.status == Status.OWN
