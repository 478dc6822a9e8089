"""A policy's draft, for tests that need one."""

from typing import Any

from mercat.passports import actions
from tests.factories.council import NOW

QUESTION: dict[str, Any] = {
    "section": "case",
    "label": "Have you talked to the archivist?",
    "short": "Archivist",
    "type": "line",
    "hint": "She knows what may be shown.",
    "required": True,
    "missing": "Say whether you talked to the archivist",
    "max_length": 200,
}


def ask_too(council: Any, **changed: Any) -> str:
    """A question of the organisation's own in the draft; returns its key."""
    draft = actions.add_question(question={**QUESTION, **changed}, by=council.administrator, at=NOW)
    return str(draft.content["questions"][-1]["key"])


def adopt(council: Any) -> Any:
    return actions.adopt_draft(by=council.administrator, at=NOW)
