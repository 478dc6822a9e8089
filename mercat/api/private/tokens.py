"""Which program asks, what it may do, and for whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils import timezone
from ninja.params.functions import Header
from ninja.security import HttpBearer

from mercat.api.problems import Problem, ProblemOut
from mercat.audit import actions as audit
from mercat.organisations import actions as organisations
from mercat.organisations import queries
from mercat.organisations.models import ApiToken, Membership

Scope = ApiToken.Scope
FOR_WHOM = "The e-mail address of the member for whom the program asks, and who allows that"
OnBehalfOf = Annotated[str, Header(alias="On-Behalf-Of", description=FOR_WHOM)]
TOO_MANY = "Too many requests in a short time. Wait a minute."
# What every private address may answer besides.
REFUSED = dict.fromkeys((401, 403, 422, 429), ProblemOut)


class Token(HttpBearer):
    """A token of the organisation's, alive and with this scope."""

    scope: Scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = organisations.use_token(secret=token, at=timezone.now())
        if found is None:
            _count(request, "api_refused")
            return None
        _count(request, "api", key=found.public_id)
        if self.scope not in found.scopes:
            raise Problem(
                403, f"This token may not do this: it lacks the scope {self.scope.value}."
            )
        return found


class RegisterRead(Token):
    scope = Scope.REGISTER


class ApplicationsRead(Token):
    scope = Scope.READ


class ApplicationsWrite(Token):
    scope = Scope.WRITE


# By the names under which OpenAPI has them.
TOKENS = {each.__name__: each for each in (RegisterRead, ApplicationsRead, ApplicationsWrite)}


def _count(request: HttpRequest, action: str, key: str | None = None) -> None:
    if not ratelimit.consume(request, action=action, key=key):
        raise Problem(429, TOO_MANY)


def token_of(request: HttpRequest) -> ApiToken:
    token: ApiToken = request.auth  # type: ignore[attr-defined]  # what Token returned
    return token


def member(request: HttpRequest, email: str) -> Membership:
    """Whether somebody works here is told to no program that they do not allow."""
    found = queries.member_acted_for(token_of(request), email)
    if found is None:
        raise Problem(403, "No member with this address lets this program act for them.")
    return found


@contextmanager
def recorded(request: HttpRequest) -> Iterator[None]:
    """Each event says by which token."""
    with audit.through(token=token_of(request).public_id):
        yield
