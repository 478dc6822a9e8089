from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.passports.lifecycle import ASK_STEPS
from mercat.passports.models import (
    Application,
    Certification,
    CertificationAnswer,
    SectionAnswers,
)
from mercat.register.lifecycle import OPEN as IN_USE
from mercat.register.models import Account, Custodian


def accounts_without_certification() -> QuerySet[Account]:
    return (
        Account.objects.filter(certification=None, status__in=IN_USE, organisation__sealed_at=None)
        .select_related("organisation")
        .order_by("pk")
    )


def _due(at: datetime) -> QuerySet[Certification]:
    # A day of slack for zones east of here; `due_certifications` asks the organisation's own day.
    return Certification.objects.filter(
        next_on__lte=at.date() + timedelta(days=1), account__status__in=IN_USE
    )


def organisations_with_due_certifications(*, at: datetime) -> QuerySet[Organisation]:
    found = Organisation.objects.filter(sealed_at=None, pk__in=_due(at).values("organisation"))
    return found.order_by("pk")


def due_certifications(organisation: Organisation, *, at: datetime) -> QuerySet[Certification]:
    found = _due(at).filter(organisation=organisation, next_on__lte=organisation.day(at))
    return found.select_related("account").order_by("pk")


def accounts_to_certify(membership: Membership) -> QuerySet[Account]:
    """Those that this member looks after, and those about which they were asked; soonest first.

    Who was asked may answer although the question went on to somebody else by now.
    """
    looks_after = Custodian.objects.filter(
        account=OuterRef("pk"), person=membership.person_id, until=None
    ).exclude(level=Custodian.Level.PUBLISHER)
    asked = Q(certification__asked=membership.person_id) | _asked_as_manager(membership)
    if has_role(membership, {Role.ADVISER}):
        asked |= Q(certification__step__in=_since("communications"))
    return (
        Account.objects.filter(Exists(looks_after) | asked)
        .filter(organisation=membership.organisation_id, status__in=IN_USE)
        .select_related("certification", "department", "organisation")
        .order_by(F("certification__due_on").asc(nulls_last=True), "pk")
    )


def _asked_as_manager(membership: Membership) -> Q:
    team = organisations.newest_memberships(membership.organisation).filter(
        manager=membership.person_id
    )
    theirs = Custodian.objects.filter(
        account=OuterRef("pk"), person__in=team.values("person"), until=None
    )
    return Q(Exists(theirs), certification__step__in=_since("manager"))


def _since(step: str) -> list[str]:
    """This step and those after it."""
    keys = [each.key for each in ASK_STEPS]
    return keys[keys.index(step) :]


def accounts_to_begin(member: Membership, accounts: Iterable[Account]) -> list[Account]:
    """Of these, in use and owned by the member, those that nobody ever applied for or began."""
    owned = Custodian.objects.filter(
        account=OuterRef("pk"), person=member.person_id, level=Custodian.Level.OWNER, until=None
    )
    recorded = Account.objects.filter(
        Exists(owned),
        pk__in=[each.pk for each in accounts],
        status__in=IN_USE,
        passport=None,
        certification__begun_at=None,
    )
    found = list(recorded.select_related("organisation", "department").order_by("name", "pk"))
    if not found:
        return []
    keys = [each.key for each in found]
    cases = SectionAnswers.objects.filter(
        application__organisation=member.organisation_id,
        application__ended_at=None,
        answers__account__key__in=keys,
    )
    applied_for = set(cases.values_list("answers__account__key", flat=True))
    return [each for each in found if each.key not in applied_for]


def begun_with(answers: list[CertificationAnswer]) -> QuerySet[Application]:
    """The drafts that were begun as these were given."""
    return Application.objects.filter(
        certification__account__in=[each.account_id for each in answers],
        certification__begun_at__in={each.answered_at for each in answers},
    ).order_by("title", "pk")


def certifications_of(organisation: Organisation, *, step: str = "") -> QuerySet[Certification]:
    """The pipeline: of the accounts in use, at this step if one is named."""
    found = Certification.objects.filter(organisation=organisation, account__status__in=IN_USE)
    return (found.filter(step=step) if step else found).select_related("account", "asked")


def answers_to_deal_with(organisation: Organisation) -> QuerySet[CertificationAnswer]:
    return (
        CertificationAnswer.objects.filter(organisation=organisation, dealt_with_at=None)
        .exclude(outcome=CertificationAnswer.Outcome.SAME)
        .select_related("account", "answered_by", "organisation")
    )


def latest_certification(account: Account) -> CertificationAnswer | None:
    found = CertificationAnswer.objects.filter(account=account).select_related("answered_by")
    return found.order_by("-answered_at").first()
