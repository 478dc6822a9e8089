from django.utils.translation import gettext

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.organisations.rules import check_role, has_role
from mercat.passports.models import (
    Handover,
    Passport,
)
from mercat.passports.rules.basis import PERMISSIONS, can
from mercat.register.models import Account


def check_can_grant_emergency(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["grant an emergency passport"]))


def check_can_hold_emergency(membership: Membership, holder: Membership) -> None:
    """Whoever grants it gives it to a colleague."""
    if holder.organisation_id != membership.organisation_id or holder.ended_at is not None:
        raise NotAllowed(gettext("This person is not a member here."))
    if holder.person_id == membership.person_id:
        raise NotAllowed(gettext("Nobody grants a passport to themselves."))


def can_grant_emergency(membership: Membership) -> bool:
    return can(check_can_grant_emergency, membership)


def check_can_see_all_passports(membership: Membership) -> None:
    if not has_role(membership, PERMISSIONS["see all passports"]):
        raise NotAllowed(gettext("The whole record is for communications, the panel and auditors."))


def can_see_all_passports(membership: Membership) -> bool:
    return can(check_can_see_all_passports, membership)


def check_can_see_certification(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["follow the confirmation of accounts"]))


def can_see_certification(membership: Membership) -> bool:
    return can(check_can_see_certification, membership)


def check_can_follow_certification(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["deal with what confirmations say"]))


def can_follow_certification(membership: Membership) -> bool:
    return can(check_can_follow_certification, membership)


def check_can_certify(membership: Membership, account: Account, *, asked: bool) -> None:
    """Those who look after it or were asked, and communications and the keeper for anybody."""
    if account.organisation_id != membership.organisation_id:
        raise NotAllowed(gettext("This belongs to another organisation."))
    if not asked and not can_follow_certification(membership):
        raise NotAllowed(gettext("This is for those who look after the account."))


def sees_all_handovers(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["see what leavers leave"])


def can_settle_any_handover(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["settle what leavers leave"])


def check_can_settle(membership: Membership, handover: Handover) -> None:
    """The manager of who left, and those who keep things right; never who left themselves."""
    if handover.organisation_id != membership.organisation_id:
        raise NotAllowed(gettext("This belongs to another organisation."))
    if handover.membership.manager_id != membership.person_id and not can_settle_any_handover(
        membership
    ):
        raise NotAllowed(gettext("This is for the line manager, and for communications."))


def can_settle(membership: Membership, handover: Handover) -> bool:
    return can(check_can_settle, membership, handover)


def check_can_surrender(membership: Membership, passport: Passport) -> None:
    if passport.organisation_id != membership.organisation_id:
        raise NotAllowed(gettext("This belongs to another organisation."))
    if passport.holder_id != membership.person_id:
        raise NotAllowed(gettext("Only its holder can give this passport back."))
