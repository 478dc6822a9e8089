"""Who may suspend a passport, take it back, or ratify that somebody did. Never its holder."""

from django.utils.translation import gettext

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.passports.lifecycle import Kind
from mercat.passports.models import Passport, Revocation
from mercat.passports.rules.basis import can, check_role_on
from mercat.register.lifecycle import Status as AccountStatus


def holds(membership: Membership, passport: Passport) -> bool:
    here = passport.organisation_id == membership.organisation_id
    return here and passport.holder_id == membership.person_id


def check_can_suspend(membership: Membership, passport: Passport) -> None:
    _check_role(membership, passport, "suspend a passport")


def check_can_resume(membership: Membership, passport: Passport) -> None:
    _check_role(membership, passport, "suspend a passport")


def check_can_revoke(membership: Membership, passport: Passport) -> None:
    _check_role(membership, passport, "revoke a passport")
    if is_members_own(passport):
        raise NotAllowed(gettext("An elected member’s own account is never taken back: advise."))


def check_can_ratify(membership: Membership, revocation: Revocation) -> None:
    """Somebody else than who took it back at once."""
    _check_role(membership, revocation.passport, "ratify a revocation")
    if revocation.asked_by_id == membership.person_id:
        raise NotAllowed(gettext("You took it back: a second person has to agree."))


def check_could_settle(membership: Membership, revocation: Revocation) -> None:
    """Of one that is settled, to say so: whoever has a part in settling them."""
    _check_role(membership, revocation.passport, "ratify a revocation")


def check_can_reply(membership: Membership, revocation: Revocation) -> None:
    if not holds(membership, revocation.passport):
        raise NotAllowed(gettext("Only the holder of the passport can reply."))


def check_can_renew(membership: Membership, passport: Passport) -> None:
    if not holds(membership, passport):
        raise NotAllowed(gettext("Only its holder can renew or change this passport."))


def can_renew(membership: Membership, passport: Passport) -> bool:
    return can(check_can_renew, membership, passport)


def is_members_own(passport: Passport) -> bool:
    """No query when application and account were selected with it."""
    if passport.application.kind == Kind.COUNCILLOR:
        return True
    return bool(passport.account and passport.account.status == AccountStatus.OWN)


def _check_role(membership: Membership, passport: Passport, verb: str) -> None:
    if holds(membership, passport):
        raise NotAllowed(gettext("This is your own passport: somebody else has to do this."))
    check_role_on(membership, passport.application, verb)


def can_suspend(membership: Membership, passport: Passport) -> bool:
    return can(check_can_suspend, membership, passport)


def can_resume(membership: Membership, passport: Passport) -> bool:
    return can(check_can_resume, membership, passport)


def can_revoke(membership: Membership, passport: Passport) -> bool:
    return can(check_can_revoke, membership, passport)


def can_ratify(membership: Membership, revocation: Revocation) -> bool:
    return can(check_can_ratify, membership, revocation)


def can_reply(membership: Membership, revocation: Revocation) -> bool:
    return can(check_can_reply, membership, revocation)
