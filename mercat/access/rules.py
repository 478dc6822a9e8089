from django.utils.translation import gettext as _

from mercat.access.lifecycle import OPENED, State
from mercat.access.models import Barrier, Desk, MeToo
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import check_role, has_role

SET_UP, TAKE, OPEN = "set up the desk check", "pass a barrier to ICT", "remove a barrier"
HAND_IN = "hand in a newer list of browsers"
PERMISSIONS: dict[str, frozenset[Role]] = {
    SET_UP: frozenset({Role.ICT}),
    TAKE: frozenset({Role.ICT, Role.ADVISER}),
    OPEN: frozenset({Role.ICT}),
    HAND_IN: frozenset({Role.ADMINISTRATOR, Role.ICT}),
}


def can_set_up(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS[SET_UP])


def check_can_set_up(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS[SET_UP]))


def can_hand_in(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS[HAND_IN])


def check_can_hand_in(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS[HAND_IN]))


def check_attempts_are_allowed(desk: Desk) -> None:
    if not desk.is_allowed:
        raise Refused(_("ICT has not said yet that trying to reach tools counts as no misuse."))


def _check_ours(membership: Membership, barrier: Barrier) -> None:
    if barrier.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))


def can_take(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS[TAKE])


def check_can_take(membership: Membership, barrier: Barrier) -> None:
    _check_ours(membership, barrier)
    check_role(membership, sorted(PERMISSIONS[TAKE]))


def can_open(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS[OPEN])


def check_can_open(membership: Membership, barrier: Barrier) -> None:
    _check_ours(membership, barrier)
    check_role(membership, sorted(PERMISSIONS[OPEN]))


def is_reporter(membership: Membership, barrier: Barrier) -> bool:
    return barrier.reported_by_id == membership.person_id


def check_can_withdraw(membership: Membership, barrier: Barrier) -> None:
    _check_ours(membership, barrier)
    if not is_reporter(membership, barrier):
        raise NotAllowed(_("This is for whoever reported it."))


def can_reopen(membership: Membership, barrier: Barrier, *, says_too: bool) -> bool:
    return is_reporter(membership, barrier) or says_too or can_take(membership)


def check_can_reopen(membership: Membership, barrier: Barrier) -> None:
    _check_ours(membership, barrier)
    too = MeToo.objects.filter(barrier=barrier, person=membership.person_id).exists()
    if not can_reopen(membership, barrier, says_too=too):
        raise NotAllowed(
            _("This is for whoever reported it, whoever said “me too”, communications and ICT.")
        )


def check_can_say_too(membership: Membership, barrier: Barrier) -> None:
    _check_ours(membership, barrier)
    if is_reporter(membership, barrier):
        raise Refused(_("You reported it yourself."))
    if barrier.state == State.WITHDRAWN:
        raise Refused(_("It was withdrawn. Report it yourself if it holds you up."))


def is_open_for_some(barrier: Barrier) -> bool:
    return barrier.state in OPENED
