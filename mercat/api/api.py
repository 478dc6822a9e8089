"""The API, /api/v1/. Its description is drawn from the types of what it takes and answers."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from mercat.api import lookup, private, problems, public

ABOUT = (
    "Which social media accounts speak for a public body. The look-up and the published register "
    "are open to all; the private part takes a token of the organisation."
)


class Api(NinjaAPI):
    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """With the look-up, which is a plain view, and problems by their proper name."""
        document = super().get_openapi_schema(**options)
        root = options.get("path_prefix") or self.get_root_path({})
        described = lookup.described(document["components"]["schemas"])
        document["paths"] = {f"/{root.strip('/')}/lookup": {"get": described}, **document["paths"]}
        for operation in _operations(document):
            _name_problems(operation)
        for path in document["paths"].values():
            if "get" in path:
                path["head"] = _head(path["get"])
        return document


def opened_by(scope: str) -> list[str]:
    """What a token with this scope opens, as the permissions page says it."""
    paths = api.get_openapi_schema()["paths"]
    return [
        f"{method.upper()} {path}"
        for path, operations in paths.items()
        for method, operation in operations.items()
        if method != "head"  # as GET
        for scheme in operation.get("security", [])
        if all(private.TOKENS[name].scope == scope for name in scheme)
    ]


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for path in document["paths"].values() for each in path.values()]


def _head(get: dict[str, Any]) -> dict[str, Any]:
    """The same question, answered without a body."""
    answers = {
        status: {"description": answer["description"]}
        for status, answer in get["responses"].items()
    }
    summary = f"{get['summary']} (headers alone)"
    said = {"operationId": f"{get['operationId']}_head", "summary": summary, "responses": answers}
    return {**{key: get[key] for key in get if key != "description"}, **said}


def _name_problems(operation: dict[str, Any]) -> None:
    for status, answer in operation["responses"].items():
        if int(status) >= 400 and "application/json" in answer.get("content", {}):
            answer["content"] = {problems.KIND: answer["content"]["application/json"]}


api = Api(title="Mercat", version="1", description=ABOUT, docs_url=None, urls_namespace="api")
problems.handle(api)
api.add_router("/organisations", public.organisations)
api.add_router("/accounts", public.accounts)
api.add_router("/changes", public.changes)
api.add_router("/private", private.register)
api.add_router("/private/applications", private.applications)
api.add_router("/private/passports", private.passports)
