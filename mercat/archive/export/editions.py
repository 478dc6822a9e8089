"""Who reads the archive, and in which languages: each makes an edition of the site's pages."""

from dataclasses import dataclass
from typing import TypeAlias

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils import timezone

from mercat.common import languages
from mercat.organisations.models import Membership, Organisation
from mercat.people.models import Person

Reader: TypeAlias = "Membership | None"  # None: the public
NOBODY = 0  # the key of no row: this reader wrote nothing, leads nothing and was sent nothing


@dataclass(frozen=True, slots=True)
class Edition:
    """The pages as one reader sees them in one language. The first stands at the archive's top."""

    language: str
    folder: str = ""
    reader: Reader = None

    @property
    def name(self) -> str:
        return languages.names()[self.language]


def editions(organisation: Organisation | None) -> list[Edition]:
    """For the public, or for whoever works in this organisation."""
    offered = organisation.languages if organisation else settings.PUBLIC_LANGUAGES
    spoken = [each for each in offered if each in languages.names()] or [languages.FIRST]
    return [
        Edition(
            language=each,
            folder=f"{each}/" if number else "",
            reader=member_of(organisation, each) if organisation else None,
        )
        for number, each in enumerate(spoken)
    ]


def member_of(organisation: Organisation, language: str) -> Membership:
    """A plain member with no role, who is in no table: what they see is what all members see."""
    person = Person(pk=NOBODY, name="", email="", language=language)
    member = Membership(
        pk=NOBODY, organisation=organisation, person=person, started_at=timezone.now()
    )
    prefetch_related_objects([member], "roles")  # none, asked once
    return member
