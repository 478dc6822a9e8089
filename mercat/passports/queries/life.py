from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mercat.organisations.models import Membership
from mercat.organisations.rules import has_role
from mercat.passports.lifecycle import LIVE, NOTICE_DAYS, OPEN, PassportStatus, Revoking
from mercat.passports.models import (
    PanelSeat,
    Passport,
    Renewal,
    Revocation,
    Suspension,
)
from mercat.passports.rules import PERMISSIONS
from mercat.register.lifecycle import OPEN as IN_USE
from mercat.register.models import Account


def suspension_of(passport: Passport) -> Suspension | None:
    found = passport.suspensions.filter(ended_at=None).select_related("passport__application")
    return found.first()


def revocations_seen_by(membership: Membership) -> QuerySet[Revocation]:
    """Its holder, and those who read cases, unless they stepped out of this one."""
    readable = Q(passport__holder=membership.person_id)
    if has_role(membership, PERMISSIONS["read submitted applications"]):
        out = PanelSeat.objects.filter(
            application=OuterRef("passport__application"),
            person=membership.person_id,
            steps_out=True,
        )
        readable |= Q(~Exists(out))
    return Revocation.objects.filter(
        readable, organisation=membership.organisation_id
    ).select_related(
        "passport__holder",
        "passport__account",
        "passport__application__organisation",
        "organisation",
        "asked_by",
        "settled_by",
    )


def revocations_of(passport: Passport, membership: Membership) -> QuerySet[Revocation]:
    """Of this passport, as far as this member may see them, the newest first."""
    return revocations_seen_by(membership).filter(passport=passport).order_by("-asked_at")


def suspensions_to_review(membership: Membership) -> QuerySet[Suspension]:
    """What advisers and chairs look at again, the day that comes first at the top."""
    return (
        Suspension.objects.filter(organisation=membership.organisation_id, ended_at=None)
        .exclude(passport__holder=membership.person_id)
        .select_related("passport__application", "passport__account", "passport__holder")
        .order_by("review_on", "pk")
    )


def revocations_waiting_for(membership: Membership) -> QuerySet[Revocation]:
    """Holders may reply, the chair decides, and a second person ratifies what was urgent."""
    own = Q(passport__holder=membership.person_id)
    wanted = own & Q(replied_at=None)
    if has_role(membership, PERMISSIONS["revoke a passport"]):
        wanted |= ~own & Q(status=Revoking.ASKED)
    if has_role(membership, PERMISSIONS["ratify a revocation"]):
        wanted |= ~own & ~Q(asked_by=membership.person_id) & Q(status=Revoking.URGENT)
    found = revocations_seen_by(membership).filter(wanted, settled_at=None)
    return found.order_by(F("due_on"), "pk")


def renewable_from(passport: Passport) -> date:
    """From the first notice on; until then it is valid as it is."""
    return passport.expires_on - timedelta(days=NOTICE_DAYS[0])


def open_renewal_of(passport: Passport) -> Renewal | None:
    """What its holder has begun, and is not decided yet."""
    found = passport.renewals.filter(application__status__in=OPEN)
    return found.select_related("application").order_by("-pk").first()


def ending_of(membership: Membership, *, today: date) -> QuerySet[Passport]:
    """This member's own that end soon or have expired, and that nothing has followed."""
    begun = Renewal.objects.filter(passport=OuterRef("pk"), application__status__in=OPEN)
    newer = Passport.objects.filter(
        holder=membership.person_id, account=OuterRef("account"), status=PassportStatus.ACTIVE
    ).exclude(pk=OuterRef("pk"))
    soon = today + timedelta(days=NOTICE_DAYS[0])
    return (
        Passport.objects.filter(
            organisation=membership.organisation_id,
            holder=membership.person_id,
            status__in=[PassportStatus.ACTIVE, PassportStatus.EXPIRED],
            expires_on__gte=today - timedelta(days=NOTICE_DAYS[0]),
            expires_on__lte=soon,
            decision__isnull=False,
            account__isnull=False,
        )
        .exclude(Exists(begun))
        .exclude(Exists(newer))
        .select_related("account", "application")
        .order_by("expires_on", "pk")
    )


def accounts_left_by_passports(membership: Membership) -> QuerySet[Passport]:
    """Ended passports whose accounts are in use with nobody's passport and nothing begun."""
    here = Passport.objects.filter(organisation=membership.organisation_id)
    same = here.filter(account=OuterRef("account"))
    begun = Renewal.objects.filter(
        passport__account=OuterRef("account"), application__status__in=OPEN
    )
    ended = (PassportStatus.EXPIRED, PassportStatus.REVOKED, PassportStatus.SURRENDERED)
    in_use = Account.objects.filter(pk=OuterRef("account"), status__in=IN_USE)
    return (
        # Asked first: most of what has ended was closed.
        here.filter(Exists(in_use), status__in=ended, decision__isnull=False)
        .exclude(Exists(same.filter(status__in=LIVE)))
        .exclude(Exists(same.filter(pk__gt=OuterRef("pk"))))
        .exclude(Exists(begun))
        .select_related("account", "application")
        .order_by("expires_on", "pk")
    )
