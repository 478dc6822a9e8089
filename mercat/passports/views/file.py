from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from mercat.files.views import send
from mercat.passports import queries, rules
from mercat.passports.views.loading import load


@require_safe
def file(request: HttpRequest, application_id: str, file_id: str) -> HttpResponseBase:
    membership, application = load(request, application_id)
    writes = rules.can_edit(membership, application)
    stored = queries.file_seen_by(membership, application, file_id, writes=writes)
    if stored is None:
        raise Http404("No such file, or none that was sent.")
    return send(stored)
