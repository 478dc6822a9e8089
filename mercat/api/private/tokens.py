"""Which program asks, what it may do, and for whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja.params.functions import Header
from ninja.security import HttpBearer

from mercat.api.private.limits import count_refused, count_token
from mercat.api.problems import Problem, ProblemOut
from mercat.audit import actions as audit
from mercat.organisations import actions as organisations
from mercat.organisations import queries
from mercat.organisations.models import ApiToken, Membership

Scope = ApiToken.Scope
FOR_WHOM = "The e-mail address of the member for whom the program asks, and who allows that"
OnBehalfOf = Annotated[str, Header(alias="On-Behalf-Of", description=FOR_WHOM)]
# What every private address may answer besides.
REFUSED = dict.fromkeys((401, 403, 422, 429), ProblemOut)


class Token(HttpBearer):
    """A token of the organisation's, alive and with this scope."""

    scope: Scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = organisations.use_token(secret=token, at=timezone.now())
        if found is None:
            count_refused(request)
            return None
        count_token(found.public_id)
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
