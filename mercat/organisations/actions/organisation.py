from datetime import datetime

from django.db import transaction

from mercat.audit import actions as audit
from mercat.common.fields import Words
from mercat.organisations.models import Organisation
from mercat.people.models import Person


@transaction.atomic
def create(*, name: str, slug: str, nation: str, by: Person | None, at: datetime) -> Organisation:
    organisation = Organisation.objects.create(name=name, slug=slug, nation=nation)
    audit.record(
        "organisations.organisation.created",
        subject=organisation,
        organisation=organisation,
        by=by,
        at=at,
    )
    return organisation


@transaction.atomic
def change_organisation(
    *,
    organisation: Organisation,
    name: dict[str, str],
    languages: list[str],
    by: Person | None,
    at: datetime,
) -> None:
    """Its name by language, and the languages of its pages."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    old, organisation.name = dict(organisation.name), Words(name)
    organisation.languages, organisation.published_words_at = languages, at
    organisation.save(update_fields=["name", "languages", "published_words_at"])
    audit.record(
        "organisations.organisation.changed",
        subject=organisation,
        organisation=organisation,
        by=by,
        at=at,
        facts={"languages": languages},
        words={"old": old, "new": name},
    )


@transaction.atomic
def choose_licence(
    *, organisation: Organisation, licence: str, by: Person | None, at: datetime
) -> None:
    """Under which others may use what it publishes of its register."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    old, organisation.licence = organisation.licence, licence
    if old == licence:
        return
    organisation.published_words_at = at
    organisation.save(update_fields=["licence", "published_words_at"])
    audit.record(
        "organisations.organisation.licence_chosen",
        subject=organisation,
        organisation=organisation,
        by=by,
        at=at,
        facts={"old": old, "new": licence},
    )
