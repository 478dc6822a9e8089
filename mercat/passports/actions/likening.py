"""Which earlier cases and which accounts are like a case. Found by tick, so no page searches.

A word that many have tells nothing, so the rarest ones ask; the work does not grow with the cases.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from mercat.common.search import WordIndex, words_in
from mercat.passports import queries
from mercat.passports.lifecycle import Kind
from mercat.passports.models import Application, CaseWords, Likeness
from mercat.passports.search import CASES
from mercat.register import queries as register
from mercat.register.search import USES

NOT_COMPARED = (Kind.LEARN, Kind.COUNCILLOR, Kind.APPEAL)
BATCH = 50
SHORTEST = 4
MOST_ASKED, MOST_TELLING = 24, 6
COMMON = 300  # rows that have a word, beyond which it tells nothing
MOST_CASES, MOST_ACCOUNTS = 10, 5
LEAST = 0.3  # of the telling words' weight
FILLERS = frozenset(
    words_in(
        "about account accounts after again also because been before being could does each from "
        "have here into just more most need only other over people same should social some such "
        "than that their them then there these they this those through under very want were what "
        "when where which while will with would your media post",
        most=99,
    )
)
Weights = dict[str, float]


def remember_words(application: Application, answers: Mapping[str, Any]) -> None:
    """Of a version that was just sent; it is compared soon."""
    if application.kind in NOT_COMPARED:
        return
    CaseWords.objects.update_or_create(
        application=application,
        defaults={
            "organisation": application.organisation,
            "title": application.title,
            "purpose": str(answers.get("purpose") or ""),
            "audience": str(answers.get("audience") or ""),
            "compared_at": None,
        },
    )


def compare_cases(*, at: datetime) -> int:
    """Compare those that were sent since the last time; returns how many."""
    waiting = CaseWords.objects.filter(compared_at=None, organisation__sealed_at=None).order_by(
        "pk"
    )
    keys = list(waiting.values_list("pk", flat=True)[:BATCH])
    return sum(_compare(key, at=at) for key in keys)


@transaction.atomic
def _compare(key: int, *, at: datetime) -> int:
    case = CaseWords.objects.select_for_update().filter(pk=key, compared_at=None).first()
    if case is None:
        return 0
    found = [
        Likeness(application_id=case.application_id, **{f"{pool.field}_id": key}, weight=weight)
        for pool in _pools(case)
        for key, weight in _likest(case, pool)
    ]
    Likeness.objects.filter(application=case.application_id).delete()
    Likeness.objects.bulk_create(found)
    case.compared_at = at
    case.save(update_fields=["compared_at"])
    return 1


@dataclass(frozen=True, slots=True)
class Pool:
    """Where a case's like is looked for."""

    field: str  # of Likeness
    rows: QuerySet[Any]
    index: WordIndex
    columns: tuple[str, ...]  # the key, then the texts
    most: int

    def having(self, stems: list[str], organisation: int) -> QuerySet[Any]:
        asked = self.index.matches(stems, organisation_id=organisation, any_of=True)
        return self.rows.filter(asked).order_by()


def _pools(case: CaseWords) -> list[Pool]:
    words = ("title", "purpose", "audience")
    uses = ("name", "purpose", "audience")
    in_use = register.accounts_in_use(case.organisation)
    return [
        Pool("earlier", queries.sent_before(case), CASES, ("application_id", *words), MOST_CASES),
        Pool("account", in_use, USES, ("pk", *uses), MOST_ACCOUNTS),
    ]


def _likest(case: CaseWords, pool: Pool) -> list[tuple[int, float]]:
    """Those that share most of what is telling about the case."""
    weights = _telling(case, pool)
    if not weights:
        return []
    rows = pool.having(list(weights), case.organisation_id).values_list(*pool.columns)
    scored = ((key, _score(weights, texts)) for key, *texts in rows[: COMMON * MOST_TELLING])
    like = [(key, score) for key, score in scored if score >= LEAST]
    return sorted(like, key=lambda each: (-each[1], -each[0]))[: pool.most]


def _telling(case: CaseWords, pool: Pool) -> Weights:
    """The rarest of the case's words that others have too, a rare one weighing more."""
    counts = {
        stem: pool.having([stem], case.organisation_id)[: COMMON + 1].count()
        for stem in stems(f"{case.title} {case.purpose} {case.audience}")
    }
    known = {stem: count for stem, count in counts.items() if 0 < count <= COMMON}
    rarest = sorted(known, key=lambda stem: (known[stem], stem))[:MOST_TELLING]
    return {stem: 1 / math.log2(2 + known[stem]) for stem in rarest}


def stems(text: str) -> list[str]:
    """Words that could tell something, each once, without the s of a plural."""
    words = (each for each in words_in(text, most=80) if len(each) >= SHORTEST)
    kept = (each.rstrip("s") for each in words if each not in FILLERS and not each.isdecimal())
    return list(dict.fromkeys(each for each in kept if len(each) >= SHORTEST))[:MOST_ASKED]


def _score(weights: Weights, texts: list[Any]) -> float:
    said = " ".join(str(text) for text in texts)
    words = set(words_in(said, most=400))
    shared = (each for each in weights if any(word.startswith(each) for word in words))
    return sum(weights[each] for each in shared) / sum(weights.values())
