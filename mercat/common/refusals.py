"""How the domain says no: always with a sentence that the page can show."""

from django.core.exceptions import PermissionDenied


class NotAllowed(PermissionDenied):
    """This person may not do this (403)."""


class Refused(Exception):
    """This cannot be done as things stand; the page shows the sentence and keeps what was typed."""

    @property
    def sentence(self) -> str:
        return str(self)


class Sealed(Refused):
    """What is closed for good changes no more: an organisation, or the whole site."""
