"""The table of verbs and roles, and what every rule asks."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.passports.models import (
    Application,
    Helper,
    PanelSeat,
)

PERMISSIONS: dict[str, frozenset[Role]] = {
    "read submitted applications": frozenset(
        {Role.ADVISER, Role.CLERK, Role.PANEL_MEMBER, Role.CHAIR, Role.AUDITOR}
    ),
    "read the panel's discussion": frozenset(
        {Role.CLERK, Role.PANEL_MEMBER, Role.CHAIR, Role.AUDITOR}
    ),
    "discuss": frozenset({Role.CLERK, Role.PANEL_MEMBER, Role.CHAIR}),
    "ask the applicant": frozenset({Role.ADVISER, Role.CLERK, Role.CHAIR}),
    "advise an elected member": frozenset({Role.ADVISER, Role.CLERK}),
    "assess a case for the panel": frozenset({Role.ADVISER}),
    "see the panel's meetings": frozenset(
        {Role.CLERK, Role.PANEL_MEMBER, Role.CHAIR, Role.AUDITOR}
    ),
    "see the board": frozenset({Role.CLERK, Role.CHAIR, Role.AUDITOR}),
    "arrange meetings": frozenset({Role.CLERK}),
    "approve minutes": frozenset({Role.CHAIR}),
    "name the line manager": frozenset({Role.CLERK}),
    "open a case for the panel": frozenset({Role.CLERK}),
    "grant an emergency passport": frozenset({Role.ADVISER}),
    "vote": frozenset({Role.PANEL_MEMBER, Role.CHAIR}),
    "set a member's interest": frozenset({Role.CLERK}),
    "call the roll again": frozenset({Role.CLERK}),
    "decide": frozenset({Role.CHAIR}),
    "reopen a decision": frozenset({Role.CHAIR}),
    "release": frozenset({Role.CLERK}),
    "keep the words for reasons": frozenset({Role.CLERK, Role.CHAIR, Role.ADMINISTRATOR}),
    "choose guidance": frozenset({Role.ADVISER, Role.ADMINISTRATOR}),
    "remind people of cases": frozenset({Role.CLERK, Role.CHAIR}),
    "correct a release": frozenset({Role.CLERK, Role.CHAIR}),
    "follow conditions": frozenset({Role.ADVISER, Role.CLERK, Role.CHAIR, Role.AUDITOR}),
    "accept conditions": frozenset({Role.ADVISER, Role.CLERK}),
    "follow the confirmation of accounts": frozenset(
        {Role.ADVISER, Role.CLERK, Role.KEEPER, Role.AUDITOR}
    ),
    "deal with what confirmations say": frozenset({Role.ADVISER, Role.CLERK, Role.KEEPER}),
    "answer questions to communications": frozenset({Role.ADVISER}),
    "see what leavers leave": frozenset({Role.ADVISER, Role.CLERK, Role.KEEPER, Role.AUDITOR}),
    "settle what leavers leave": frozenset({Role.ADVISER, Role.CLERK, Role.KEEPER}),
    "suspend a passport": frozenset({Role.ADVISER, Role.CHAIR}),
    "revoke a passport": frozenset({Role.CHAIR}),
    "ratify a revocation": frozenset({Role.ADVISER, Role.CHAIR, Role.PANEL_MEMBER}),
    "read the policy": frozenset(
        {
            Role.ADVISER,
            Role.CLERK,
            Role.PANEL_MEMBER,
            Role.CHAIR,
            Role.ADMINISTRATOR,
            Role.AUDITOR,
        }
    ),
    "answer information requests": frozenset({Role.FOI_OFFICER}),
    "read answers to information requests": frozenset({Role.FOI_OFFICER, Role.AUDITOR}),
    "see all passports": frozenset(
        {Role.ADVISER, Role.CLERK, Role.CHAIR, Role.KEEPER, Role.AUDITOR}
    ),
}


def is_applicant(membership: Membership, application: Application) -> bool:
    return application.applicant_id == membership.person_id


def check_here(membership: Membership, application: Application) -> None:
    if application.organisation_id != membership.organisation_id:
        raise NotAllowed(gettext("This belongs to another organisation."))


def is_helper(membership: Membership, application: Application) -> bool:
    """One query."""
    return application.helpers.filter(person=membership.person_id).exists()


def check_takes_part(membership: Membership, application: Application) -> None:
    """Whoever steps out, or helps to write the case, does not judge it. One query."""
    seats = PanelSeat.objects.filter(person=membership.person_id, application=OuterRef("pk"))
    helpers = Helper.objects.filter(person=membership.person_id)
    here = Application.objects.filter(pk=application.pk)
    steps_out, unsaid, helps = here.values_list(
        Exists(seats.filter(steps_out=True)),
        Exists(seats.filter(interest_said=False)),
        Exists(helpers.filter(application=OuterRef("pk"))),
    ).get()
    if helps:
        raise NotAllowed(gettext("You help with this application: somebody else has to do this."))
    if steps_out:
        raise NotAllowed(gettext("You step out of this case."))
    if unsaid:
        raise NotAllowed(gettext("Say first whether you have an interest in this case."))


def check_role_on(membership: Membership, application: Application, verb: str) -> None:
    check_here(membership, application)
    if is_applicant(membership, application):
        raise NotAllowed(gettext("This is your own application: somebody else has to do this."))
    if not has_role(membership, PERMISSIONS[verb]):
        names = gettext(" or ").join(sorted(str(role.label) for role in PERMISSIONS[verb]))
        raise NotAllowed(gettext("This is for: {names}.").format(names=names))
    check_takes_part(membership, application)


def can(check: Callable[..., None], *args: object) -> bool:
    try:
        check(*args)
    except NotAllowed:
        return False
    return True
