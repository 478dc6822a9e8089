from collections import defaultdict
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _

from mercat.organisations.models import Membership
from mercat.passports.lifecycle import Kind, Outcome, Status
from mercat.passports.models import Application, Assessment, CaseWords, Decision
from mercat.passports.queries.cases import seen_by, waiting
from mercat.register import queries as register
from mercat.register.models import Account

MOST_SHOWN = 5
MOST_ASKED = 100


def latest_assessment(application: Application) -> Assessment | None:
    """Perhaps of an earlier version. One query."""
    found = application.assessments.select_related("revision", "written_by")
    return found.order_by("-revision__number").first()


def to_assess(membership: Membership) -> list[Application]:
    """Of the cases before the panel that are due first, those that nobody has assessed. One query.

    Not asked of all of them: then as many would be read as there are.
    """
    said = Assessment.objects.filter(application=OuterRef("pk"))
    waits = waiting(membership, status=Status.IN_PANEL).exclude(kind=Kind.APPEAL)
    found = waits.annotate(assessed=Subquery(said.values("pk")[:1]))[:MOST_ASKED]
    return [each for each in found if each.assessed is None]


def sent_before(case: CaseWords) -> QuerySet[CaseWords]:
    """The cases of the organisation that came before this one."""
    return CaseWords.objects.filter(
        organisation=case.organisation_id,
        application__submitted_at__lt=case.application.submitted_at,
    )


def similar_cases(membership: Membership, application: Application) -> list[Application]:
    """Earlier ones that this member may see, the likest first. At most two queries."""
    standing = Decision.objects.filter(replaced_at=None, application__status=Status.RELEASED)
    found = seen_by(membership).filter(later_likenesses__application=application)
    return list(
        found.order_by("-later_likenesses__weight", "-pk").prefetch_related(
            Prefetch("decisions", queryset=standing, to_attr="released_decisions")
        )
    )


def similar_accounts(application: Application) -> QuerySet[Account]:
    accounts = register.accounts_in_use(application.organisation)
    found = accounts.filter(likeness__application=application)
    return found.order_by("-likeness__weight", "name")


def precedents(cases: list[Application]) -> list[dict[str, Any]]:
    """What became of those whose letters were released: how often, and in which years."""
    years = defaultdict(list)
    for case in cases:
        for decision in case.released_decisions:  # type: ignore[attr-defined]  # prefetched so
            years[decision.outcome].append(decision.decided_at.year)
    return [
        {"outcome": outcome.label, "count": len(years[outcome]), "years": _said(years[outcome])}
        for outcome in Outcome
        if outcome in years
    ]


def _said(years: list[int]) -> str:
    return _(", ").join(str(year) for year in sorted(set(years)))
