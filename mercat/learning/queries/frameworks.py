from django.db.models import Q, QuerySet

from mercat.learning import frameworks
from mercat.learning.models import FrameworkDraft, FrameworkVersion
from mercat.organisations.models import Membership, Organisation


def versions_for(organisation: Organisation | None) -> QuerySet[FrameworkVersion]:
    """Those for all, and the organisation's own; the newest of each framework first."""
    own = Q(framework__organisation=None)
    if organisation:
        own |= Q(framework__organisation=organisation)
    found = FrameworkVersion.objects.filter(own).select_related("framework")
    return found.order_by("framework__organisation", "framework__urn", "-loaded_at", "-pk")


def latest_versions(organisation: Organisation) -> list[FrameworkVersion]:
    """One of each framework. One query; the texts are left behind."""
    latest: dict[int, FrameworkVersion] = {}
    for version in versions_for(organisation).defer("text", "content"):
        latest.setdefault(version.framework_id, version)
    return list(latest.values())


def earlier_versions(version: FrameworkVersion) -> QuerySet[FrameworkVersion]:
    others = version.framework.versions.exclude(pk=version.pk).defer("text", "content")
    return others.order_by("-loaded_at", "-pk")


def checked(text: str, organisation: Organisation | None) -> frameworks.Checked:
    """With its mappings held against the versions of the same framework that are known here."""
    first = frameworks.check(text)
    if first.framework is None or not first.framework.mappings:
        return first
    known = versions_for(organisation).filter(
        framework__urn=first.framework.urn, number__in=list(first.framework.mappings)
    )
    return frameworks.check(text, {each.number: each.data for each in known})


def drafts_of(membership: Membership) -> QuerySet[FrameworkDraft]:
    found = FrameworkDraft.objects.filter(organisation=membership.organisation_id)
    return found.select_related("changed_by", "organisation").order_by("-changed_at")
