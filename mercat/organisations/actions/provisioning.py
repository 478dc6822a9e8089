from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from mercat.common.refusals import Refused
from mercat.organisations import emails, queries
from mercat.organisations.actions.members import add_member
from mercat.organisations.models import Membership, Organisation
from mercat.people import actions as people
from mercat.people import queries as person_queries

NOT_OURS = "This address is not under a verified domain of the organisation. Invite them."


@transaction.atomic
def provision(
    *, organisation: Organisation, email: str, name: str, job_title: str, at: datetime
) -> Membership:
    """The organisation's directory says that somebody works here; a mail tells them.

    Only for addresses under the organisation's own, verified domains: a directory cannot make
    members of people whom it does not employ.
    """
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused("userName is the person's work e-mail address.") from error
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not queries.has_verified_domain_of(organisation, email):
        raise Refused(
            "This address is not under a verified domain of the organisation. Invite them."
        )
    person = person_queries.by_email(email)
    if person and queries.newest_memberships(organisation).filter(person=person).exists():
        raise Refused("This person is or was a member already.")
    if person is None:
        person = people.join(
            email=email, name=name or email, password="", organisation=organisation, at=at
        )
    membership = add_member(
        organisation=organisation,
        person=person,
        department=None,
        manager=None,
        job_title=job_title,
        roles=[],
        by=None,
        at=at,
    )
    emails.queue_welcome(membership, at=at)
    return membership
