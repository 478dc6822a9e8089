from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.practice import queries
from mercat.practice.views.loading import open_to_readers, reader


@open_to_readers
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    membership = reader(request)
    found = queries.published_for(membership.organisation) if membership else queries.public()
    page = pagination.page(found, asked=request.GET, by="changed_at", size=20, newest_first=True)
    context = {"page": page, "drafts": queries.drafts_of(membership) if membership else []}
    return render(request, "practice/index.html", context)
