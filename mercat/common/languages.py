"""Which languages pages can be read in, and which of them somebody reads now.

We say "en" and "cy", as the words that organisations write do; Django says "en-gb" and "cy".
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, TypeAlias

from django.conf import settings
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Text: TypeAlias = "str | StrPromise"  # words for people; a promise is put in their language late

COOKIE = "django_language"  # as the page about cookies says
FIRST = "en"


def short(code: str | None) -> str:
    return (code or FIRST).split("-")[0]


def names() -> dict[str, str]:
    """Of each language that has a catalogue, its own name for itself."""
    return {short(code): str(name) for code, name in settings.LANGUAGES}


def current() -> str:
    return short(translation.get_language())


def reading(language: str) -> AbstractContextManager[Any]:
    """What is said inside is said in this language, or in English when it has no catalogue."""
    codes = {short(code): code for code, _ in settings.LANGUAGES}
    return translation.override(codes.get(language, settings.LANGUAGE_CODE))


def choose(offered: Sequence[str], *, chosen: Sequence[str], accepts: str) -> str:
    """Of the languages offered: the first one chosen, else the browser's, else the first."""
    known = [each for each in offered if each in names()] or [FIRST]
    wished = [*chosen, *(short(code) for code, _ in parse_accept_lang_header(accepts))]
    return next((each for each in wished if each in known), known[0])
