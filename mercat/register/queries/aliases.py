"""Other addresses of an account, and what the look-up says of them."""

from copy import copy

from django.db.models import QuerySet

from mercat.organisations import queries as organisations
from mercat.register.lifecycle import Answer
from mercat.register.models import Account, Alias, Publication

# A name that an account had may be anybody's now, so it is never called official.
WAS_OURS = frozenset({Answer.OFFICIAL, Answer.WAS_OFFICIAL})


def aliases_of(account: Account) -> QuerySet[Alias]:
    return account.aliases.select_related("checked_by").order_by("kind", "-checked_at")


def published_aliases() -> QuerySet[Alias]:
    """Those of accounts that the public may see."""
    return Alias.objects.filter(
        account__publication__organisation__in=organisations.publishing_organisations()
    ).select_related("account__publication__organisation", "account__publication__account")


def claims_by_alias(*, platform: str, key: str) -> list[Publication]:
    """What the look-up says of another address of published accounts. One query."""
    found = published_aliases().filter(platform=platform, key=key).order_by("checked_at", "pk")
    told = (said_of(alias) for alias in found)
    return [each for each in told if each is not None]


def said_of(alias: Alias) -> Publication | None:
    """The account’s publication as it reads at this address; None where it says nothing."""
    said = copy(alias.account.publication)
    said.handle, said.url = alias.handle, alias.url
    if alias.kind == Alias.Kind.SAME:
        return said
    if said.answer not in WAS_OURS or alias.until is None:
        return None
    said.answer, said.since = Answer.WAS_OFFICIAL, alias.until
    said.renamed_to = alias.account.publication.handle
    return said
