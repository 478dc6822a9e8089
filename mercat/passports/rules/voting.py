from django.utils.translation import gettext

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application, PanelSeat
from mercat.passports.rules.basis import can, check_here, check_role_on, check_takes_part

AFTER_VOTING = (Status.DECIDED, Status.DEFERRED, Status.RELEASED)


def seat_of(membership: Membership, application: Application) -> PanelSeat | None:
    """One query."""
    return application.seats.filter(person=membership.person_id).first()


def check_can_vote(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "vote")
    _check_has_seat(membership, application)


def check_can_say_interest(membership: Membership, application: Application) -> None:
    """Of one's own seat, whatever was said before; who steps out does not come back so."""
    check_here(membership, application)
    _check_has_seat(membership, application)
    if application.seats.filter(person=membership.person_id, steps_out=True).exists():
        raise NotAllowed(gettext("You step out of this case."))


def check_can_set_interest(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "set a member's interest")


def check_can_call_again(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "call the roll again")


def _check_has_seat(membership: Membership, application: Application) -> None:
    if seat_of(membership, application) is None:
        raise NotAllowed(gettext("You have no seat on the panel of this case."))


def check_can_see_votes(
    membership: Membership, application: Application, *, has_voted: bool
) -> None:
    """Others' votes: for those on the panel who cast their own, and for nobody who sways them."""
    check_here(membership, application)
    if has_role(membership, [Role.AUDITOR]):
        check_takes_part(membership, application)
        return
    check_can_vote(membership, application)
    if not has_voted and application.status not in AFTER_VOTING:
        raise NotAllowed(gettext("You see the others’ votes once you have cast yours."))


def can_vote(membership: Membership, application: Application) -> bool:
    return can(check_can_vote, membership, application)


def can_set_interest(membership: Membership, application: Application) -> bool:
    return can(check_can_set_interest, membership, application)


def can_call_again(membership: Membership, application: Application) -> bool:
    return can(check_can_call_again, membership, application)


def can_see_votes(membership: Membership, application: Application, *, has_voted: bool) -> bool:
    try:
        check_can_see_votes(membership, application, has_voted=has_voted)
    except NotAllowed:
        return False
    return True
