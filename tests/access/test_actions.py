"""Barriers, the desk's setting, the list of browsers: what changes, who hears, what is refused."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache

from mercat.access import actions, queries
from mercat.access.actions import counting
from mercat.access.models import Barrier, BrowserFile, BrowserTally, Desk, MeToo, Site, ToolTally
from mercat.access.tools import usual
from mercat.audit.models import Event
from mercat.browsers import SHIPPED, classify
from mercat.browsers.building import FILE
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from tests.access.addresses import allowed, ict_of, made_barrier
from tests.factories.council import NOW

DAY = timedelta(days=1)
IE6 = classify("Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)", on=date(2026, 11, 18))


def mails(purpose):
    return list(OutboxMail.objects.filter(purpose=purpose).values_list("to", flat=True))


def newer(as_of="2026-11-15", **changed):
    return json.dumps({**json.loads(FILE.read_text("utf-8")), "as_of": as_of, **changed})


def test_ict_is_asked_and_those_who_wait_hear_each_step(council):
    ict = ict_of(council)
    barrier = made_barrier(council.colleague)
    actions.say_too(barrier=barrier, by=council.applicant, at=NOW)
    actions.try_out(
        barrier=barrier,
        open_to="The desk of the library",
        due_on=date(2026, 12, 1),
        words="Two weeks.",
        by=ict,
        at=NOW + DAY,
    )
    actions.open_to_all(barrier=barrier, words="It went well.", by=ict, at=NOW + 14 * DAY)
    barrier.refresh_from_db()

    assert mails("access/reported") == [ict.person.email]
    heard = {council.colleague.person.email, council.applicant.person.email}
    assert len(mails("access/moved")) == 4
    assert set(mails("access/moved")) == heard
    assert (barrier.state, barrier.due_on, barrier.opened_at) == (
        "open_all",
        None,
        NOW + 14 * DAY,
    )
    said = list(queries.steps_of(barrier).values_list("action", "words"))
    assert said == [
        ("open_to_all", "It went well."),
        ("try_out", "Two weeks."),
        ("report", ""),
    ]
    verbs = Event.objects.filter(subject_id=barrier.public_id).order_by("sequence")
    assert [event.verb.rpartition(".")[2] for event in verbs] == [
        "report",
        "say_too",
        "try_out",
        "open_to_all",
    ]


def test_without_ict_the_administrators_are_asked(council):
    made_barrier(council.colleague)

    assert mails("access/reported") == [council.administrator.person.email]


def test_an_answer_is_due_in_ten_working_days(council):
    assert made_barrier(council.colleague).due_on == date(2026, 12, 3)  # after St Andrew's Day


def test_saying_too_counts_once_and_can_be_taken_back(council):
    barrier = made_barrier(council.colleague)
    for _ in range(2):
        actions.say_too(barrier=barrier, by=council.applicant, at=NOW)
    assert MeToo.objects.count() == 1
    actions.say_too_no_more(barrier=barrier, by=council.applicant, at=NOW)
    actions.say_too_no_more(barrier=barrier, by=council.applicant, at=NOW)

    assert MeToo.objects.count() == 0
    with pytest.raises(Refused):
        actions.say_too(barrier=barrier, by=council.colleague, at=NOW)


def test_how_many_others_is_said_from_five(council):
    barrier = made_barrier(council.colleague)
    others = ["applicant", "member", "manager", "clerk", "chair"]
    for number, part in enumerate(others, 1):
        actions.say_too(barrier=barrier, by=council.members[part], at=NOW)
        assert queries.count_others(barrier) == (5 if number == 5 else None)


def test_a_day_in_the_past_is_refused_and_nothing_changes(council):
    ict, barrier = ict_of(council), made_barrier(council.colleague)
    for day in (NOW.date(), NOW.date() - DAY):
        with pytest.raises(Refused):
            actions.take(barrier=barrier, due_on=day, words="", by=ict, at=NOW)

    assert Barrier.objects.get().state == "reported"


def test_late_answers_are_chased_once_a_week_and_a_trial_asks_its_reporter(council):
    ict = ict_of(council)
    barrier = made_barrier(council.colleague)
    given = {"open_to": "The library", "due_on": date(2026, 11, 25), "words": ""}
    actions.try_out(barrier=barrier, **given, by=ict, at=NOW)

    done = [actions.chase_barriers(at=NOW + n * DAY) for n in range(5, 18)]

    assert sum(done) == 2  # on 26 November, and a week later
    assert mails("access/late") == [ict.person.email] * 2
    assert mails("access/trial_ends") == [council.colleague.person.email]


def test_trying_is_allowed_by_name_and_day_and_for_these_tools(council):
    ict = ict_of(council)
    desk = actions.allow_attempts(tools=usual()[:2], by=ict, at=NOW)

    assert (desk.allowed_by, desk.allowed_on) == (ict.person, NOW.date())
    assert [site.name for site in Site.objects.all()] == ["All places"]
    actions.stop_attempts(by=ict, at=NOW)
    assert not Desk.objects.get().is_allowed
    with pytest.raises(NotAllowed):
        actions.allow_attempts(tools=usual(), by=council.administrator, at=NOW)


def test_a_new_link_ends_the_one_before(council):
    before = allowed(council).key
    after = actions.make_link(by=ict_of(council), at=NOW).key

    assert queries.desk_by_key(before) is None
    assert queries.desk_by_key(after).organisation == council.organisation
    assert queries.desk_by_key("") is None


def test_a_place_that_is_gone_keeps_what_was_counted(council):
    desk = allowed(council, sites=("Town House", "Depot"))
    depot = Site.objects.get(name="Depot")
    actions.count_tools(desk=desk, site=depot, found={"facebook": "blocked"}, at=NOW)
    actions.set_sites(names=["Town House", "Library"], by=ict_of(council), at=NOW)

    names = [site.name for site in queries.sites_of(council.organisation)]
    assert names == ["Library", "Town House"]
    assert ToolTally.objects.get().site == depot


def test_counting_adds_one_to_the_week(council):
    for at in (NOW, NOW + DAY, NOW + 7 * DAY):
        actions.count_browser(organisation=council.organisation, answer=IE6, at=at)

    found = BrowserTally.objects.order_by("week").values_list("week", "browser", "support", "count")
    assert list(found) == [
        (date(2026, 11, 16), "Internet Explorer 6", "no", 2),
        (date(2026, 11, 23), "Internet Explorer 6", "no", 1),
    ]


def test_only_tools_of_the_list_are_counted_and_only_while_it_is_allowed(council, outside):
    desk = allowed(council)
    site = Site.objects.get()
    found = {"facebook": "blocked", "nonsense": "blocked"}
    actions.count_tools(desk=desk, site=site, found=found, at=NOW)

    assert ToolTally.objects.values_list("tool", "count").get() == ("facebook", 1)
    with pytest.raises(Refused):
        actions.count_tools(desk=allowed(outside), site=site, found=found, at=NOW)
    stopped = actions.stop_attempts(by=ict_of(council), at=NOW)
    with pytest.raises(Refused):
        actions.count_tools(desk=stopped, site=site, found=found, at=NOW)


def test_a_flood_is_stopped_without_knowing_from_whom(council, monkeypatch):
    cache.clear()
    monkeypatch.setattr(counting, "MOST_AN_HOUR", 2)
    for _ in range(2):
        actions.count_browser(organisation=council.organisation, answer=IE6, at=NOW)
    with pytest.raises(Refused):
        actions.count_browser(organisation=council.organisation, answer=IE6, at=NOW)

    actions.count_browser(
        organisation=council.organisation, answer=IE6, at=NOW + timedelta(hours=1)
    )
    assert BrowserTally.objects.get().count == 3


def test_a_newer_list_is_taken_and_an_older_or_future_one_refused(council, outside):
    by = council.administrator
    assert queries.releases_for(council.organisation) is SHIPPED
    actions.hand_in_browsers(content=newer(), by=by, at=NOW)

    assert queries.releases_for(council.organisation).as_of == date(2026, 11, 15)
    assert queries.releases_for(outside.organisation) is SHIPPED
    for day in ("2026-11-15", "2026-11-13", "2027-01-01"):
        with pytest.raises(Refused):
            actions.hand_in_browsers(content=newer(day), by=by, at=NOW)
    assert BrowserFile.objects.count() == 1
    with pytest.raises(NotAllowed):
        actions.hand_in_browsers(content=newer("2026-11-16"), by=council.member, at=NOW)


def test_administrators_are_told_once_that_the_list_is_old(council):
    allowed(council)
    shipped = datetime(
        SHIPPED.as_of.year, SHIPPED.as_of.month, SHIPPED.as_of.day, 12, tzinfo=NOW.tzinfo
    )
    told = [actions.warn_of_old_browsers(at=shipped + n * DAY) for n in (90, 91, 92, 150, 182)]

    assert told == [0, 1, 0, 0, 1]
    assert mails("access/old_browsers") == [council.administrator.person.email] * 2
