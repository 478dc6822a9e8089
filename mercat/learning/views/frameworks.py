from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mercat.learning import queries, rules
from mercat.learning.views.loading import load_version
from mercat.learning.views.shown import by_stage
from mercat.organisations.middleware import membership_of


@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    may_load = rules.can_load(membership)
    context = {
        "versions": queries.latest_versions(membership.organisation),
        "drafts": queries.drafts_of(membership).defer("text")[:20] if may_load else [],
        "may_load": may_load,
    }
    return render(request, "learning/frameworks.html", context)


@require_safe
def framework(request: HttpRequest, version_id: str) -> HttpResponse:
    membership, version = load_version(request, version_id)
    context = {
        "version": version,
        "framework": version.data,
        "capabilities": by_stage(version.data),
        "others": queries.earlier_versions(version)[:20],
        "may_load": rules.can_load(membership),
        "may_start": rules.can_lead(membership),
    }
    return render(request, "learning/framework.html", context)


@require_safe
def framework_file(request: HttpRequest, version_id: str) -> HttpResponse:
    _membership, version = load_version(request, version_id)
    response = HttpResponse(version.text, content_type="application/yaml; charset=utf-8")
    name = version.framework.urn.rpartition(":")[2].replace("/", "-")
    response["Content-Disposition"] = f'attachment; filename="{name}-{version.number}.yaml"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
