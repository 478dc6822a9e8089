from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.organisations.models import Organisation
from mercat.register.imports.columns import Columns
from mercat.register.imports.judging import FOR_A_PERSON, WRITTEN, Outcome
from mercat.register.imports.keeping import content_of
from mercat.register.imports.reading import Opened, Table, Wish, open_
from mercat.register.imports.rows import Row, rows_of
from mercat.register.imports.text import SAMPLE
from mercat.register.lifecycle import ImportState
from mercat.register.models import Import, ImportRow

# For pages: a word for each outcome before and after, its tone, and what one can do.
OUTCOMES = {
    Outcome.NEW: (_("To enter"), _("Entered"), "ok"),
    Outcome.CHANGED: (_("To change"), _("Changed"), "ok"),
    Outcome.SAME: (_("As it is"), _("As it is"), "plain"),
    Outcome.DUPLICATE: (_("Twice in the list"), _("Twice in the list"), "plain"),
    Outcome.CONTRADICTION: (_("Contradicts"), _("Contradicted"), "wait"),
    Outcome.UNKNOWN_ORGANISATION: (_("Of somebody else"), _("Of somebody else"), "wait"),
    Outcome.NOT_AN_ACCOUNT: (_("Not an account"), _("Not an account"), "stop"),
}
FILLS = {"ok": "#1d6b45", "plain": "#8a8494", "wait": "#b8860b", "stop": "#a3262a"}
SUGGESTIONS = {
    Outcome.NEW: "",
    Outcome.CHANGED: "",
    Outcome.SAME: _("Nothing to do."),
    Outcome.DUPLICATE: _("Nothing to do: the earlier row is used."),
    Outcome.CONTRADICTION: _("Give the right address, or mend the list."),
    Outcome.UNKNOWN_ORGANISATION: _("Leave it to that organisation."),
    Outcome.NOT_AN_ACCOUNT: _("Give the account's address, or leave the row out."),
}
DONE = {ImportState.APPLIED, ImportState.UNDOING, ImportState.UNDONE}
CHANGING = ("name", "department", "purpose", "audience", "url")


def imports_of(organisation: Organisation) -> QuerySet[Import]:
    return Import.objects.filter(organisation=organisation).select_related(
        "organisation", "by", "remembered"
    )


def rows_of_import(source: Import, *, outcome: str = "") -> QuerySet[ImportRow]:
    rows = source.rows.select_related("account")
    return rows.filter(outcome=outcome) if outcome in list(Outcome) else rows


def opened_of(source: Import) -> Opened:
    wish = Wish(**source.mapping["wish"])
    return open_(content_of(source), name=source.file_name, wish=wish)


def beginning_of(source: Import) -> tuple[Table, list[Row]]:
    """The first rows of the file, and what we make of the first five."""
    opened = opened_of(source)
    columns = Columns.from_json(source.mapping["columns"])
    return opened.sample(SAMPLE), list(islice(rows_of(opened, columns), 5))


def parts_of(source: Import) -> list[dict[str, Any]]:
    """The outcomes for a picture and its table: how many, and how wide of a hundred."""
    total, x, parts = max(source.rows_read, 1), 0.0, []
    for outcome, words in OUTCOMES.items():
        many = source.counts.get(outcome.value, 0)
        if many:
            width = 100 * many / total
            parts.append(
                {
                    "outcome": outcome.value,
                    "count": many,
                    "text": words[source.state in DONE],
                    "tone": words[2],
                    "fill": FILLS[words[2]],
                    "x": f"{x:.3f}",
                    "width": f"{width:.3f}",
                }
            )
            x += width
    return parts


def _account_id(row: ImportRow, source: Import) -> str:
    """Of the account on the register that the row speaks of, if there is one."""
    if row.account:
        return str(row.account.public_id)
    is_there = source.state == ImportState.APPLIED and row.taken
    return row.account_id_new if is_there else ""


def _why(row: ImportRow, source: Import) -> str:
    is_entered = row.outcome == Outcome.NEW and row.taken and source.state == ImportState.APPLIED
    return gettext("It is on the register now.") if is_entered else row.sentence or row.reason


def described(row: ImportRow, source: Import) -> dict[str, Any]:
    """One row for the page and for the report."""
    outcome = Outcome(row.outcome)
    word = OUTCOMES[outcome][source.state in DONE]
    is_written = outcome in WRITTEN
    return {
        "row": row,
        "text": gettext("Left out") if is_written and not row.taken else str(word),
        "tone": "plain" if is_written and not row.taken else OUTCOMES[outcome][2],
        "why": _why(row, source),
        "suggestion": str(SUGGESTIONS[outcome]),
        "can_choose": is_written and source.state == ImportState.READ,
        "can_mend": outcome in FOR_A_PERSON and source.state == ImportState.READ,
        "account_id": _account_id(row, source),
        "said": row.said[:70] or "no address",
    }
