from django.utils.translation import gettext

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.organisations.rules import has_role
from mercat.passports.models import (
    Advice,
    Application,
)
from mercat.passports.rules.basis import PERMISSIONS, can, check_role_on, is_applicant, is_helper


def asks(membership: Membership, advice: Advice) -> bool:
    """Whether this member stands on the asking side. At most one query."""
    if advice.application:
        application = advice.application
        return is_applicant(membership, application) or is_helper(membership, application)
    if advice.account:
        looks_after = advice.account.custodians.filter(person=membership.person_id, until=None)
        # Whoever advises on every account does so on those that they look after too.
        return (
            not has_role(membership, PERMISSIONS["answer questions to communications"])
            and looks_after.exists()
        )
    return advice.asker_id == membership.person_id


def check_can_answer_asker(membership: Membership, advice: Advice) -> None:
    if advice.organisation_id != membership.organisation_id:
        raise NotAllowed(gettext("This belongs to another organisation."))
    if advice.application:
        return check_role_on(membership, advice.application, "answer questions to communications")
    if not has_role(membership, PERMISSIONS["answer questions to communications"]):
        raise NotAllowed(gettext("This is for communications advisers."))
    if asks(membership, advice):
        raise NotAllowed(gettext("This is your own question: somebody else has to do this."))
    return None


def check_can_write(membership: Membership, advice: Advice) -> None:
    """Both sides of the conversation, and nobody else."""
    if advice.organisation_id != membership.organisation_id or not asks(membership, advice):
        check_can_answer_asker(membership, advice)


def check_can_see_queue(membership: Membership) -> None:
    if not has_role(membership, PERMISSIONS["answer questions to communications"]):
        raise NotAllowed(gettext("The questions to communications are for its advisers."))


def can_answer_asker(membership: Membership, advice: Advice) -> bool:
    return can(check_can_answer_asker, membership, advice)


def can_advise_on(membership: Membership, application: Application) -> bool:
    """Whether there is a conversation yet or not."""
    return can_answer_asker(
        membership, Advice(organisation=application.organisation, application=application)
    )


def can_write(membership: Membership, advice: Advice) -> bool:
    return can(check_can_write, membership, advice)
