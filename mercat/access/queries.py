"""What is read of desks, tools and barriers; each starts from an organisation or a person."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from statistics import median

from django.db.models import Count, F, Q, QuerySet

from mercat.access import few
from mercat.access.lifecycle import OPENED, TO_TAKE, WAITING, Outcome, State, Support
from mercat.access.models import (
    Barrier,
    BarrierStep,
    BrowserFile,
    BrowserTally,
    Desk,
    MeToo,
    Site,
    ToolTally,
)
from mercat.browsers import SHIPPED, Releases
from mercat.organisations.models import Membership, Organisation

OLD = 90  # days after which the list of browsers has to be renewed
PERIODS = 13  # a year
MOSTLY = 0.75


def desk_of(organisation: Organisation) -> Desk:
    """As it was set up, or as it is before anybody did."""
    found = Desk.objects.select_related("allowed_by").filter(organisation=organisation).first()
    return found or Desk(organisation=organisation)


def desk_by_key(key: str) -> Desk | None:
    """Of the link that needs no sign-in."""
    found = Desk.objects.select_related("organisation", "allowed_by").filter(key=key)
    return found.first() if key and "\0" not in key else None


def sites_of(organisation: Organisation) -> QuerySet[Site]:
    return Site.objects.filter(organisation=organisation, is_closed=False).order_by("name", "pk")


def releases_for(organisation: Organisation) -> Releases:
    """The newest list of browsers there is: what ships, or what was handed in. One query."""
    newer = BrowserFile.objects.filter(organisation=organisation, as_of__gt=SHIPPED.as_of)
    found = newer.order_by("-as_of", "-pk").values_list("pk", "as_of").first()
    return _handed_in(*found) if found else SHIPPED


@lru_cache(maxsize=20)
def _handed_in(pk: int, as_of: date) -> Releases:
    """A file never changes, so each process reads it once; the day tells a restored one apart."""
    return Releases.read(BrowserFile.objects.get(pk=pk).content)


def browser_file_of(organisation: Organisation) -> BrowserFile | None:
    found = BrowserFile.objects.filter(organisation=organisation).defer("content")
    return found.select_related("handed_in_by").order_by("-as_of", "-pk").first()


def barriers_of(organisation: Organisation) -> QuerySet[Barrier]:
    found = Barrier.objects.filter(organisation=organisation)
    return found.select_related("organisation", "site", "reported_by")


def waiting_barriers(organisation: Organisation) -> QuerySet[Barrier]:
    """Those in which somebody has to act."""
    return barriers_of(organisation).filter(state__in=WAITING)


def to_take(organisation: Organisation) -> QuerySet[Barrier]:
    return barriers_of(organisation).filter(state__in=TO_TAKE).order_by("due_on", "pk")


def overdue(organisation: Organisation, *, today: date) -> QuerySet[Barrier]:
    found = waiting_barriers(organisation).exclude(state__in=TO_TAKE)
    return found.filter(due_on__lte=today).order_by("due_on", "pk")


def own_barriers(membership: Membership) -> QuerySet[Barrier]:
    """What this person reported, or is held up by, the newest first."""
    too = MeToo.objects.filter(person=membership.person_id).values("barrier")
    mine = Q(reported_by=membership.person_id) | Q(pk__in=too)
    return barriers_of(membership.organisation).filter(mine).order_by("-reported_at", "-pk")


def reported_by(membership: Membership) -> QuerySet[Barrier]:
    found = barriers_of(membership.organisation).filter(reported_by=membership.person_id)
    return found.exclude(state=State.WITHDRAWN).order_by("-reported_at", "-pk")


def alike(organisation: Organisation, *, tool: str) -> Barrier | None:
    """A barrier to the same tool that others reported and that is not removed yet."""
    waiting = waiting_barriers(organisation).filter(tool=tool).exclude(tool="")
    return waiting.order_by("reported_at", "pk").first()


def steps_of(barrier: Barrier) -> QuerySet[BarrierStep]:
    return barrier.steps.select_related("by").order_by("-at", "-pk")


def says_too(membership: Membership, barrier: Barrier) -> bool:
    return barrier.others.filter(person=membership.person_id).exists()


def count_others(barrier: Barrier) -> int | None:
    """How many say “me too”; None under five."""
    return few.said(barrier.others.count())


def to_chase(*, at: datetime) -> QuerySet[Barrier]:
    """Overdue, and nobody was reminded in the last week."""
    day = at.date() + timedelta(days=1)  # east of us it is tomorrow already
    late = Barrier.objects.filter(state__in=WAITING, due_on__lt=day, organisation__sealed_at=None)
    quiet = Q(reminded_on=None) | Q(reminded_on__lte=at.date() - timedelta(days=7))
    return late.filter(quiet).select_related("organisation", "reported_by").order_by("pk")


# --- numbers, all of them through few.py ---


def browser_periods(organisation: Organisation, *, today: date) -> dict[date, few.Nested[str, str]]:
    """By period that is over, the oldest first: kinds of support, and browsers within each."""
    rows = BrowserTally.objects.filter(organisation=organisation, week__gte=_since(today))
    counts: dict[date, dict[str, dict[str, int]]] = {}
    for row in rows:
        period = few.period_of(row.week)
        if few.is_over(period, today=today):
            kinds = counts.setdefault(period, {each.value: {} for each in Support})
            named = kinds[row.support]
            named[row.browser] = named.get(row.browser, 0) + row.count
    return {period: few.nested(counts[period]) for period in sorted(counts)}


def tool_matrix(
    organisation: Organisation, *, today: date
) -> tuple[date | None, dict[tuple[int, str], str]]:
    """Of the last period that is over and has anything: what most desks of a site found of a tool.

    A word and no number: numbers of two tools at one site, taken from each other, would tell of
    the few who found something else.
    """
    rows = ToolTally.objects.filter(organisation=organisation, week__gte=_since(today))
    counts: dict[date, dict[tuple[int, str], dict[str, int]]] = {}
    for row in rows:
        period = few.period_of(row.week)
        if few.is_over(period, today=today):
            cell = counts.setdefault(period, {}).setdefault((row.site_id, row.tool), {})
            cell[row.outcome] = cell.get(row.outcome, 0) + row.count
    if not counts:
        return None, {}
    period = max(counts)
    found = {key: _most_say(cell) for key, cell in counts[period].items()}
    return period, {key: said for key, said in found.items() if said}


def _most_say(cell: dict[str, int]) -> str:
    """What three quarters found; "mixed" where there is no such; nothing under five."""
    total = sum(cell.values())
    if total < few.FEWEST:
        return ""
    outcome = max(cell, key=lambda key: (cell[key], key))
    agreed = cell[outcome] >= few.FEWEST and cell[outcome] >= MOSTLY * total
    return Outcome(outcome).value if agreed else "mixed"


def _since(today: date) -> date:
    return few.period_of(few.week_of(today)) - PERIODS * few.WEEKS * few.WEEK


def open_by_age(organisation: Organisation, *, at: datetime) -> list[tuple[str, int]]:
    """How many barriers wait, by how long: two weeks, two months, longer."""
    weeks, months = at - timedelta(days=14), at - timedelta(days=60)
    found = Barrier.objects.filter(organisation=organisation, state__in=WAITING).aggregate(
        new=Count("pk", filter=Q(reported_at__gte=weeks)),
        weeks=Count("pk", filter=Q(reported_at__lt=weeks, reported_at__gte=months)),
        old=Count("pk", filter=Q(reported_at__lt=months)),
    )
    return [(name, found[name]) for name in ("new", "weeks", "old")]


def days_to_open(organisation: Organisation, *, at: datetime) -> tuple[int, float | None]:
    """How many barriers were removed in the last year, and the median of the days it took."""
    opened = Barrier.objects.filter(
        organisation=organisation, opened_at__gte=at - timedelta(days=365), state__in=OPENED
    )
    spans = opened.annotate(took=F("opened_at") - F("reported_at")).values_list("took", flat=True)
    days = [span.total_seconds() / 86400 for span in spans]
    return len(days), median(days) if days else None


def desks_to_warn(*, before: date) -> QuerySet[Desk]:
    """Set up, and not warned lately that the list of browsers is old."""
    quiet = Q(warned_on=None) | Q(warned_on__lte=before)
    found = Desk.objects.filter(quiet, organisation__sealed_at=None)
    return found.select_related("organisation").order_by("pk")


def with_others(organisation: Organisation) -> QuerySet[Barrier]:
    """All of them, with how many say "me too" in `too`; what is shown of it, few.said decides."""
    found = barriers_of(organisation).annotate(too=Count("others"))
    return found.order_by("reported_at", "pk")
