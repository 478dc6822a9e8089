"""What the register says to a freedom of information request, and the answers given so far."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Count,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce

from mercat.common import working_days
from mercat.organisations.models import Membership, Organisation
from mercat.passports.lifecycle import FoiStatus, PassportStatus
from mercat.passports.models import CertificationAnswer, FoiAnswer, FoiLine, FoiPart, Passport
from mercat.register import queries as register
from mercat.register.lifecycle import OPEN, Status
from mercat.register.models import Account, Custodian

YEAR = timedelta(days=365)
ANSWER_WITHIN = 20  # working days, by both Acts
NOTE = re.compile(r"\[[^\[\]]+\]")  # what the officer has to judge or to find out
COMPARED = (
    "name",
    "handle",
    "url",
    "service",
    "role",
    "owner_name",
    "purpose",
    "status",
    "opened_on",
    "closed_on",
    "reviewed_on",
    "withheld_because",
)
MOST_COMPARED = 200


def foi_answers(organisation: Organisation) -> QuerySet[FoiAnswer]:
    found = FoiAnswer.objects.filter(organisation=organisation)
    return found.select_related("organisation", "begun_by", "released_by")


def foi_accounts(organisation: Organisation) -> QuerySet[Account]:
    """Those that are or were the organisation's, with who owns each; in the order of the list."""
    titles = Membership.objects.filter(
        organisation=OuterRef("organisation"),
        ended_at=None,
        person=Subquery(_owners_of(OuterRef(OuterRef("pk"))).values("person")[:1]),
    )
    ours = register.accounts_of(organisation).exclude(status__in=[Status.PROPOSED, Status.FALSE])
    return ours.annotate(
        owner_name=Subquery(_owners_of(OuterRef("pk")).values("person__name")[:1]),
        owner_title=Subquery(titles.values("job_title")[:1]),
    ).order_by("name", "pk")


def _owners_of(account: OuterRef) -> QuerySet[Custodian]:
    owners = Custodian.objects.filter(account=account, level=Custodian.Level.OWNER, until=None)
    return owners.order_by("since", "pk")


def foi_totals(organisation: Organisation) -> dict[str, int]:
    """Administrators as totals alone. One query."""
    is_open = Q(status__in=OPEN)
    ours = register.accounts_of(organisation).exclude(status__in=[Status.PROPOSED, Status.FALSE])
    counted = ours.order_by().aggregate(
        accounts=Count("pk"),
        in_use=Count("pk", filter=is_open),
        administrators=Sum("administrator_count", filter=is_open),
    )
    return {name: int(value or 0) for name, value in counted.items()}


def foi_confirmed(organisation: Organisation, *, at: datetime) -> dict[str, Any]:
    """Spend and blocks, as the latest confirmation of the last year says of each. One query."""
    latest = CertificationAnswer.objects.filter(
        account=OuterRef("pk"), answered_at__gte=at - YEAR, answered_at__lte=at
    ).order_by("-answered_at")
    accounts = register.accounts_of(organisation).filter(status__in=OPEN).order_by()
    said = accounts.annotate(
        spent=Subquery(latest.values("spent")[:1]), blocked=Subquery(latest.values("blocked")[:1])
    )
    return said.aggregate(
        spent_total=Sum("spent"),
        spent_of=Count("spent"),
        blocked_total=Sum("blocked"),
        blocked_of=Count("blocked"),
    )


def foi_tools(organisation: Organisation) -> list[dict[str, Any]]:
    """Each tool and contract, with how many accounts in use go with it. One query."""
    accounts = register.accounts_of(organisation).filter(status__in=OPEN)
    named = accounts.exclude(tool="", contract="").order_by("tool", "contract")
    return [
        dict(each) for each in named.values("tool", "contract").annotate(many=Count("pk"))[:100]
    ]


def foi_passports(organisation: Organisation) -> int:
    found = Passport.objects.filter(application__organisation=organisation)
    return found.filter(status=PassportStatus.ACTIVE).count()


def foi_due_on(answer: FoiAnswer) -> date | None:
    if answer.received_on is None:
        return None
    nation = answer.organisation.nation
    return working_days.add(answer.received_on, ANSWER_WITHIN, nation=nation)


def foi_notes(parts: list[FoiPart]) -> list[tuple[FoiPart, str]]:
    """What is still open, by the part in which it stands."""
    return [(part, note) for part in parts for note in NOTE.findall(part.text)]


def foi_owner_of(line: FoiLine) -> Account | None:
    """The account as it is now, with who owns it, for the officer's judgement. One query."""
    return foi_accounts(line.answer.organisation).filter(public_id=line.account_id).first()


def foi_released(organisation: Organisation) -> QuerySet[FoiAnswer]:
    return foi_answers(organisation).filter(status=FoiStatus.RELEASED).order_by("-released_at")


@dataclass(frozen=True, slots=True)
class Difference:
    """What one answer says and an earlier one did not."""

    parts: list[tuple[str, str, str]]
    new: list[FoiLine]
    gone: list[FoiLine]
    changed: list[tuple[FoiLine, list[tuple[str, Any, Any]]]]
    is_cut: bool


def foi_difference(answer: FoiAnswer, earlier: FoiAnswer) -> Difference:
    """Of so many lines of each kind. Five queries."""
    before = {part.key: part.text for part in earlier.parts.all()}
    parts = [
        (str(part), before.get(part.key, ""), part.text)
        for part in answer.parts.order_by("number")
        if before.get(part.key) != part.text
    ]
    new = _only_in(answer, earlier)
    gone = _only_in(earlier, answer)
    changed = list(_changed(answer, earlier))
    return Difference(
        parts,
        new[:MOST_COMPARED],
        gone[:MOST_COMPARED],
        changed[:MOST_COMPARED],
        max(len(new), len(gone), len(changed)) > MOST_COMPARED,
    )


def _only_in(one: FoiAnswer, other: FoiAnswer) -> list[FoiLine]:
    there = FoiLine.objects.filter(answer=other).values("account_id")
    found = FoiLine.objects.filter(answer=one).exclude(account_id__in=there).order_by("number")
    return list(found[: MOST_COMPARED + 1])


def _changed(
    answer: FoiAnswer, earlier: FoiAnswer
) -> Iterator[tuple[FoiLine, list[tuple[str, Any, Any]]]]:
    was = FoiLine.objects.filter(answer=earlier, account_id=OuterRef("account_id"))
    lines = FoiLine.objects.filter(answer=answer).annotate(
        **{f"was_{name}": Subquery(was.values(name)[:1]) for name in COMPARED},
        was_number=Subquery(was.values("number")[:1]),
    )
    differs = Q()
    for name in COMPARED:
        lines = lines.annotate(
            **{f"now_{name}": _filled(name), f"then_{name}": _filled(f"was_{name}")}
        )
        differs |= ~Q(**{f"now_{name}": F(f"then_{name}")})
    found = lines.filter(differs, was_number__isnull=False).order_by("number")
    for line in found[: MOST_COMPARED + 1]:
        pairs = [(name, getattr(line, f"was_{name}"), getattr(line, name)) for name in COMPARED]
        yield line, [pair for pair in pairs if pair[1] != pair[2]]


def _filled(name: str) -> Coalesce:
    """An empty day can be compared with another day."""
    if name.endswith("_on"):
        return Coalesce(F(name), Value(date(1, 1, 1)), output_field=DateField())
    return Coalesce(F(name), Value(""), output_field=TextField())
