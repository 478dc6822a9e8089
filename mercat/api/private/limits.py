"""How often a program may ask, counted by the minute in the shared cache."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest

from mercat.api.problems import Problem
from mercat.common.limits import MINUTE, is_over

TOO_MANY = "Too many requests in a short time. Wait a minute."


def count_token(public_id: str) -> None:
    _count("token", public_id)


def count_refused(request: HttpRequest) -> None:
    _count("refused", get_adapter().get_client_ip(request))


def _count(limit: str, who: str) -> None:
    most = settings.API_RATE_LIMITS.get(limit)
    if most is not None and is_over(f"api:{limit}", who, most=most, every=MINUTE):
        raise Problem(429, TOO_MANY)
