"""Many accounts at once: a pasted list, or the column of a table that holds them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from mercat.lookup import answers
from mercat.lookup.queries import Claim, LookUp, no_account, told, with_warnings
from mercat.lookup.similar import Similar, similar_to_all
from mercat.platforms import Account, NotAnAccount, likely, recognise
from mercat.register import queries as register
from mercat.register.imports.exporting import safe
from mercat.register.imports.text import announced, delimiter_of, rows_of

MOST = 500


@dataclass(frozen=True, slots=True)
class Line:
    asked: str
    found: LookUp
    card: dict[str, Any]  # as the look-up of one says it

    @property
    def similar(self) -> list[str]:
        return [answers.likeness(each) for each in self.found.similar]

    @property
    def pre_election(self) -> list[str]:
        return answers.pre_election(self.found)


def look_up_all(texts: list[str], *, at: datetime) -> list[Line]:
    """A few statements for each platform, and for each twenty names that are on no register."""
    recognised = [recognise(text) for text in texts]
    accounts = [likely(each) for each in recognised]
    found = list(register.claims_of_all({(each.platform, each.key) for each in accounts if each}))
    claims: dict[register.Place, list[Claim]] = defaultdict(list)
    warned = with_warnings([said for _, said in found], at=at)
    for (place, _), claim in zip(found, warned, strict=True):
        claims[place].append(claim)
    strangers = [each for each in accounts if each and (each.platform, each.key) not in claims]
    near = similar_to_all(strangers)
    lines = []
    for text, answer, account in zip(texts, recognised, accounts, strict=True):
        refusal = None if isinstance(answer, Account) else answer
        one = _one(account, refusal, claims, near, at=at)
        lines.append(Line(text, one, answers.card(one)))
    return lines


def _one(
    account: Account | None,
    refusal: NotAnAccount | None,
    claims: dict[register.Place, list[Claim]],
    near: dict[register.Place, tuple[Similar, ...]],
    *,
    at: datetime,
) -> LookUp:
    if account:
        place = account.platform, account.key
        here, similar = tuple(claims.get(place, ())), near.get(place, ())
        return told(account, here, at=at, refusal=refusal, similar=similar)
    assert refusal  # noqa: S101  # it is one or the other
    return no_account(refusal, at=at)


def texts_in(typed: str) -> list[str]:
    """A line each; of a table the column in which most cells are accounts."""
    text, divided = announced(typed)
    delimiter = divided or delimiter_of(text, _is_account)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not any(delimiter in line for line in lines):
        return lines
    rows = list(rows_of(text, delimiter))
    place = max(range(max(map(len, rows))), key=lambda at: _accounts_in(rows, at))
    cells = [row[place].strip() if place < len(row) else "" for row in rows]
    headed = len(cells) > 1 and not _is_account(cells[0]) and _is_account(cells[1])
    return [cell for cell in cells[headed:] if cell]


def _accounts_in(rows: list[list[str]], place: int) -> int:
    return sum(place < len(row) and _is_account(row[place]) for row in rows)


def _is_account(cell: str) -> bool:
    return likely(recognise(cell)) is not None


def as_table(lines: list[Line]) -> Iterator[list[str]]:
    yield [
        gettext("Asked"),
        gettext("Answer"),
        gettext("In words"),
        gettext("Account"),
        gettext("Its name is like"),
        "answer",
    ]
    for line in lines:
        account, card = line.found.account, line.card
        address = account.url if account else ""
        words = " ".join([card["body"], *line.pre_election])
        told = (line.asked, str(card["heading"]), words, address, " ".join(line.similar))
        yield [*map(safe, told), str(line.found.answer)]
