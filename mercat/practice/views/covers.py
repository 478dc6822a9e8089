from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from mercat.common.views import open_to_readers
from mercat.practice import queries
from mercat.practice.exports.cover import cover_of, drawn

HEADERS = {
    "Cache-Control": "public, max-age=3600",
    "Cross-Origin-Resource-Policy": "cross-origin",  # shown beside links on other sites
    "X-Content-Type-Options": "nosniff",
}


@open_to_readers
@require_safe
def cover(request: HttpRequest, page_id: str, number: int) -> HttpResponseBase:
    """Of public pages alone, whoever asks. An older address leads to the newest."""
    page = get_object_or_404(queries.public(), public_id=page_id)
    if number != page.number:
        return redirect("practice:cover", page.public_id, page.number)
    found = cover_of(page)
    headers = {**HEADERS, "ETag": found.etag}
    same = get_conditional_response(request, etag=found.etag)
    if same is None:
        return HttpResponse(drawn(found), content_type="image/png", headers=headers)
    for name, value in headers.items():
        same.headers[name] = value
    return same
