from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.rules import has_role
from mercat.passports.lifecycle import (
    PassportStatus,
)
from mercat.passports.models import (
    Passport,
)
from mercat.passports.rules import PERMISSIONS
from mercat.register import rules as register
from mercat.register.lifecycle import OPEN as IN_USE
from mercat.register.models import Account


def passports_seen_by(membership: Membership) -> QuerySet[Passport]:
    passports = Passport.objects.filter(organisation=membership.organisation_id).select_related(
        "holder", "account", "department", "organisation", "application", "decision"
    )
    if has_role(membership, PERMISSIONS["see all passports"]):
        return passports
    return passports.filter(holder=membership.person_id)


def passports_listed(membership: Membership) -> QuerySet[Passport]:
    """Joined with no more than a list shows: a join to the organisation keeps SQLite from reading
    the index in its order.
    """
    found = passports_seen_by(membership).select_related(None)
    return found.select_related("holder", "account", "department")


def passports_of(membership: Membership) -> QuerySet[Passport]:
    return passports_seen_by(membership).filter(holder=membership.person_id).order_by("-starts_on")


def member_seen_by(membership: Membership, person_id: str) -> Membership | None:
    """Anyone here, for those who see all passports or who looks after what; oneself, for all."""
    members = Membership.objects.filter(
        organisation=membership.organisation_id, person__public_id=person_id
    ).select_related("person", "department")
    sees_all = has_role(membership, PERMISSIONS["see all passports"])
    if not (sees_all or register.can_see_all_custodians(membership)):
        members = members.filter(person=membership.person_id)
    return members.order_by("-started_at").first()


def public_passports() -> QuerySet[Passport]:
    """Of organisations whose domain is verified: others cannot speak in public here."""
    return Passport.objects.filter(
        organisation__in=organisations.publishing_organisations()
    ).select_related("holder", "account__publication", "department", "organisation", "application")


def accounts_without_valid_passport(accounts: Iterable[Account]) -> dict[int, PassportStatus]:
    """Of those that had a passport and have none that is valid now: suspended, or expired.

    One query.
    """
    passports = Passport.objects.filter(account__in=accounts)
    held: dict[int, set[str]] = {}
    for key, status in passports.values_list("account_id", "status"):
        held.setdefault(key, set()).add(status)
    return {
        key: PassportStatus.SUSPENDED
        if PassportStatus.SUSPENDED in statuses
        else PassportStatus.EXPIRED
        for key, statuses in held.items()
        if PassportStatus.ACTIVE not in statuses
    }


def emergencies_ended() -> QuerySet[Passport]:
    """Emergency passports that ended, of accounts in use that no valid passport covers now."""
    valid = Passport.objects.filter(account=OuterRef("account"), status=PassportStatus.ACTIVE)
    ended = Passport.objects.filter(
        decision=None,
        status=PassportStatus.EXPIRED,
        account__status__in=IN_USE,
        organisation__sealed_at=None,
    )
    return (
        ended.exclude(Exists(valid))
        .select_related("organisation", "holder", "account", "application")
        .order_by("expires_on", "pk")
    )


def emergencies_to_settle(organisation: Organisation) -> QuerySet[Passport]:
    """Those whose case is over too: somebody has to say what becomes of the account."""
    ended = emergencies_ended().filter(organisation=organisation)
    return ended.filter(application__ended_at__isnull=False)


def valid_passport_of(organisation: Organisation, *, platform: str, key: str) -> Passport | None:
    """Whose passport covers this account now."""
    found = Passport.objects.filter(
        organisation=organisation,
        account__platform=platform,
        account__key=key,
        status=PassportStatus.ACTIVE,
    )
    return found.select_related("holder").order_by("-expires_on").first()
