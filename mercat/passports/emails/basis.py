from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from mercat.common import languages, outbox
from mercat.common.links import LinkPlan
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.organisations.roles import Role
from mercat.passports.models import (
    Application,
    Passport,
)
from mercat.people.models import Person

LINK_DAYS = 30


def queue_text(
    subject: str, text: str, *, application: Application, passport: Passport | None, at: datetime
) -> None:
    about: dict[str, Any] = {"button": _("See your application")}
    if passport:
        about = {
            "button": _("See your passport"),
            "path": reverse("passports:passport", args=[passport.public_id]),
        }
    queue(
        "letter",
        application,
        to=application.applicant,
        at=at,
        subject=subject,
        text=text,
        **about,
    )


def clerks(application: Application) -> list[Person]:
    """Without whoever steps out of it."""
    out = application.seats.filter(steps_out=True).values("person")
    members = organisations.members_with_role(application.organisation, Role.CLERK)
    return [
        m.person for m in members.exclude(person__in=out) if m.person_id != application.applicant_id
    ]


def queue(
    purpose: str,
    application: Application,
    *,
    to: Person,
    at: datetime,
    link: LinkPlan | None = None,
    **context: Any,
) -> None:
    language = application.organisation.language_for(to)
    given = {"due_on": application.due_on, **context}
    outbox.queue(
        f"passports/{purpose}",
        to=to.email,
        at=at,
        organisation_id=application.organisation.public_id,
        link=link,
        language=language,
        context={
            "title": application.title,
            "name": to.name,
            "path": reverse("passports:application", args=[application.public_id]),
            **in_words(given, language),
        },
    )


def queue_lines(
    purpose: str,
    organisation: Organisation,
    *,
    to: Person,
    lines: Callable[[], list[str]],
    at: datetime,
    **context: Any,
) -> None:
    """One mail about several cases; its lines are put in the reader's language."""
    language = organisation.language_for(to)
    with languages.reading(language):
        said = lines()
    outbox.queue(
        f"passports/{purpose}",
        to=to.email,
        at=at,
        organisation_id=organisation.public_id,
        language=language,
        context={
            "name": to.name,
            "lines": said,
            "count": len(said),
            "path": reverse("home:dashboard"),
            **context,
        },
    )


def in_words(given: dict[str, Any], language: str) -> dict[str, str]:
    """The outbox keeps text, so dates and labels are put in the reader's language here."""
    with languages.reading(language):
        return {
            key: date_format(value, "j F Y") if isinstance(value, date) else str(value or "")
            for key, value in given.items()
        }
