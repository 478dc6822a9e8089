"""How often a program may ask, counted by the minute in the shared cache.

allauth, which counts elsewhere, lets every GET pass.
"""

import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from mercat.api.problems import Problem

TOO_MANY = "Too many requests in a short time. Wait a minute."
MINUTE = 60


def count_token(public_id: str) -> None:
    _count("token", public_id)


def count_refused(request: HttpRequest) -> None:
    _count("refused", get_adapter().get_client_ip(request))


def _count(limit: str, who: str) -> None:
    most = settings.API_RATE_LIMITS.get(limit)
    if most is None:
        return
    key = f"api:{limit}:{who}:{int(time.time() // MINUTE)}"
    if not cache.add(key, 1, 2 * MINUTE) and cache.incr(key) > most:
        raise Problem(429, TOO_MANY)
