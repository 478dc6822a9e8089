"""What became of each account: one line each, and the hash by which the event names them all."""

import hashlib
import json
from collections.abc import Iterable, Iterator

from mercat.register.bulk import queries
from mercat.register.imports.exporting import safe
from mercat.register.models import BulkChange, BulkRow

HEADINGS = ("Account", "Address", "Outcome", "Was", "Is to be", "Why")


def sha256_of(rows: Iterable[BulkRow]) -> str:
    """Of every row, in the order of their accounts. It stays the same when this is undone."""
    lines = sorted(
        [row.account.public_id, row.outcome, row.was, row.becomes, row.why] for row in rows
    )
    return hashlib.sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()


def report_lines(bulk: BulkChange) -> Iterator[list[str]]:
    yield list(HEADINGS)
    for row in queries.rows_of_bulk(bulk).order_by("account__name", "pk"):
        account = row.account
        outcome = queries.said(bulk, row.outcome)
        line = [account.full_name, account.url, outcome, row.was, row.becomes, row.why]
        yield [safe(each) for each in line]
