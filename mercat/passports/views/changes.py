"""What changed from one version of a case to another, word by word."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from django.http import HttpRequest

from mercat.passports import question_sets
from mercat.passports.models import Application, Revision
from mercat.passports.views import rows

PIECES = re.compile(r"\s+|\w+|[^\w\s]")
MOST_PIECES = 3000  # above it the whole answer counts as rewritten, so that no page waits


def since(request: HttpRequest, application: Application, revision: Revision | None) -> Any:
    """The changes that the page shows: from `since` if it names a version, else the one before.

    Nothing for a first version. At most seven queries.
    """
    if revision is None or revision.number == 1:
        return None
    asked = request.GET.get("since", "")
    numbers = list(range(1, revision.number))
    number = next((each for each in numbers if str(each) == asked), numbers[-1])
    older = application.revisions.get(number=number)
    return {
        "since": older.number,
        "rows": between(application, older.content["answers"], revision.content["answers"]),
        "others": [each for each in numbers if each != older.number],
    }


def between(
    application: Application, older: Mapping[str, Any], newer: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """A row for each question whose answer is another one, with what went and what came."""
    question_set = question_sets.load(application.question_set)
    names = {
        **rows.names_in(application, question_set, older),
        **rows.names_in(application, question_set, newer),
    }
    found = []
    for question in question_set.questions():
        before, after = older.get(question.key), newer.get(question.key)
        if before != after:
            texts = [rows.text_of(question, each, names) for each in (before, after)]
            was_asked, is_asked = question.key in older, question.key in newer
            found.append(
                {
                    "key": question.short,
                    "pieces": pieces(texts[0] if was_asked else "", texts[1] if is_asked else ""),
                    "no_longer": was_asked and not is_asked,
                    "new": is_asked and not was_asked,
                }
            )
    return found


def pieces(older: str, newer: str) -> list[tuple[str, str]]:
    """The text in pieces, each `same`, `removed` or `added`; a changed word changes whole."""
    before, after = PIECES.findall(older), PIECES.findall(newer)
    if len(before) + len(after) > MOST_PIECES:
        return _present([("removed", older), ("added", newer)])
    found = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(before[i:j])))
        else:
            found += [("removed", "".join(before[i:j])), ("added", "".join(after[k:m]))]
    return _present(found)


def _present(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in found if text]
