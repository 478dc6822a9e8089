"""What changed from one version of a case to another, word by word."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from django.http import HttpRequest

from mercat.common.differences import pieces
from mercat.passports import queries
from mercat.passports.models import Application, Revision
from mercat.passports.question_sets import Question
from mercat.passports.views import rows

Row = Mapping[str, str]


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
    question_set = queries.question_set_of(application)
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
            is_table = question.type == "table"
            found.append(
                {
                    "key": question.short,
                    "table": _table(question, before or [], after or []) if is_table else None,
                    "pieces": pieces(texts[0] if was_asked else "", texts[1] if is_asked else ""),
                    "no_longer": was_asked and not is_asked,
                    "new": is_asked and not was_asked,
                }
            )
    return found


def _table(question: Question, older: list[Row], newer: list[Row]) -> dict[str, Any]:
    """Row by row: a changed row shows what changed in each of its cells."""
    before = [_cells(question, row) for row in older]
    after = [_cells(question, row) for row in newer]
    blank = ("",) * len(question.columns)
    found: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = before[i:j], after[k:m]
        if tag == "equal":
            old = new
        found += zip_longest(old, new, fillvalue=blank)
    heads = [column.short for column in question.columns]
    return {
        "head": heads,
        "rows": [list(zip(heads, map(pieces, old, new), strict=True)) for old, new in found],
    }


def _cells(question: Question, row: Row) -> tuple[str, ...]:
    return tuple(rows.cell_of(column, row) for column in question.columns)
