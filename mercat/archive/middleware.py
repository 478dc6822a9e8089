from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from mercat.api import problems
from mercat.archive.guards import SAYS
from mercat.audit import queries as audit
from mercat.common.refusals import Sealed

SAFE = {"GET", "HEAD", "OPTIONS"}
# They are asked by a POST and change nothing here.
READS = {"lookup:look_up_list", "home:choose_language"}
SITE_CLOSED = _("This site is closed. It can be read, and nothing in it changes any more.")
CLOSED = _("This organisation is closed here. It can be read, and nothing of it changes any more.")


class Closed:
    """The one place where what is closed refuses to change, whatever was asked.

    The whole site: every request but those that read, one query each. One organisation: whatever
    its chain or its triggers refused, wherever in the code that was.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE and audit.site_sealed_at() and not _only_reads(request):
            return refused(request, str(SITE_CLOSED))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Sealed):
            return refused(request, error.sentence)
        if isinstance(error, DatabaseError) and SAYS in str(error):
            return refused(request, str(CLOSED))
        return None


def _only_reads(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).view_name in READS
    except Resolver404:
        return False


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problems.answer(409, sentence)
    context = {"sentence": sentence}
    return render(request, "archive/refused.html", context, status=409)
