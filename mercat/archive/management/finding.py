from django.core.management.base import CommandError

from mercat.organisations.models import Organisation


def organisation_named(slug: str) -> Organisation | None:
    """For commands: the organisation of this short name, or None for the whole site."""
    if not slug:
        return None
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"No organisation is called {slug}.")
    return found
