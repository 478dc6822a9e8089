"""A page as the public gets it, without a server: the site's own middleware and views."""

from typing import Any

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.test import RequestFactory


class NotThere(Exception):
    """The address answered something else than a page."""


class Site:
    def __init__(self) -> None:
        self.handler = BaseHandler()
        self.handler.load_middleware()
        host = settings.SITE_URL.partition("://")[2]
        self.requests: Any = RequestFactory(HTTP_HOST=host, headers={"accept-language": "en"})

    def get(self, path: str, query: str = "") -> tuple[bytes, str]:
        """The content and its kind."""
        request = self.requests.get(
            f"{path}?{query}" if query else path, secure=settings.SITE_URL.startswith("https")
        )
        request._dont_enforce_csrf_checks = True
        answer: Any = self.handler.get_response(request)
        try:
            if answer.status_code != 200:
                raise NotThere(f"{path} answered {answer.status_code}")
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        finally:
            for close in answer._resource_closers:  # not the connection to the database
                close()
        return content, answer.headers.get("Content-Type", "")
