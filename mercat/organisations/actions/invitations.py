from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.audit import actions as audit
from mercat.common import links
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.organisations import emails, queries
from mercat.organisations.actions import members
from mercat.organisations.models import Department, Invitation, Membership, Organisation
from mercat.organisations.roles import Role
from mercat.people import actions as people
from mercat.people import queries as person_queries
from mercat.people.models import Person

ENDED = _("This invitation was accepted or withdrawn already.")


@transaction.atomic
def invite(
    *,
    organisation: Organisation,
    addressees: Iterable[tuple[str, str]],
    department: Department | None,
    manager: Person | None,
    job_title: str,
    roles: list[Role],
    by: Person | None,
    at: datetime,
) -> list[Invitation]:
    """Ask each of these (name, e-mail) to join, with the same part for all of them."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    invitations = []
    for name, email in addressees:
        _check_is_new(organisation, email)
        invitation = Invitation.objects.create(
            organisation=organisation,
            email=email.lower(),
            name=name,
            department=department,
            manager=manager,
            job_title=job_title,
            roles=sorted(roles),
            invited_at=at,
        )
        emails.queue_invitation(invitation, by=by, at=at)
        _record("sent", invitation, by=by, at=at)
        invitations.append(invitation)
    return invitations


def _check_is_new(organisation: Organisation, email: str) -> None:
    if queries.member_by_email(organisation, email):
        raise Refused(gettext("{email} is a member already.").format(email=email))
    if queries.open_invitations(organisation).filter(email=email.lower()).exists():
        raise Refused(gettext("{email} was invited already.").format(email=email))


@transaction.atomic
def invite_again(*, invitation: Invitation, by: Person, at: datetime) -> Invitation:
    """A new mail with a new link; those before it end."""
    invitation = _locked(invitation)
    invitation.revision += 1
    invitation.invited_at = at
    invitation.save()
    emails.queue_invitation(invitation, by=by, at=at)
    _record("sent", invitation, by=by, at=at)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Person, at: datetime) -> Invitation:
    invitation = _locked(invitation)
    invitation.withdrawn_at = at
    invitation.department = None  # so that the department may be removed
    invitation.save()
    _record("withdrawn", invitation, by=by, at=at)
    return invitation


@transaction.atomic
def accept(
    *, invitation: Invitation, name: str, password: str, link: ActLink, at: datetime
) -> Membership:
    """Join. Whoever has an account here keeps their name and password."""
    organisation = Organisation.objects.select_for_update().get(pk=invitation.organisation_id)
    invitation = _locked(invitation)
    links.spend(link, at=at)
    person = person_queries.by_email(invitation.email) or people.join(
        email=invitation.email, name=name, password=password, organisation=organisation, at=at
    )
    if queries.membership_of(organisation, person):
        raise Refused(gettext("You are a member already. Sign in with this address."))
    department = invitation.department
    invitation.accepted_at, invitation.department = at, None
    invitation.save()
    membership = members.add_member(
        organisation=organisation,
        person=person,
        department=department,
        manager=_manager(invitation, person),
        job_title=invitation.job_title,
        roles=[Role(role) for role in invitation.roles],
        by=person,
        at=at,
    )
    _record("accepted", invitation, by=person, at=at)
    return membership


def _manager(invitation: Invitation, person: Person) -> Person | None:
    """Unless they were named as their own."""
    return None if invitation.manager == person else invitation.manager


def _locked(invitation: Invitation) -> Invitation:
    found = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if found.accepted_at or found.withdrawn_at:
        raise Refused(ENDED)
    return found


def _record(verb: str, invitation: Invitation, *, by: Person | None, at: datetime) -> None:
    audit.record(
        f"organisations.invitation.{verb}",
        subject=invitation,
        organisation=invitation.organisation,
        by=by,
        at=at,
        facts={"roles": invitation.roles, "mail": invitation.revision},
        words={"email": invitation.email},
    )
