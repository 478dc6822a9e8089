"""Languages of an account, kept as their codes between spaces so that both databases find one."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGES = {
    "en": _("English"),
    "cy": _("Welsh"),
    "gd": _("Gaelic"),
    "ga": _("Irish"),
    "sco": _("Scots"),
    "bfi": _("British Sign Language"),
    "pl": _("Polish"),
    "ro": _("Romanian"),
    "pa": _("Punjabi"),
    "ur": _("Urdu"),
    "ar": _("Arabic"),
    "uk": _("Ukrainian"),
}


class LanguagesField(models.CharField):  # type: ignore[type-arg]
    """A list of codes in Python; " en gd " in the database."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 80, "default": list, **options})

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return None if value is None else value.split()  # None: of no account, in a join

    def to_python(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else list(value or [])

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, str):  # what a query looks for
            return value
        return f" {' '.join(value)} " if value else ""


def names_of(codes: list[str]) -> str:
    return ", ".join(str(LANGUAGES.get(code, code)) for code in codes)
