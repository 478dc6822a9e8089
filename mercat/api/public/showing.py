"""Published things as the API shows them."""

from collections.abc import Sequence
from typing import Any, Literal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from ninja import Schema

from mercat.lookup import queries as lookup
from mercat.organisations.models import Department, Organisation
from mercat.register.models import Publication


class OrganisationOut(Schema):
    name: str
    url: str


class AccountOut(Schema):
    name: str
    platform: str
    handle: str
    url: str
    page: str


class ProofOut(Schema):
    """What anybody can see for themselves, and when we saw it last."""

    kind: str
    url: str | None
    seen_on: str


class SimilarOut(Schema):
    """An official account with a name that is like the one asked about. That can be chance."""

    likeness: Literal["letters", "words", "slip"]
    organisation: str
    name: str
    platform: str
    handle: str
    page: str


class ClaimOut(Schema):
    answer: Literal["official", "was_official", "known_false", "not_controlled", "own_account"]
    organisation: OrganisationOut
    account: AccountOut
    department: str | None
    since: str
    confirmed_on: str | None
    pre_election_until: str | None  # of an official account: the last day, while a period runs
    warnings: list[str]
    proofs: list[ProofOut]


class PublishedOut(ClaimOut):
    """An account as the look-up tells of it, with what it is for."""

    id: str
    purpose: str
    published_at: str


class PublishedPage(Schema):
    items: list[PublishedOut]
    next: str | None


class PublisherOut(OrganisationOut):
    slug: str
    nation: str
    pre_election_until: str | None
    domains: list[str]


class PublishersPage(Schema):
    items: list[PublisherOut]
    next: str | None


class DepartmentOut(Schema):
    id: str
    name: str


class DepartmentsPage(Schema):
    items: list[DepartmentOut]
    next: str | None


class ChangeOut(Schema):
    """`account` is null when the public sees nothing of it any more."""

    id: str
    kind: Literal["entered", "changed", "confirmed", "removed"]
    changed_at: str
    account: PublishedOut | None


class ChangesPage(Schema):
    items: list[ChangeOut]
    next: str | None
    as_of: str


def accounts(found: Sequence[Publication]) -> list[dict[str, Any]]:
    """One query for all: whether their passports are valid."""
    return [
        {
            **claim.as_json(),
            "id": claim.publication.account.public_id,
            "purpose": str(claim.publication.purpose),
            "published_at": claim.publication.published_at.isoformat(),
        }
        for claim in lookup.with_warnings(list(found), at=timezone.now())
    ]


def publishers(found: Sequence[Organisation]) -> list[dict[str, Any]]:
    at = timezone.now()
    ends = {each.pk: each.pre_election_ends(at) for each in found}
    return [
        {
            "slug": each.slug,
            "name": str(each.name),
            "url": settings.SITE_URL + reverse("lookup:organisation", args=[each.slug]),
            "nation": each.nation,
            "pre_election_until": until.isoformat() if (until := ends[each.pk]) else None,
            "domains": [domain.host for domain in each.domain_set.all() if domain.is_verified],
        }
        for each in found
    ]


def departments(found: Sequence[Department]) -> list[dict[str, Any]]:
    return [{"id": each.public_id, "name": str(each.name)} for each in found]
