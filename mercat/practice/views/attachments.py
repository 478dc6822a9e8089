from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from mercat.files.views import send
from mercat.practice import queries
from mercat.practice.models import Attachment
from mercat.practice.views.loading import open_to_readers, readable, reader


@open_to_readers
@require_safe
def attachment(request: HttpRequest, page_id: str, attachment_id: str) -> HttpResponseBase:
    page = get_object_or_404(readable(request), public_id=page_id)
    found = Attachment.objects.filter(page=page).select_related("stored__organisation")
    return send(get_object_or_404(found, public_id=attachment_id).stored)


@open_to_readers
@require_safe
def face(request: HttpRequest, profile_id: str) -> HttpResponseBase:
    """The picture of somebody who writes here."""
    found = queries.faces(for_public=reader(request) is None)
    picture = get_object_or_404(found, public_id=profile_id).picture
    assert picture  # noqa: S101  # faces have one
    return send(picture)
