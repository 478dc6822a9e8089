"""How gunicorn logs: never a request that may leave no line. gunicorn.conf.py names this."""

from typing import Any

from gunicorn.glogging import Logger

# Pulses are anonymous (docs/decisions/0049-pulses.md), and so are the styles that they fetch.
UNLOGGED = ("/pulse/", "/static/")


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> None:
        # After an error of the server's own the environment may be bare.
        path = environ.get("PATH_INFO") or getattr(req, "path", "") or ""
        if not path.startswith(UNLOGGED):
            super().access(resp, req, environ, request_time)
