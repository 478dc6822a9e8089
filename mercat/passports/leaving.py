"""What people who left have left behind: the rows that say so, and the things themselves."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mercat.organisations.models import Membership, Organisation
from mercat.passports.lifecycle import LIVE
from mercat.passports.models import Handover, Passport
from mercat.passports.rules import can_settle_any_handover, sees_all_handovers
from mercat.register.lifecycle import OPEN as IN_USE
from mercat.register.lifecycle import Kind as ChangeKind
from mercat.register.models import Account, Change, Custodian

LETS_IN = (Custodian.Level.OWNER, Custodian.Level.ADMINISTRATOR, Custodian.Level.BACKUP)
HERE = Membership.objects.filter(
    organisation=OuterRef("organisation"), person=OuterRef("person"), ended_at=None
)


def _open() -> QuerySet[Handover]:
    return Handover.objects.filter(settled_at=None, organisation__sealed_at=None)


def leavers() -> QuerySet[Membership]:
    """Ended memberships whose person left something that nobody has noted.

    It grows with those who ever left, not with the register: of each the custodian's and the
    holder's index are asked.
    """
    newer = Membership.objects.filter(
        organisation=OuterRef("organisation"), person=OuterRef("person"), pk__gt=OuterRef("pk")
    )
    noted = _open().filter(membership=OuterRef(OuterRef("pk")))
    parts = Custodian.objects.filter(
        person=OuterRef("person"),
        account__organisation=OuterRef("organisation"),
        account__status__in=IN_USE,
        until=None,
    ).exclude(Exists(noted.filter(account=OuterRef("account"))))
    passports = Passport.objects.filter(
        holder=OuterRef("person"),
        organisation=OuterRef("organisation"),
        status__in=LIVE,
    ).exclude(Exists(noted.filter(passport=OuterRef("pk"))))
    return (
        Membership.objects.filter(
            Exists(parts) | Exists(passports),
            ended_at__isnull=False,
            organisation__sealed_at=None,
        )
        .exclude(Exists(HERE))
        .exclude(Exists(newer))
        .select_related("organisation", "person", "manager")
        .order_by("pk")
    )


def accounts_left(membership: Membership) -> QuerySet[Account]:
    parts = Custodian.objects.filter(
        account=OuterRef("pk"), person=membership.person_id, until=None
    )
    noted = _open().filter(membership=membership, account=OuterRef("pk"))
    return Account.objects.filter(
        Exists(parts), ~Exists(noted), organisation=membership.organisation_id, status__in=IN_USE
    ).order_by("pk")


def passports_left(membership: Membership) -> QuerySet[Passport]:
    noted = _open().filter(membership=membership, passport=OuterRef("pk"))
    return Passport.objects.filter(
        ~Exists(noted),
        holder=membership.person_id,
        organisation=membership.organisation_id,
        status__in=LIVE,
    ).order_by("pk")


def to_settle_by_themselves() -> QuerySet[Handover]:
    """Open rows whose person is back, or whose thing is nobody's to settle any more."""
    still_part = Custodian.objects.filter(
        account=OuterRef("account"), person=OuterRef("membership__person"), until=None
    )
    back = Membership.objects.filter(
        organisation=OuterRef("organisation"),
        person=OuterRef("membership__person"),
        ended_at=None,
    )
    of_account = Q(account__isnull=False) & (~Q(account__status__in=IN_USE) | ~Exists(still_part))
    of_passport = Q(passport__isnull=False) & ~Q(passport__status__in=LIVE)
    return (
        _open()
        .annotate(is_back=Exists(back))
        .filter(of_account | of_passport | Q(is_back=True))
        .select_related("account", "passport", "organisation")
        .order_by("pk")
    )


def organisations_to_remind(*, at: datetime) -> QuerySet[Organisation]:
    # A day of slack for zones east of here; `to_remind` asks the organisation's own day.
    soon = _open().filter(reminded_at=None, due_on__lte=at.date() + timedelta(days=1))
    return Organisation.objects.filter(pk__in=soon.values("organisation")).order_by("pk")


def to_remind(organisation: Organisation, *, at: datetime) -> QuerySet[Handover]:
    return (
        _open()
        .filter(organisation=organisation, reminded_at=None, due_on__lte=organisation.day(at))
        .select_related("membership__person")
        .order_by("pk")
    )


def seen_by(membership: Membership) -> QuerySet[Handover]:
    """All that waits, for those who keep things right; for a manager, what their people left."""
    found = _open().filter(organisation=membership.organisation_id)
    if not sees_all_handovers(membership):
        found = found.filter(membership__manager=membership.person_id)
    return found.select_related(
        "account",
        "passport__application",
        "passport__account",
        "membership__person",
        "membership__manager",
        "organisation",
    )


def asked_to_close(accounts: list[int]) -> set[int]:
    """Of these, those whose closing waits for a second person. One query."""
    waiting = Change.objects.filter(account__in=accounts, kind=ChangeKind.STATUS, outcome="")
    return set(waiting.values_list("account_id", flat=True))


def short_of_administrators(accounts: list[int]) -> set[int]:
    """Of these, those that fewer than two people who work here can let somebody in to."""
    here = Membership.objects.filter(
        organisation=OuterRef("account__organisation"), person=OuterRef("person"), ended_at=None
    )
    held = Custodian.objects.filter(
        Exists(here), account__in=accounts, level__in=LETS_IN, until=None
    )
    able: dict[int, set[int]] = {each: set() for each in accounts}
    for account, person in held.values_list("account_id", "person_id"):
        able[account].add(person)
    return {account for account, people in able.items() if len(people) < 2}


def waiting_for(membership: Membership) -> QuerySet[Handover]:
    """What this person should see to: their own people's, and what has no manager here."""
    manager_is_here = Membership.objects.filter(
        organisation=OuterRef("organisation"),
        person=OuterRef("membership__manager"),
        ended_at=None,
    )
    wanted: Any = Q(membership__manager=membership.person_id)
    if can_settle_any_handover(membership):
        wanted |= ~Exists(manager_is_here)
    found = _open().filter(wanted, organisation=membership.organisation_id)
    return found.select_related("account", "passport__application", "membership__person").order_by(
        F("due_on"), "pk"
    )
