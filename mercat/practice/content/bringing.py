"""Pages of the site's library, which nobody's organisation owns and everybody may adapt."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from mercat.audit import actions as audit
from mercat.organisations.models import Nation, Organisation
from mercat.people.models import Person
from mercat.practice.actions.recording import set_tags
from mercat.practice.content.reading import Guidance, shipped
from mercat.practice.lifecycle import LIBRARY, Status, Visibility
from mercat.practice.models import Page, Revision

EMAIL = "library@mercat.invalid"
SOURCE = "Mercat: {key}"
WORDS = ("title", "summary", "body", "citations")
ALSO = ("kind", "licence", "language", "fields")
FIRST = gettext_noop("Came with Mercat.")
NEWER = gettext_noop("A newer version came with Mercat.")


def bring_in(*, at: datetime) -> int:
    """Those that are missing or were improved; returns how many. Copies stay as they are.

    An organisation's copy is a page of its own, which this never touches; whoever adapted one
    sees that its original has changed.
    """
    known = {page.source: page for page in Page.objects.filter(organisation__slug=LIBRARY)}
    return sum(_bring(each, known.get(SOURCE.format(key=each.key)), at=at) for each in shipped())


def _bring(guidance: Guidance, known: Page | None, *, at: datetime) -> bool:
    if known is None:
        return _add(guidance, at=at)
    if all(getattr(known, name) == getattr(guidance, name) for name in (*WORDS, *ALSO)):
        return False
    return _improve(guidance, known, at=at)


@transaction.atomic
def _add(guidance: Guidance, *, at: datetime) -> bool:
    library = _library()
    source = SOURCE.format(key=guidance.key)
    # Another machine may be at it: the library's row is locked.
    if Page.objects.filter(organisation=library, source=source).exists():
        return False
    page = Page(organisation=library, source=source, source_on=at.date())
    page.status, page.visibility = Status.PUBLISHED, Visibility.EVERYONE
    page.begun_at = page.changed_at = page.published_at = at
    return _keep(page, guidance, why=FIRST, at=at)


@transaction.atomic
def _improve(guidance: Guidance, known: Page, *, at: datetime) -> bool:
    _library()
    page = Page.objects.select_for_update(of=("self",)).get(pk=known.pk)
    if page.number != known.number:
        return False
    page.number, page.changed_at = page.number + 1, at
    return _keep(page, guidance, why=NEWER, at=at)


def _keep(page: Page, guidance: Guidance, *, why: str, at: datetime) -> bool:
    for name in (*WORDS, *ALSO):
        setattr(page, name, getattr(guidance, name))
    page.save()
    set_tags(page, guidance.tags)
    words = {name: getattr(guidance, name) for name in WORDS}
    Revision.objects.create(page=page, number=page.number, why=why, by=_writer(), at=at, **words)
    facts = {"status": page.status, "number": page.number}
    audit.record(
        "practice.page.brought_in",
        subject=page,
        organisation=page.organisation,
        by=None,
        at=at,
        facts=facts,
    )
    return True


def _library() -> Organisation:
    """An organisation without members, so that each page has a home like any other."""
    Organisation.objects.get_or_create(
        slug=LIBRARY, defaults={"name": "Mercat’s library", "nation": Nation.SCOTLAND}
    )
    return Organisation.objects.select_for_update().get(slug=LIBRARY)


def _writer() -> Person:
    """Whose name stands in the history. Nobody can sign in as it."""
    person, made = Person.objects.get_or_create(
        email=EMAIL, defaults={"name": "Mercat", "is_active": False}
    )
    if made:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return person
