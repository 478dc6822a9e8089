"""Pages of shared practice, made by the same actions as any other."""

from typing import Any

from mercat.common.uploads import check
from mercat.files import actions as files
from mercat.practice import actions
from mercat.practice.models import Page
from tests.factories.council import NOW

BODY = "## Why\n\nPeople ask in the evening.\n\n## What we did\n\n- answered until eight\n"


def draft(member: Any, **changed: Any) -> Page:
    given = {
        "kind": "case_study",
        "title": "Evening answers",
        "summary": "We answered families in the evening.",
        "body": BODY,
        "licence": "ogl-3",
        "tags": ["foster care"],
        "at": NOW,
        **changed,
    }
    return actions.begin(**given, by=member)


def published(member: Any, visibility: str = "organisation", **changed: Any) -> Page:
    page = draft(member, **changed)
    at = changed.get("at", NOW)
    return actions.publish(page=page, visibility=visibility, by=member, at=at)


def stored(member: Any, name: str = "plan.txt", content: bytes = b"The plan") -> Any:
    return files.store(checked=check(name, content), by=member, at=NOW)
