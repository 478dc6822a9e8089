from collections import defaultdict

from django.db.models import Q, QuerySet

from mercat.learning import frameworks
from mercat.learning.frameworks import editing
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


def own_numbers(organisation: Organisation) -> dict[str, set[str]]:
    """The versions in use of the organisation's own frameworks, by urn."""
    found: dict[str, set[str]] = defaultdict(set)
    own = FrameworkVersion.objects.filter(framework__organisation=organisation)
    for urn, number in own.values_list("framework__urn", "number"):
        found[urn].add(number)
    return found


def earlier_of_draft(
    draft: editing.Draft, organisation: Organisation
) -> frameworks.Framework | None:
    """The version that its forms say what became of: the newest of the same framework of ours."""
    own = FrameworkVersion.objects.filter(
        framework__organisation=organisation, framework__urn=str(draft.data.get("urn"))
    )
    others = own.exclude(number=str(draft.data.get("version")))
    newest = others.order_by("-loaded_at", "-pk").first()
    return newest.data if newest else None
