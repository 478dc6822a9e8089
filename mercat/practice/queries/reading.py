"""A page as its reader sees it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from mercat.common import markdown
from mercat.common.markdown import Picture, Rendered
from mercat.organisations.models import Membership
from mercat.practice import marking
from mercat.practice.models import Attachment, Page, Profile

Profiles = dict[tuple[int, int], Profile]


@dataclass(frozen=True, slots=True)
class Shown:
    title: str
    summary: str
    text: Rendered
    attachments: list[Attachment]
    cover: Attachment | None  # its first picture


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    organisation: str
    picture_url: str


def shown(page: Page, *, body: str | None = None) -> Shown:
    """`body` in place of its own: a preview, or an older revision."""
    attachments = attachments_of(page)
    return Shown(
        title=marking.filled(page.title, page.values, is_markdown=False),
        summary=marking.filled(page.summary, page.values, is_markdown=False),
        text=rendered(page, page.body if body is None else body, attachments),
        attachments=[each for each in attachments if not each.is_picture],
        cover=cover_picture(page, attachments),
    )


def attachments_of(page: Page) -> list[Attachment]:
    return list(page.attachments.select_related("stored__organisation").order_by("number"))


def cover_picture(page: Page, attachments: list[Attachment]) -> Attachment | None:
    """The first that the text shows and somebody has described."""
    known = {f"{each.number}": each for each in attachments if each.is_picture and each.words}
    named = re.findall(r"\(picture:(\d+)", with_fetched(page.body, [*known.values()]))
    return next((known[number] for number in named if number in known), None)


def rendered(page: Page, text: str, attachments: list[Attachment]) -> Rendered:
    """`picture:1` in the text is the page's first picture. Nobody but its writers sees one that
    nobody has described."""
    seen = [each for each in attachments if each.is_picture and (each.words or page.is_draft)]
    known = {
        f"picture:{each.number}": Picture(
            reverse("practice:attachment", args=[page.public_id, each.public_id]), str(each)
        )
        for each in seen
    }
    text = marking.filled(with_fetched(text, seen), page.values)
    return markdown.render(text, picture=known.get)


def with_fetched(text: str, attachments: list[Attachment]) -> str:
    """A picture that was fetched from its address stands where the text has the address."""
    for each in attachments:
        if each.source:
            text = re.sub(rf"!\[[^\]\n]*\]\({re.escape(each.source)}\)", each.in_text, text)
    return text


def authors_of(page: Page, *, for_public: bool = False) -> list[Author]:
    """For the public, those who chose to be named there; the organisation always is."""
    named = page.writers.filter(is_author=True).select_related("person", "organisation")
    writers = list(named.order_by("since", "pk"))
    profiles = profiles_of(each.person_id for each in writers)
    authors = []
    for writer in writers:
        profile = profiles.get((writer.person_id, writer.organisation_id))
        if for_public and not (profile and profile.is_public):
            continue
        authors.append(Author(writer.person.name, str(writer.organisation), picture_url(profile)))
    return authors


def profiles_of(people: Iterable[int]) -> Profiles:
    """By person and organisation. One query."""
    found = Profile.objects.filter(membership__person__in=list(people))
    return {
        (each.membership.person_id, each.membership.organisation_id): each
        for each in found.select_related("membership")
    }


def picture_url(profile: Profile | None) -> str:
    if profile is None or profile.picture_id is None:
        return ""
    return reverse("practice:face", args=[profile.public_id])


def faces(*, for_public: bool = False) -> QuerySet[Profile]:
    """Profiles that have a picture; for the public, of those who show it there."""
    found = Profile.objects.exclude(picture=None).select_related("picture__organisation")
    return found.filter(is_public=True) if for_public else found


def preview(page: Page, body: str) -> Rendered:
    attachments = list(page.attachments.all()) if page.pk else []
    return rendered(page, body, attachments)


def profile_of(membership: Membership) -> Profile | None:
    found = Profile.objects.filter(membership=membership).select_related("picture")
    return found.first()
