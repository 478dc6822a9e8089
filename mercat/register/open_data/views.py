from collections.abc import Iterable, Iterator

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from mercat.common.limits import HOUR, is_over
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.register.open_data import feed
from mercat.register.open_data.files import BY_NAME, FILES, File
from mercat.register.open_data.reading import Source, address, source

PIECE = 16_000  # characters sent at a time
TOO_MANY = (
    "Too many files of all organisations in an hour. Ask again later, with the ETag that you got: "
    "what has not changed is not counted."
)


@login_not_required
@require_safe
def site(request: HttpRequest) -> HttpResponse:
    """Use this data: that of all organisations together."""
    files = [each for each in FILES if each.of_site]
    return render(request, "open_data/site.html", {"files": files})


@login_not_required
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Use this data: that of one organisation."""
    context = {"shown": _publishing(slug), "files": FILES}
    return render(request, "open_data/organisation.html", context)


@login_not_required
@require_safe
@gzip_page
def site_file(request: HttpRequest, file_name: str) -> HttpResponseBase:
    file = _known(file_name)
    if not file.of_site:
        raise Http404(file_name)
    return _answer(request, file, None)


@login_not_required
@require_safe
@gzip_page
def organisation_file(request: HttpRequest, slug: str, file_name: str) -> HttpResponseBase:
    return _answer(request, _known(file_name), _publishing(slug))


@login_not_required
@require_safe
@gzip_page
def trust_txt(request: HttpRequest, slug: str) -> HttpResponseBase:
    """At the organisation’s own path, as at the root of its own website."""
    return _answer(request, BY_NAME["trust.txt"], _publishing(slug))


def _known(name: str) -> File:
    if name not in BY_NAME:
        raise Http404(name)
    return BY_NAME[name]


def _publishing(slug: str) -> Organisation:
    return get_object_or_404(organisations.publishing_organisations(), slug=slug)


def _answer(
    request: HttpRequest, file: File, organisation: Organisation | None
) -> HttpResponseBase:
    """In full, or 304 to whoever has it as it is."""
    found = source(organisation, at=timezone.now())
    modified = int(found.changed_at.timestamp())
    answer: HttpResponseBase | None = get_conditional_response(
        request, etag=found.etag, last_modified=modified
    )
    if answer is None and _is_too_many(request, found):
        return _too_many()
    if answer is None:
        answer = _written(request, file, found, organisation)
    answer.headers["ETag"] = found.etag
    answer.headers["Last-Modified"] = http_date(modified)
    answer.headers["Cache-Control"] = "public, max-age=300"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Language"] = "en"
    return answer


def _is_too_many(request: HttpRequest, found: Source) -> bool:
    """All organisations together may be a million lines; one of them is not much."""
    most = settings.EXPORTS_AN_HOUR
    if not found.is_site or request.method == "HEAD" or most is None:
        return False
    if getattr(request, "is_export", False):  # of an archive: nobody asked from outside
        return False
    address = get_adapter().get_client_ip(request)
    return is_over("export", address, most=most, every=HOUR)


def _too_many() -> HttpResponse:
    """For programs, which read the number and the header; people read the sentence."""
    headers = {"Retry-After": str(HOUR), "Access-Control-Allow-Origin": "*"}
    return HttpResponse(f"{TOO_MANY}\n", "text/plain; charset=utf-8", 429, headers=headers)


def _written(
    request: HttpRequest, file: File, found: Source, organisation: Organisation | None
) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(content_type=file.kind)
    if file.write is None:
        return HttpResponse(feed.as_atom(found, itself=_itself(file, organisation)), file.kind)
    return StreamingHttpResponse(_in_pieces(file.write(found)), content_type=file.kind)


def _itself(file: File, organisation: Organisation | None) -> str:
    if organisation:
        return address("open_data:organisation_file", organisation.slug, file.name)
    return address("open_data:site_file", file.name)


def _in_pieces(text: Iterable[str]) -> Iterator[str]:
    waiting: list[str] = []
    size = 0
    for each in text:
        waiting.append(each)
        size += len(each)
        if size >= PIECE:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)
