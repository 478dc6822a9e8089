"""How every private file is handed out. The owner of a file asks first who may have it."""

import logging

from django.http import FileResponse, Http404

from mercat.files.models import StoredFile

log = logging.getLogger("mercat.files")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def send(stored: StoredFile) -> FileResponse:
    """To be saved, never shown by the browser in our name."""
    try:
        opened = stored.open()
    except FileNotFoundError as error:
        log.error("the content of file %s is not in the storage", stored.public_id)
        raise Http404("This file is no longer here.") from error
    return FileResponse(
        opened,
        as_attachment=True,
        filename=stored.name,
        content_type=stored.kind_of.media_type,
        headers={**HEADERS, "Content-Length": str(stored.size)},
    )
