"""Programs with tokens, as a test of the API needs them."""

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from mercat.organisations import actions
from mercat.organisations.models import ApiToken, Membership
from tests.factories.council import Council

PRIVATE = "/api/v1/private"
ALL = [ApiToken.Scope.REGISTER, ApiToken.Scope.READ, ApiToken.Scope.WRITE]


@dataclass
class Program:
    token: ApiToken
    secret: str
    acts_for: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}", "On-Behalf-Of": self.acts_for}

    def ask(self, method: str, path: str, body: Any = None, **query: str) -> Any:
        client = Client()
        if method in {"get", "head"}:
            return getattr(client, method)(PRIVATE + path, query, headers=self.headers)
        content = body if isinstance(body, bytes) else json.dumps(body)
        return getattr(client, method)(
            PRIVATE + path, content, content_type="application/json", headers=self.headers
        )

    def get(self, path: str, **query: str) -> Any:
        return self.ask("get", path, **query)


def program(council: Council, who: Membership | None = None, *, scopes: Any = ALL) -> Program:
    """Allowed by this member."""
    at = timezone.now()
    token, secret = actions.make_token(
        organisation=council.organisation,
        name="Forms",
        scopes=scopes,
        by=council.administrator.person,
        at=at,
    )
    if who and token.acts_for_people:
        actions.allow_program(token=token, by=who, at=at)
    return Program(token, secret, who.person.email if who else "")
