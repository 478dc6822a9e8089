"""Deadlines by nation, on 29 February and when clocks change; a worker that stopped for a week.

Days are counted by lists of our own, as the governments print them, and nothing of the program's.
"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mercat.common.models import OutboxMail
from mercat.common.refusals import Refused
from mercat.home import jobs
from mercat.passports import actions, queries
from mercat.passports.library import Term
from mercat.passports.models import Condition, Passport
from tests.factories.council import decide
from tests.passports.appealing import declined, released

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# Of each nation: a start, and the bank holidays of the weeks that follow it.
NATIONS = {
    "scotland": (date(2026, 11, 25), {date(2026, 11, 30)}),
    "england": (date(2027, 3, 22), {date(2027, 3, 26), date(2027, 3, 29)}),
    "wales": (date(2027, 4, 28), {date(2027, 5, 3), date(2027, 5, 31)}),
    "northern_ireland": (date(2027, 7, 8), {date(2027, 7, 12)}),
}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def after(day: date, count: int, holidays: set[date]) -> date:
    while count:
        day += DAY
        count -= day.weekday() < 5 and day not in holidays
    return day


def run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "JOBS", [each for each in jobs.JOBS if each.name == name])


def tick(at: datetime) -> None:
    """Two workers at the same minute."""
    jobs.tick(at=at)
    jobs.tick(at=at)


def mails(*purposes: str) -> Counter[tuple[str, str, date]]:
    """What, to whom, on which day."""
    found = OutboxMail.objects.filter(purpose__in=[f"passports/{each}" for each in purposes])
    return Counter(
        (purpose.removeprefix("passports/"), to.partition("@")[0], at.date())
        for purpose, to, at in found.values_list("purpose", "to", "created_at")
    )


@pytest.fixture(params=NATIONS)
def nation(request, council):
    council.organisation.nation = request.param
    council.organisation.save()
    return NATIONS[request.param]


def test_each_nation_has_its_own_days_for_deciding_reminding_and_appealing(
    nation, council, monkeypatch
):
    start, holidays = nation
    run("remind", monkeypatch)
    application = council.case("in_panel", at=noon(start))
    OutboxMail.objects.all().delete()
    assert application.due_on == after(start, 10, holidays)

    for number in range((after(start, 11, holidays) - start).days + 1):
        tick(noon(start + DAY * number))

    half, nearly, late = (after(start, days, holidays) for days in (5, 8, 11))
    assert mails("reminder") == Counter(
        {
            ("reminder", "clerk", half): 1,
            ("reminder", "clerk", nearly): 1,
            ("reminder", "chair", nearly): 1,
            ("reminder", "clerk", late): 1,
            ("reminder", "chair", late): 1,
        }
    )
    decide(application, by=council.chair, at=noon(start), outcome="declined")
    letter = queries.standing_decision(released(application, council.clerk, at=noon(start))).letter
    assert letter.appeal_until == after(start, 20, holidays)


def granted(council, day: date) -> Passport:
    return council.case("released", at=noon(day)).passport


def test_passport_of_29_february_ends_on_28_february_with_its_three_notices(council, monkeypatch):
    run("give_notice", monkeypatch)
    passport = granted(council, date(2028, 2, 29))
    assert passport.expires_on == date(2029, 2, 28)

    for number in range(70):
        tick(noon(date(2028, 12, 25) + DAY * number))

    days = [date(2028, 12, 30), date(2029, 1, 29), date(2029, 2, 21)]
    assert mails("notice") == Counter({("notice", "applicant", day): 1 for day in days})


def test_notices_count_29_february_as_a_day(council, monkeypatch):
    """Of a passport that ends on 14 March 2028."""
    run("give_notice", monkeypatch)
    passport = granted(council, date(2027, 3, 14))
    assert passport.expires_on == date(2028, 3, 14)

    for number in range(80):
        tick(noon(date(2028, 1, 1) + DAY * number))

    days = [date(2028, 1, 14), date(2028, 2, 13), date(2028, 3, 7)]
    assert mails("notice") == Counter({("notice", "applicant", day): 1 for day in days})


# Clocks go forward on 28 March 2027 and back on 31 October 2027, at 01:00 by universal time.
CHANGES = {
    "forward": (date(2027, 3, 28), timedelta(0), HOUR),
    "back": (date(2027, 10, 31), HOUR, timedelta(0)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_passport_holds_to_midnight_there_on_the_day_that_clocks_change(change, council):
    """The last moment of the day is by the new time, and an hour either side is seen rightly."""
    day, _before, ahead = CHANGES[change]
    passport = granted(council, date(2027, 1, 11))
    Passport.objects.filter(pk=passport.pk).update(expires_on=day)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) + DAY - ahead

    assert actions.expire_passports(at=midnight - timedelta(minutes=1)) == 0
    assert actions.expire_passports(at=midnight) == 1


@pytest.mark.parametrize("change", CHANGES)
def test_reminders_around_a_change_of_clocks_come_once_with_a_worker_every_hour(
    change, council, monkeypatch
):
    council.organisation.nation = "scotland"
    council.organisation.save()
    run("remind", monkeypatch)
    day, _before, _ahead = CHANGES[change]
    start = day - 6 * DAY  # a Monday, so that half of the time is over the day after the change
    application = council.case("in_panel", at=noon(start))
    OutboxMail.objects.all().delete()
    holidays = {date(2027, 3, 26)}  # Good Friday
    assert application.due_on == after(start, 10, holidays)

    for number in range(24 * 10):
        tick(noon(start) + HOUR * number)

    half, nearly = (after(start, days, holidays) for days in (5, 8))
    days = Counter(each.date() for each in moments("reminder", "clerk"))
    wanted = {half, nearly} if nearly <= start + 10 * DAY else {half}
    assert {date_there(each) for each in moments("reminder", "clerk")} == wanted
    assert set(days.values()) == {1}


def moments(purpose: str, part: str) -> list[datetime]:
    found = OutboxMail.objects.filter(purpose=f"passports/{purpose}", to__startswith=f"{part}@")
    return list(found.values_list("created_at", flat=True))


def date_there(at: datetime) -> date:
    """By the zone of the council."""
    return at.astimezone(ZoneInfo("Europe/London")).date()


def test_appeal_can_be_sent_until_midnight_there_when_clocks_are_forward(council):
    application = declined(council, at=noon(date(2027, 5, 4)))
    letter = queries.standing_decision(application).letter
    last = letter.appeal_until
    midnight = datetime(last.year, last.month, last.day, 23, tzinfo=UTC)  # 00:00 by British time
    given = {"against": queries.standing_decision(application), "by": council.applicant}

    draft = actions.begin_appeal(**given, at=midnight - timedelta(minutes=1))

    assert draft.appeal.until == last
    actions.withdraw(application=draft, reason="", by=council.applicant, at=midnight)
    with pytest.raises(Refused, match="The last day to appeal was"):
        actions.begin_appeal(**given, at=midnight)


@pytest.mark.parametrize("left", [63, 33, 10])
def test_worker_that_stops_for_a_week_over_a_notice_sends_it_once_and_the_next_in_time(
    left, council, monkeypatch
):
    """It stops just before the 60th, 30th or 7th day from the end."""
    run("give_notice", monkeypatch)
    passport = granted(council, date(2027, 1, 11))
    end = passport.expires_on
    asleep = set(range(left - 7, left))

    for days in range(70, -1, -1):
        if days not in asleep:
            tick(noon(end - DAY * days))

    woke = left - 8
    at = [woke if each in asleep else each for each in (60, 30, 7)]
    days = [end - DAY * each for each in at]
    assert mails("notice") == Counter({("notice", "applicant", day): 1 for day in days})


def test_worker_that_stops_for_a_week_over_a_condition_sends_each_mail_once(council, monkeypatch):
    run("chase_conditions", monkeypatch)
    due = date(2027, 3, 10)
    application = council.case("in_panel", at=noon(date(2027, 1, 11)))
    decide(
        application,
        by=council.chair,
        at=noon(date(2027, 1, 11)),
        outcome="approved_with_conditions",
        conditions=[Term("Publish house rules", due)],
    )
    released(application, council.clerk, at=noon(date(2027, 1, 11)))
    OutboxMail.objects.all().delete()

    for number in range(90):
        day = date(2027, 1, 12) + DAY * number
        if not due - 9 * DAY < day < due - 2 * DAY:  # a week without a worker
            tick(noon(day))

    assert mails("conditions_due", "conditions_overdue") == Counter(
        {
            ("conditions_due", "applicant", due - 2 * DAY): 1,
            ("conditions_due", "applicant", due): 1,
            ("conditions_overdue", "clerk", due + DAY): 1,
        }
    )
    assert Condition.objects.get().status == "open"
