"""The sweep walks through real pages of a website on this machine."""

from datetime import timedelta

import pytest

from mercat.common.refusals import NotAllowed, Refused
from mercat.register.checks import actions, running, sweeping
from mercat.register.checks.lifecycle import FoundState
from mercat.register.checks.models import FoundAccount, Sweep, SweepPage, Watch
from mercat.register.models import Account
from tests.factories import AccountFactory, OrganisationFactory

SITE = "https://council-site.example"
X = "https://x.com/strathbegparks"
DAY = timedelta(days=1)


@pytest.fixture
def organisation(db, at):
    made = OrganisationFactory()
    made.domain_set.create(host="council-site.example", method="dns", verified_at=at)
    return made


@pytest.fixture
def sweep(organisation, at):
    sweeping.plan_sweeps(at=at)
    return Sweep.objects.get()


def page(web, path="/", *, links=(), **more):
    web.page(SITE + path, "".join(f'<a href="{each}">x</a>' for each in links), **more)


def found():
    return sorted(FoundAccount.objects.values_list("key", flat=True))


def pages_asked(web):
    return [url.removeprefix(SITE) for url in web.urls() if not url.endswith("/robots.txt")]


def test_every_proved_domain_has_its_sweep(organisation, at):
    organisation.domain_set.create(host="not-yet.example")

    assert [sweeping.plan_sweeps(at=at), sweeping.plan_sweeps(at=at)] == [1, 0]
    organisation.domain_set.update(verified_at=None, method="")
    sweeping.plan_sweeps(at=at)
    assert not Sweep.objects.exists()


def test_sweep_finds_what_our_pages_link_to(web, sweep, at):
    page(web, links=["/parks", X])
    page(web, "/parks", links=[X, "https://www.facebook.com/StrathbegParks"])

    assert sweeping.sweep_due(at=at) == 2

    assert found() == ["facebook:strathbegparks", "x:strathbegparks"]
    assert FoundAccount.objects.get(platform="x").pages == [f"{SITE}/", f"{SITE}/parks"]
    sweep.refresh_from_db()
    assert (sweep.finished_at, sweep.next_at, sweep.pages_read) == (at, at + 7 * DAY, 2)
    assert not SweepPage.objects.exists()


@pytest.mark.parametrize("status", ["active", "own", "lost", "false"])
def test_sweep_leaves_alone_what_the_register_knows(web, sweep, organisation, at, status):
    AccountFactory(organisation=organisation, platform="x", key="x:strathbegparks", status=status)
    page(web, links=[X])

    sweeping.sweep_due(at=at)

    assert found() == []


def test_sweep_tells_an_account_which_page_links_to_it(web, sweep, organisation, at):
    AccountFactory(organisation=organisation, platform="x", key="x:strathbegparks")
    running.watch_new_accounts(at=at)
    page(web, links=["/parks"])
    page(web, "/parks", links=[X])

    sweeping.sweep_due(at=at)

    assert Watch.objects.get().page == f"{SITE}/parks"


def test_sweep_keeps_to_robots(web, sweep, at):
    web.page(f"{SITE}/robots.txt", "User-agent: *\nDisallow: /private", kind="text/plain")
    page(web, links=["/private/a", "/open"])
    page(web, "/private/a", links=[X])
    page(web, "/open")

    sweeping.sweep_due(at=at)

    assert pages_asked(web) == ["/", "/open"]
    assert found() == []


def test_sweep_waits_as_long_as_the_site_asks(web, sweep, at):
    web.page(f"{SITE}/robots.txt", "User-agent: *\nCrawl-delay: 20", kind="text/plain")
    page(web, links=["/a", "/b"])

    assert sweeping.sweep_due(at=at) == 0

    sweep.refresh_from_db()
    assert (sweep.pages_read, sweep.next_at) == (1, at + timedelta(seconds=20))


def test_sweep_of_a_site_in_trouble_comes_another_day(web, sweep, at):
    web.page(f"{SITE}/robots.txt", status=503)
    page(web, links=[X])

    assert sweeping.sweep_due(at=at) == 0

    sweep.refresh_from_db()
    assert sweep.next_at == at + DAY
    assert sweep.latest_error == "council-site.example answered 503."
    assert pages_asked(web) == []


def test_sweep_stays_on_our_website_and_on_pages(web, sweep, at):
    for other in ("https://elsewhere.example/", "https://notcouncil-site.example/"):
        web.page(other, f'<a href="{X}">')
    web.page("https://parks.council-site.example/", f'<a href="{X}">')
    page(
        web,
        links=[
            "https://elsewhere.example/",
            "https://notcouncil-site.example/",
            "/a.PDF",
            "/?page=2",
            "http://council-site.example/old",
            "https://parks.council-site.example/",
            "#top",
        ],
    )

    sweeping.sweep_due(at=at)

    asked = [url for url in web.urls() if not url.endswith("robots.txt")]
    assert asked == [f"{SITE}/", "https://parks.council-site.example/"]


def test_sweep_does_not_believe_a_page_that_leads_away(web, sweep, at):
    web.redirect(f"{SITE}/", "https://elsewhere.example/")
    web.page("https://elsewhere.example/", f'<a href="{X}">')

    sweeping.sweep_due(at=at)

    assert found() == []


def test_sweep_goes_no_deeper_than_it_may(web, sweep, at):
    for depth in range(6):
        page(web, f"/{depth}" if depth else "/", links=[f"/{depth + 1}"])

    sweeping.sweep_due(at=at)

    assert pages_asked(web) == ["/", "/1", "/2", "/3"]


def test_sweep_reads_so_many_pages_and_no_more(web, sweep, at, monkeypatch):
    monkeypatch.setattr(sweeping, "MOST_PAGES", 3)
    page(web, links=[f"/{number}" for number in range(9)])

    assert sweeping.sweep_due(at=at) == 3

    sweep.refresh_from_db()
    assert sweep.finished_at == at


def test_sweep_goes_on_where_it_stopped(web, sweep, at):
    page(web, links=["/a", "/b"])

    assert sweeping.sweep_due(at=at, most=1) == 1
    assert sweeping.sweep_due(at=at, most=9) == 2

    assert pages_asked(web) == ["/", "/a", "/b"]


def test_sweep_goes_on_after_a_kill(web, sweep, at, monkeypatch):
    page(web, links=["/a", "/b"])
    sweeping.sweep_due(at=at, most=1)

    def killed(url):
        raise KeyboardInterrupt

    monkeypatch.setattr(sweeping, "_read", killed)
    with pytest.raises(KeyboardInterrupt):
        sweeping.sweep_due(at=at)
    monkeypatch.undo()
    assert sweeping.sweep_due(at=at) == 0  # somebody has it

    sweeping.sweep_due(at=at + timedelta(minutes=16))

    assert pages_asked(web) == ["/", "/a", "/b"]


@pytest.mark.parametrize("state", [each for each in FoundState if each != FoundState.FOUND])
def test_what_was_decided_stays_decided(web, sweep, organisation, at, state):
    page(web, links=[X])
    sweeping.sweep_due(at=at)
    FoundAccount.objects.update(state=state, judged_at=at)

    sweeping.sweep_due(at=at + 8 * DAY)

    assert list(FoundAccount.objects.values_list("state", flat=True)) == [state]
    assert FoundAccount.objects.get().latest_at == at + 8 * DAY


def make_found(council, at, state=FoundState.FOUND):
    return FoundAccount.objects.create(
        organisation=council.organisation,
        platform="x",
        key="x:strathbegparks",
        handle="strathbegparks",
        url=X,
        pages=[f"{SITE}/"],
        found_at=at,
        latest_at=at,
        state=state,
        judged_at=None if state == FoundState.FOUND else at,
    )


def decide(found, action, *, by, at):
    more = {
        "adopt": {"name": "Parks", "department": None},
        "report": {"reason": "Our crest"},
    }
    return getattr(actions, action)(found=found, **more.get(action, {}), by=by, at=at)


def test_adopt_puts_it_on_the_register_not_confirmed(council, at):
    made = make_found(council, at)

    account = actions.adopt(
        found=made, name="Parks", department=council.department, by=council.keeper, at=at
    )

    made.refresh_from_db()
    assert (made.state, made.account) == ("adopted", account)
    account.refresh_from_db()
    assert (account.status, account.confirmed_at, account.department) == (
        "active",
        None,
        council.department,
    )
    assert account.publication.confirmed_at is None
    assert Watch.objects.get().page == f"{SITE}/"


MAY = {
    ("found", "adopt"),
    ("found", "ignore_found"),
    ("found", "report"),
    ("ignored", "reconsider"),
    ("false", "reconsider"),
}


@pytest.mark.parametrize("state", list(FoundState))
@pytest.mark.parametrize("action", ["adopt", "ignore_found", "report", "reconsider"])
def test_every_decision_in_every_state(council, outside, at, state, action):
    made = make_found(council, at, state)
    for other in (council.adviser, council.auditor, council.member, outside.keeper):
        with pytest.raises(NotAllowed):
            decide(made, action, by=other, at=at)

    if (state, action) in MAY:
        decide(made, action, by=council.keeper, at=at)
        made.refresh_from_db()
        assert made.state != state
    else:
        with pytest.raises(Refused):
            decide(made, action, by=council.keeper, at=at)
        assert not Account.objects.exists()
