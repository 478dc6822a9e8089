"""A page as its reader gets it, without a server: the site's own middleware and views."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from mercat.archive import queries
from mercat.archive.export.editions import Edition
from mercat.organisations.middleware import READS_AS

View = Callable[[HttpRequest], HttpResponse]


class NotThere(Exception):
    """The address answered something else than a page."""


class Handler(BaseHandler):
    """The site's own, which lets a view answer that was made ready for this very address."""

    def resolve_request(self, request: Any) -> Any:
        found = super().resolve_request(request)
        return (request.ready, (), {}) if request.ready else found


class Site:
    def __init__(self, edition: Edition) -> None:
        self.reader = edition.reader
        self.handler = Handler()
        self.handler.load_middleware()
        self.closing = queries.of_the_site()
        host = settings.SITE_URL.partition("://")[2]
        self.requests: Any = RequestFactory(
            HTTP_HOST=host, headers={"accept-language": edition.language}
        )

    @contextmanager
    def asked(
        self, path: str, query: str = "", ready: View | None = None
    ) -> Iterator[tuple[Iterable[bytes], str]]:
        """The content, piece by piece, and its kind."""
        request = self.requests.get(
            f"{path}?{query}" if query else path, secure=settings.SITE_URL.startswith("https")
        )
        request._dont_enforce_csrf_checks = True
        request.ready, request.is_export, request.site_closing = ready, True, self.closing
        if self.reader:
            request._cached_user = self.reader.person
            setattr(request, READS_AS, self.reader)
        answer: Any = self.handler.get_response(request)
        try:
            if answer.status_code != 200:
                raise NotThere(f"{path} answered {answer.status_code}")
            pieces = answer.streaming_content if answer.streaming else [answer.content]
            yield pieces, answer.headers.get("Content-Type", "")
        finally:
            for close in answer._resource_closers:  # not the connection to the database
                close()
