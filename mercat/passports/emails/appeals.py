from datetime import date, datetime

from django.template.loader import render_to_string
from django.urls import reverse

from mercat.common import languages
from mercat.organisations import queries as organisations
from mercat.organisations.roles import Role
from mercat.passports.emails.basis import queue
from mercat.passports.models import Application


def with_appeal(text: str, application: Application, until: date | None) -> str:
    """The letter with its last paragraph: until when others can be asked to look at it."""
    if until is None:
        return text
    with languages.reading(application.organisation.language_for(application.applicant)):
        said = render_to_string("passports/appeal_until.txt", {"until": until}).strip()
    return f"{text}\n\n{said}"


def queue_nobody_left(application: Application, sentence: str, *, at: datetime) -> None:
    """To the administrators, who can name others. Not what the case is."""
    path = reverse("organisations:people")
    members = organisations.members_with_role(application.organisation, Role.ADMINISTRATOR)
    for member in members.order_by("pk"):
        queue("nobody_left", application, to=member.person, at=at, path=path, sentence=sentence)
