"""Whoever may confirm a closing is asked to; once two people have, all whom it ends are told."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from mercat.archive.models import Closing
from mercat.common import languages, outbox
from mercat.common.markdown import words_of
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.people.models import Person

BATCH = 500


def queue_planned(closing: Closing, *, by: Person, at: datetime) -> None:
    """To the other operators, and to administrators of what closes."""
    asked = {each.pk: each for each in Person.objects.filter(is_operator=True, is_active=True)}
    if closing.organisation:
        administrators = organisations.members_with_role(closing.organisation, Role.ADMINISTRATOR)
        asked |= {each.person_id: each.person for each in administrators}
    asked.pop(by.pk, None)
    for person in asked.values():
        _queue("planned", closing, person, at=at, by=by.name, path=_page(closing))


def queue_confirmed(closing: Closing, *, at: datetime) -> None:
    for person in _concerned(closing):
        _queue("confirmed", closing, person, at=at)


def queue_dropped(closing: Closing, *, at: datetime) -> None:
    """To those who were told that it closes."""
    for person in _concerned(closing):
        _queue("dropped", closing, person, at=at)


def _members(closing: Closing) -> Any:
    found = Membership.objects.filter(ended_at=None).select_related("person")
    return found.filter(organisation=closing.organisation) if closing.organisation else found


def _concerned(closing: Closing) -> Iterator[Person]:
    """Who works there now, once each; of the whole site its operators too."""
    found = Person.objects.filter(is_active=True)
    ours = found.filter(pk__in=_members(closing).values("person"))
    if closing.organisation is None:
        ours = ours | found.filter(is_operator=True)
    yield from ours.order_by("pk").iterator(chunk_size=BATCH)


def _queue(what: str, closing: Closing, person: Person, *, at: datetime, **more: Any) -> None:
    organisation = closing.organisation
    spoken = organisation.languages if organisation else settings.PUBLIC_LANGUAGES
    language = languages.choose(spoken, chosen=[person.language], accepts="")
    with languages.reading(language):
        said = {
            "organisation": str(organisation.name) if organisation else "",
            "name": person.name,
            "day": date_format(closing.closes_on),
            "words": words_of(str(closing.words), most=2000),
            "contact": closing.contact,
            "accounts": str(closing.get_accounts_display()),
        }
    outbox.queue(
        f"archive/{what}",
        to=person.email,
        at=at,
        organisation_id=organisation.public_id if organisation else "",
        language=language,
        context={**said, **more},
    )


def _page(closing: Closing) -> str:
    if closing.organisation:
        return reverse("archive:closing", args=[closing.organisation.slug])
    return reverse("archive:closing_site")
