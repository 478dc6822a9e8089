"""What other sites show beside a link to a page: its first picture, or its title in our letters."""

from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import lru_cache
from hashlib import sha256

from django.core.files.storage import default_storage

from mercat.common import covers, languages
from mercat.practice import queries
from mercat.practice.models import Page


@dataclass(frozen=True, slots=True)
class Cover:
    """In the page's language, so that every edition of an archive has the same."""

    title: str
    kind: str
    organisation: str
    picture: str = ""  # where it is stored
    picture_sha256: str = ""

    @property
    def etag(self) -> str:
        return f'"{sha256(repr(astuple(self)).encode()).hexdigest()[:32]}"'


def cover_of(page: Page) -> Cover:
    with languages.reading(page.language):
        words = page.title_shown, str(page.get_kind_display()), str(page.organisation)
    picture = queries.cover_picture(page, queries.attachments_of(page))
    stored = picture and picture.stored
    return Cover(*words, stored.path, stored.sha256) if stored else Cover(*words)


@lru_cache(maxsize=32)  # a large picture takes half a second
def drawn(cover: Cover) -> bytes:
    with suppress(FileNotFoundError):
        if cover.picture:
            with default_storage.open(cover.picture) as opened:
                return covers.of_picture(opened)
    return covers.of_words(cover.title, over=cover.kind, below=cover.organisation)
