"""Who puts a wrong letter right: two people, one of them a chair where the outcome changes."""

from django.utils.translation import gettext

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.passports.models import Application, Correction
from mercat.passports.rules.basis import can, check_role_on


def check_can_correct(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "correct a release")


def check_can_agree(membership: Membership, correction: Correction) -> None:
    check_role_on(membership, correction.application, "correct a release")
    if correction.proposed_by_id == membership.person_id:
        raise NotAllowed(gettext("You proposed this: a second person has to agree."))
    same = correction.outcome == correction.decision.outcome
    if not same and not has_role(membership, [Role.CHAIR]) and not _chair_proposed(correction):
        raise NotAllowed(gettext("The outcome is another one, so a chair has to agree."))


def _chair_proposed(correction: Correction) -> bool:
    found = Membership.objects.filter(
        organisation=correction.application.organisation_id,
        person=correction.proposed_by_id,
        ended_at=None,
        roles__role=Role.CHAIR,
    )
    return found.exists()


def can_correct(membership: Membership, application: Application) -> bool:
    return can(check_can_correct, membership, application)


def can_agree(membership: Membership, correction: Correction) -> bool:
    return can(check_can_agree, membership, correction)
