from datetime import timedelta

import pytest

from mercat.common.models import JobRun
from mercat.home import jobs
from tests.common.together import together
from tests.factories import AccountFactory

HOUR = timedelta(hours=1)
ALL = [job.name for job in jobs.JOBS]
SOON = [job.name for job in jobs.JOBS if job.every < HOUR]
HOURLY = [job.name for job in jobs.JOBS if job.every <= HOUR]


def test_tick_runs_each_job_once_in_its_period(db, at):
    ran = [
        jobs.tick(at=moment)
        for moment in (at, at + timedelta(minutes=29), at + timedelta(minutes=30), at + 2 * HOUR)
    ]

    assert ran == [ALL, SOON, HOURLY, HOURLY]


def test_tick_keeps_when_a_job_was_due_and_what_came_of_it(db, at):
    jobs.tick(at=at)

    run = JobRun.objects.values().get(job="expire_passports")
    del run["id"]
    assert run == {
        "job": "expire_passports",
        "due_at": at.replace(minute=0),
        "started_at": at,
        "finished_at": at,
        "result": "0",
    }


def test_tick_after_a_long_pause_runs_a_job_once(db, at):
    jobs.tick(at=at)

    ran = jobs.tick(at=at + timedelta(days=3))

    assert (ran, JobRun.objects.count()) == (ALL, 2 * len(ALL))


def test_tick_with_nothing_due_costs_one_query(db, at, django_assert_num_queries):
    jobs.tick(at=at)

    with django_assert_num_queries(len(jobs.JOBS) + 1):
        jobs.tick(at=at)


def test_tick_by_three_at_once_runs_each_job_once(flushable, at):
    def tick():
        return jobs.tick(at=at)

    ran = together(tick, tick, tick)

    assert sorted(name for names in ran for name in names) == sorted(ALL)
    assert JobRun.objects.count() == len(ALL)


@pytest.mark.parametrize(("days", "status"), [(0, "active"), (1, "expired"), (40, "expired")])
def test_tick_expires_passports_whose_last_day_is_over(council, at, days, status):
    passport = council.case("released").passport
    late = at.replace(year=passport.expires_on.year, hour=23, minute=0)

    jobs.tick(at=late + timedelta(days=days))

    passport.refresh_from_db()
    assert (passport.expires_on, passport.status) == (at.date().replace(year=2027), status)


def test_jobs_have_names_of_their_own():
    names = [job.name for job in jobs.JOBS]

    assert len(set(names)) == len(names)


def test_tick_goes_on_after_a_job_that_fails(db, at, monkeypatch):
    def fail(at):
        raise ZeroDivisionError

    broken = jobs.Job("broken", timedelta(hours=1), fail)
    whole = jobs.Job("whole", timedelta(hours=1), lambda at: "done")
    monkeypatch.setattr(jobs, "JOBS", (broken, whole))

    ran = jobs.tick(at=at)

    assert ran == ["broken", "whole"]
    results = dict(JobRun.objects.values_list("job", "result"))
    assert results == {"broken": "failed: ZeroDivisionError", "whole": "done"}


def test_ask_others_checks_what_is_due(web, at):
    account = AccountFactory(organisation__verified=True)
    jobs.tick(at=at)

    assert jobs.ask_others(at=at) == 1  # and the sweep finds no website

    assert account.proofs.count() == 3


def test_ask_others_when_switched_off(web, settings, at):
    AccountFactory()
    jobs.tick(at=at)
    settings.OUTGOING_REQUESTS = False

    assert jobs.ask_others(at=at) == 0
