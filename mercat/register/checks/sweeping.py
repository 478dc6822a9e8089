"""The sweep: a slow walk through an organisation's own websites, for accounts that they link to.

It is resumed where it stopped, reads a few pages at a time and keeps to what robots.txt asks.
"""

import re
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit, urlunsplit

from django.db import transaction
from django.db.models import Q

from mercat.common.fetching import HTML, NotFetched, Page, Robots, fetch, robots_of
from mercat.organisations.models import Domain, Organisation
from mercat.platforms import Account as Recognised
from mercat.platforms import extract
from mercat.register.checks.asking.website import is_under
from mercat.register.checks.models import FoundAccount, Sweep, SweepPage, Watch
from mercat.register.checks.reading import pages
from mercat.register.models import Account, Alias

CLAIM = timedelta(minutes=15)
USUAL = timedelta(days=7)
AGAIN = timedelta(days=1)  # after a website that did not answer
DEEPEST = 3
MOST_PAGES = 400  # of one walk
MOST_HOSTS = 20
MOST_LINKS = 300  # that one page adds
KEPT_PAGES = 5  # that a found account names
LARGEST = 2_000_000
NO_PAGE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[ts]|csv|zip|jpe?g|png|gif|svg|webp|ico|mp[34]|mov|css|js|json"
    r"|xml|rss|atom|ics|txt)\Z",
    re.IGNORECASE,
).search


def plan_sweeps(*, at: datetime) -> int:
    """Every proved domain has its sweep; one that is proved no longer has none."""
    Sweep.objects.filter(domain__verified_at=None, domain__organisation__sealed_at=None).delete()
    new = Domain.objects.exclude(verified_at=None).filter(sweep=None, organisation__sealed_at=None)
    made = [Sweep(domain=domain, next_at=at) for domain in new]
    Sweep.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def sweep_due(*, at: datetime, most: int = 10, seconds: float = 60) -> int:
    """Read a few pages of one website that is due; returns how many."""
    sweep = _claim_one(at=at)
    if sweep is None:
        return 0
    walk = Walk(sweep, at=at)
    until, read = time.monotonic() + seconds, 0
    try:
        while read < most and time.monotonic() < until and walk.step():
            read += 1
        walk.pause()
    except NotFetched as error:  # of robots.txt: then nothing may be read
        walk.give_up(error)
    return read


@transaction.atomic
def _claim_one(*, at: datetime) -> Sweep | None:
    due = Sweep.objects.filter(next_at__lte=at, domain__organisation__sealed_at=None)
    if not due.exists():
        return None
    free = Q(claimed_until=None) | Q(claimed_until__lte=at)
    found = due.filter(free).select_for_update(skip_locked=True, of=("self",))
    sweep = found.select_related("domain__organisation").order_by("next_at", "pk").first()
    if sweep is None:
        return None
    sweep.claimed_until = at + CLAIM
    if sweep.started_at is None:
        sweep.started_at, sweep.pages_read, sweep.latest_error = at, 0, ""
        _add(sweep, [f"https://{sweep.domain.host}/"], depth=0)
    sweep.save()
    return sweep


def _add(sweep: Sweep, urls: Iterable[str], *, depth: int) -> None:
    SweepPage.objects.bulk_create(
        [
            SweepPage(
                sweep=sweep, url=url, url_sha256=sha256(url.encode()).hexdigest(), depth=depth
            )
            for url in urls
        ],
        ignore_conflicts=True,
    )


class Walk:
    """A stretch of one walk, by one worker."""

    def __init__(self, sweep: Sweep, *, at: datetime) -> None:
        self.sweep, self.at = sweep, at
        self.domain: Domain = sweep.domain
        self.organisation: Organisation = sweep.domain.organisation
        self.robots: dict[str, Robots] = {}
        self.has_ended = False

    def step(self) -> bool:
        """Read one page. False when there is none, or no more than one may be read for now."""
        to_read = self.sweep.pages.filter(read_at=None).order_by("depth", "pk")
        page = to_read.first() if self.sweep.pages_read < MOST_PAGES else None
        if page is None:
            self.has_ended = True
            return False
        robots = self._robots(page.url)
        found = _read(page.url) if robots and robots.allow(page.url) else None
        self._keep(page, found)
        return self.delay <= 1

    @property
    def delay(self) -> float:
        """Seconds that the sites ask us to wait between two pages."""
        return max((each.delay for each in self.robots.values()), default=0)

    def _robots(self, url: str) -> Robots | None:
        """Of the page's own host; beyond a number of hosts we stay away."""
        host = pages.host_of(url)
        if host not in self.robots and len(self.robots) < MOST_HOSTS:
            try:
                self.robots[host] = robots_of(f"https://{host}")
            except NotFetched:
                if host == self.domain.host:
                    raise
                return None
        return self.robots.get(host)

    @transaction.atomic
    def _keep(self, page: SweepPage, found: Page | None) -> None:
        SweepPage.objects.filter(pk=page.pk).update(read_at=self.at)
        self.sweep.pages_read += 1
        if found is None or not is_under(pages.host_of(found.url), [self.domain.host]):
            return
        text = found.text
        find(self.organisation, list(extract(text)), page=found.url, at=self.at)
        if page.depth < DEEPEST:
            links = (_tidy(link.url) for link in pages.links(text, base=found.url))
            ours = {url for url in links if is_under(pages.host_of(url), [self.domain.host])}
            _add(self.sweep, sorted(ours)[:MOST_LINKS], depth=page.depth + 1)

    def pause(self) -> None:
        """Until the next stretch, or, at the end of the walk, until the next walk."""
        self.sweep.claimed_until = None
        self.sweep.next_at = self.at + timedelta(seconds=self.delay)
        if self.has_ended:
            self.sweep.finished_at, self.sweep.started_at = self.at, None
            self.sweep.next_at = self.at + USUAL
            self.sweep.pages.all().delete()
        self.sweep.save()

    def give_up(self, error: NotFetched) -> None:
        self.sweep.claimed_until, self.sweep.next_at = None, self.at + AGAIN
        self.sweep.latest_error = error.sentence[:300]
        self.sweep.save()


def _read(url: str) -> Page | None:
    try:
        return fetch(url, accept=HTML, max_bytes=LARGEST)
    except NotFetched:  # a page that is not there is no reason to stop
        return None


def _tidy(url: str) -> str:
    """Without its fragment; empty for what is no page, and for endless lists behind a question."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme != "https" or parts.query or parts.port is not None or len(url) > 1000:
        return ""
    if NO_PAGE(parts.path):
        return ""
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", "", ""))


def find(organisation: Organisation, linked: list[Recognised], *, page: str, at: datetime) -> None:
    """Accounts on the register learn which page links to them; the others are found."""
    keys = {account.key: account for account in linked}
    known = Account.objects.filter(organisation=organisation, key__in=keys)
    Watch.objects.filter(account__in=known, page="").update(page=page)
    aliases = Alias.objects.filter(account__organisation=organisation, key__in=keys)
    ours = {*known.values_list("key", flat=True), *aliases.values_list("key", flat=True)}
    for key in set(keys) - ours:
        _found(organisation, keys[key], page=page, at=at)


def _found(organisation: Organisation, account: Recognised, *, page: str, at: datetime) -> None:
    found, _ = FoundAccount.objects.get_or_create(
        organisation=organisation,
        platform=account.platform,
        key=account.key,
        defaults={
            "handle": account.handle,
            "url": account.url,
            "found_at": at,
            "latest_at": at,
        },
    )
    found.latest_at = at
    if page not in found.pages and len(found.pages) < KEPT_PAGES:
        found.pages = [*found.pages, page]
    found.save(update_fields=["latest_at", "pages"])
