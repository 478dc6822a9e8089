"""How what the public reads came to change: one query for every feed, and for the API."""

from collections.abc import Iterable

from django.db.models import QuerySet

from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.register.models import Publication, PublicChange
from mercat.register.queries.accounts import publications


def public_changes(organisation: Organisation | None = None) -> QuerySet[PublicChange]:
    """Of all organisations that may publish, or of one of them; in the order of their keys."""
    found = PublicChange.objects.filter(organisation__in=organisations.publishing_organisations())
    ours = found.filter(organisation=organisation) if organisation else found
    return ours.select_related("organisation").order_by("pk")


def publications_of(changes: Iterable[PublicChange]) -> dict[str, Publication]:
    """What the public reads now, by the account's public id; of what was taken off, nothing."""
    ids = {each.account_id for each in changes}
    found = publications().filter(account__public_id__in=ids)
    return {each.account.public_id: each for each in found}
