from django.utils.translation import gettext

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.passports.lifecycle import Kind, Status
from mercat.passports.models import (
    Application,
    ManagerView,
)
from mercat.passports.rules.basis import can, check_here, is_applicant, is_helper


def check_can_edit(membership: Membership, application: Application) -> None:
    """At most one query."""
    check_here(membership, application)
    if not is_applicant(membership, application) and not is_helper(membership, application):
        raise NotAllowed(
            gettext("Only the person who applies, and who helps them, can change this.")
        )


def check_can_send(membership: Membership, application: Application) -> None:
    """The declarations are the applicant's own words, so nobody sends a case for them."""
    check_here(membership, application)
    if not is_applicant(membership, application):
        raise NotAllowed(gettext("Only the person who applies can declare and send this."))


def check_can_choose_helpers(membership: Membership, application: Application) -> None:
    check_here(membership, application)
    if not is_applicant(membership, application):
        raise NotAllowed(gettext("Only the person who applies can say who helps."))


def check_can_stop_helping(membership: Membership, application: Application) -> None:
    check_here(membership, application)
    if not is_helper(membership, application):
        raise NotAllowed(gettext("You do not help with this application."))


def check_can_name_barrier(membership: Membership, application: Application) -> None:
    check_here(membership, application)
    if not is_applicant(membership, application):
        raise NotAllowed(gettext("Only the person who applies can say what it depends on."))


def check_can_lend_answers(membership: Membership, application: Application) -> None:
    check_here(membership, application)
    if not is_applicant(membership, application):
        raise NotAllowed(gettext("Only the person who applied can say who reads this."))


def check_can_withdraw(membership: Membership, application: Application) -> None:
    check_here(membership, application)
    if not is_applicant(membership, application):
        raise NotAllowed(gettext("Only the person who applies can withdraw this."))


def check_can_begin_again(membership: Membership, application: Application) -> None:
    """From a copy of what was sent, where nobody decided on it."""
    check_here(membership, application)
    if not is_applicant(membership, application):
        raise NotAllowed(gettext("Only the person who applied can begin this again."))
    if application.status not in {Status.LAPSED, Status.WITHDRAWN}:
        raise NotAllowed(gettext("This application is not closed."))


def check_can_make_note(membership: Membership, application: Application) -> None:
    """Of what was reached and learned, once the letter is out."""
    check_here(membership, application)
    if not is_applicant(membership, application):
        raise NotAllowed(gettext("Only the person whose passport it is can make this a note."))
    told = application.kind in {Kind.RENEWAL, Kind.CHANGE} and application.renewal.reached
    if application.status != Status.RELEASED or not told:
        raise NotAllowed(gettext("Nothing stands here yet that was reached or learned."))


def can_make_note(membership: Membership, application: Application) -> bool:
    return can(check_can_make_note, membership, application)


def check_can_give_view(membership: Membership, view: ManagerView) -> None:
    check_here(membership, view.application)
    if view.manager_id != membership.person_id:
        raise NotAllowed(
            gettext("This question went to the line manager, or to the head of the service.")
        )


def can_edit(membership: Membership, application: Application) -> bool:
    return can(check_can_edit, membership, application)


def can_send(membership: Membership, application: Application) -> bool:
    return can(check_can_send, membership, application)


def can_begin_again(membership: Membership, application: Application) -> bool:
    return can(check_can_begin_again, membership, application)


def can_withdraw(membership: Membership, application: Application) -> bool:
    return can(check_can_withdraw, membership, application)
