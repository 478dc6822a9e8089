"""What SCIM requests say, whichever directory wrote them."""

import json
import re
from typing import Any

from django.http import HttpRequest

from mercat.api.scim.answers import Fault

FILTER = re.compile(r'\s*userName\s+eq\s+"([^"\\]{1,254})"\s*', re.IGNORECASE)
LONGEST = 100_000
TRUE, FALSE = {"true"}, {"false"}


def body_of(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > LONGEST:
        raise Fault(413, "This request is too long.")
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise Fault(400, "This is not JSON.", "invalidSyntax") from error
    if not isinstance(body, dict):
        raise Fault(400, "A SCIM request is a JSON object.", "invalidSyntax")
    return body


def user_name_in(text: str) -> str:
    """The one filter that directories use before they create somebody."""
    found = FILTER.fullmatch(text)
    if found is None:
        raise Fault(400, 'The only filter here is: userName eq "…"', "invalidFilter")
    return found[1].lower()


def whole_number(text: str, *, default: int) -> int:
    if not text:
        return default
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise Fault(400, "startIndex and count are whole numbers.", "invalidValue")
    return int(text)


def text_of(body: dict[str, Any], *path: str, longest: int) -> str:
    """What stands at this path, if it is text at all; without what no database takes."""
    value: Any = body
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    text = value if isinstance(value, str) else ""
    return text.replace("\0", "").encode("utf-8", "ignore").decode().strip()[:longest]


def active_in(body: dict[str, Any]) -> bool | None:
    """Of a PATCH: whether the user is to be active, or None when it says nothing about that.

    Directories write `{"op": "Replace", "path": "active", "value": "False"}` and
    `{"op": "replace", "value": {"active": false}}`.
    """
    operations = body.get("Operations")
    if not isinstance(operations, list) or not operations:
        raise Fault(400, "A PATCH has a list of Operations.", "invalidSyntax")
    said = None
    for each in operations:
        if not isinstance(each, dict):
            raise Fault(400, "An operation is an object.", "invalidSyntax")
        found = _active(each)
        said = said if found is None else found
    return said


def _active(operation: dict[str, Any]) -> bool | None:
    op, path, value = (operation.get(key) for key in ("op", "path", "value"))
    if not isinstance(op, str) or op.lower() not in {"add", "replace", "remove"}:
        raise Fault(400, "An operation is add, replace or remove.", "invalidSyntax")
    if path is None and isinstance(value, dict):
        value = {str(key).lower(): each for key, each in value.items()}.get("active")
    elif not isinstance(path, str) or path.lower() != "active":
        return None
    if op.lower() == "remove":
        raise Fault(400, "active is true or false.", "invalidValue")
    return None if value is None else _true_or_false(value)


def _true_or_false(value: Any) -> bool:
    word = str(value).lower()
    if word not in TRUE | FALSE:
        raise Fault(400, "active is true or false.", "invalidValue")
    return word in TRUE
