"""The look-up. A plain view: it is asked more often than all the rest, and takes two words."""

import json
from typing import Any, Literal

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from ninja import Schema

from mercat.api import problems
from mercat.api.problems import ProblemOut
from mercat.api.public.showing import ClaimOut, SimilarOut
from mercat.lookup import queries as lookup

WANTED = "Say which account: its address, or its name together with its platform."


class LookUpOut(Schema):
    answer: Literal[
        "official",
        "was_official",
        "known_false",
        "not_controlled",
        "disputed",
        "own_account",
        "not_registered",
        "lookalike",
        "not_an_account",
        "not_recognised",
    ]
    claims: list[ClaimOut]
    similar: list[SimilarOut]
    reason: str | None
    as_of: str


@login_not_required
@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    if "url" not in request.GET:
        return problems.answer(422, problems.WRONG, [{"where": "query.url", "detail": WANTED}])
    platform = request.GET.get("platform", "")
    found = lookup.look_up(request.GET["url"], at=timezone.now(), platform=platform)
    return HttpResponse(json.dumps(found.as_json()), content_type="application/json")


def described(schemas: dict[str, Any]) -> dict[str, Any]:
    """Its operation for OpenAPI; adds its types to `schemas`."""
    template = "#/components/schemas/{model}"
    for kind in (LookUpOut, ProblemOut):
        schema = kind.model_json_schema(ref_template=template)
        schemas.update(schema.pop("$defs", {}), **{kind.__name__: schema})
    return {
        "operationId": "look_up",
        "summary": "Is it official?",
        "description": "`not_registered` does not mean that an account is false.",
        "tags": ["look-up"],
        "parameters": [
            _asked("url", "The account’s address, or its name with `platform`", required=True),
            _asked("platform", "The platform of a name without address", required=False),
        ],
        "responses": {
            200: _answer("OK", "application/json", LookUpOut),
            422: _answer("Unprocessable Content", problems.KIND, ProblemOut),
        },
    }


def _asked(name: str, about: str, *, required: bool) -> dict[str, Any]:
    schema = {"type": "string", "title": name.title()}
    return {
        "in": "query",
        "name": name,
        "schema": schema,
        "required": required,
        "description": about,
    }


def _answer(text: str, kind: str, schema: type[Schema]) -> dict[str, Any]:
    named = {"$ref": f"#/components/schemas/{schema.__name__}"}
    return {"description": text, "content": {kind: {"schema": named}}}
