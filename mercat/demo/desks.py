"""Desks, tools and barriers: a year of tallies, one barrier of each kind on its way."""

from datetime import datetime, timedelta

from mercat.access import actions, few
from mercat.access.models import Barrier, BrowserTally, Site, ToolTally
from mercat.access.tools import usual
from mercat.organisations.models import Membership
from mercat.passports import actions as passports
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application

SITES = ("Town House", "Harbour Library", "Roads depot")
BROWSERS = (
    # browser, support, at the beginning and now
    ("Chrome 157", "yes", 18, 44),
    ("Edge 157", "yes", 16, 38),
    ("Firefox 153", "yes", 3, 9),
    ("Internet Explorer 11", "no", 31, 7),
    ("Chrome 109", "no", 14, 5),
    ("Opera Mini 7", "unknown", 1, 2),
)
FOUND = {
    "Town House": {"facebook": "reachable", "youtube": "reachable", "linkedin": "reachable"},
    "Harbour Library": {"facebook": "reachable", "youtube": "blocked", "instagram": "blocked"},
    "Roads depot": {"facebook": "blocked", "youtube": "blocked", "x": "blocked"},
}
PERIODS = 6


def happen(members: dict[str, Membership], *, at: datetime) -> None:
    ict = members["angus"]
    actions.set_sites(names=list(SITES), by=ict, at=at - timedelta(days=110))
    actions.allow_attempts(tools=usual(), by=ict, at=at - timedelta(days=110))
    actions.make_link(by=ict, at=at - timedelta(days=110))
    _tallies(ict, at=at)
    _barriers(members, ict, at=at)
    _needed(members["ailsa"], at=at - timedelta(days=1))


def _tallies(ict: Membership, *, at: datetime) -> None:
    organisation = ict.organisation
    now = few.period_of(few.week_of(organisation.day(at)))
    for back in range(PERIODS, 0, -1):
        week = now - back * few.WEEKS * few.WEEK
        for browser, support, first, last in BROWSERS:
            count = round(first + (last - first) * (PERIODS - back) / (PERIODS - 1))
            given = {"browser": browser, "support": support, "count": count}
            BrowserTally.objects.create(organisation=organisation, week=week, **given)
        for site in Site.objects.filter(organisation=organisation):
            for tool, outcome in FOUND[site.name].items():
                given = {"tool": tool, "outcome": outcome, "count": 8}
                ToolTally.objects.create(organisation=organisation, week=week, site=site, **given)


def _barriers(members: dict[str, Membership], ict: Membership, *, at: datetime) -> None:
    library = Site.objects.get(organisation=ict.organisation, name="Harbour Library")
    depot = Site.objects.get(organisation=ict.organisation, name="Roads depot")
    first = actions.report(
        kind="tool",
        tool="Instagram",
        title="Instagram is blocked in the library",
        work="Answer people who ask us there about the archives",
        for_whom="People who look for their family",
        seen="Edge 157 · Windows 11",
        site=library,
        by=members["callum"],
        at=at - timedelta(days=40),
    )
    actions.try_out(
        barrier=first,
        open_to="The desk of the library",
        due_on=ict.organisation.day(at + timedelta(days=12)),
        words="Three weeks, then we look together.",
        by=ict,
        at=at - timedelta(days=30),
    )
    actions.say_too(barrier=first, by=members["iona"], at=at - timedelta(days=28))
    second = actions.report(
        kind="browser",
        tool="",
        title="The depot has Internet Explorer",
        work="See the road reports that people send with pictures",
        for_whom="Everybody who drives here",
        seen="Internet Explorer 11 · Windows 7",
        site=depot,
        by=members["ailsa"],
        at=at - timedelta(days=70),
    )
    actions.open_to_all(
        barrier=second,
        words="All computers of the depot have Edge now.",
        by=ict,
        at=at - timedelta(days=44),
    )
    actions.report(
        kind="tool",
        tool="YouTube",
        title="Lessons on YouTube do not play",
        work="Watch the lessons of the digital skills course",
        for_whom="",
        seen="",
        site=library,
        by=members["iona"],
        at=at - timedelta(days=3),
    )


def _needed(applicant: Membership, *, at: datetime) -> None:
    """Somebody applies for an account on the tool that her desk cannot reach."""
    waits = Application.objects.get(
        organisation=applicant.organisation,
        applicant_id=applicant.person_id,
        status=Status.SUBMITTED,
        title="Strathbeg Archives on Instagram",
    )
    barrier = Barrier.objects.get(organisation=applicant.organisation, tool="Instagram")
    passports.name_barrier(application=waits, barrier=barrier, by=applicant, at=at)
