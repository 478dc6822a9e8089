from django.utils.translation import gettext as _

from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.organisations.rules import check_role, has_role
from mercat.passports.lifecycle import FOI_MOVES
from mercat.passports.models import FoiAnswer
from mercat.passports.rules.basis import PERMISSIONS, can


def check_can_see_foi(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["read answers to information requests"]))


def check_can_answer_foi(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["answer information requests"]))


def can_see_foi(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["read answers to information requests"])


def can_answer_foi(membership: Membership) -> bool:
    return can(check_can_answer_foi, membership)


def check_can_change_foi(membership: Membership, answer: FoiAnswer, *, action: str) -> None:
    """Of the locked answer: what is released is final."""
    check_can_answer_foi(membership)
    if not answer.is_draft:
        raise Refused(_("This answer is released. It can no longer be changed; draft a new one."))
    check_move(FOI_MOVES, action=action, old=answer.status)
