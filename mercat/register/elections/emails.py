from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format

from mercat.common import languages, outbox
from mercat.common.links import LinkPlan
from mercat.organisations import queries as organisations
from mercat.people.models import Person
from mercat.register.elections.models import Period
from mercat.register.elections.rules import PERMISSIONS, SET

PURPOSE = "elections.acknowledge"


def queue_rules(period: Period, person: Person, *, times: int, at: datetime) -> None:
    """The link lasts as long as the period, and dies when it was used or the person leaves."""
    organisation = period.organisation
    link = LinkPlan(
        purpose=PURPOSE,
        path=reverse("elections:acknowledge_by_link", args=["TOKEN"]).replace("TOKEN", "{token}"),
        subject=period.public_id,
        person_key=str(person.audit_key),
        revision=1,
        days=(period.ends_on - organisation.day(at)).days + 1,
    )
    language = organisation.language_for(person)
    outbox.queue(
        "elections/rules",
        to=person.email,
        at=at,
        organisation_id=organisation.public_id,
        language=language,
        link=link,
        context={"name": person.name, "times": times, **_days(period, language)},
    )


def queue_proposed(period: Period, *, at: datetime) -> None:
    organisation = period.organisation
    roles = sorted(PERMISSIONS[SET])
    for member in organisations.members_with_role(organisation, *roles).order_by("pk"):
        language = organisation.language_for(member.person)
        outbox.queue(
            "elections/proposed",
            to=member.person.email,
            at=at,
            organisation_id=organisation.public_id,
            language=language,
            context={
                "name": member.person.name,
                "path": reverse("elections:period", args=[period.public_id]),
                **_days(period, language),
            },
        )


def _days(period: Period, language: str) -> dict[str, str]:
    with languages.reading(language):
        return {
            "period": period.name,
            "organisation": str(period.organisation),
            "starts_on": date_format(period.starts_on, "j F Y"),
            "ends_on": date_format(period.ends_on, "j F Y"),
        }
