"""A year of cases, a day at a time: who is reminded when, and each mail exactly once."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mercat.common.models import OutboxMail
from mercat.home import jobs
from mercat.organisations.actions import end_membership
from mercat.organisations.roles import Role
from mercat.passports import actions, reminding
from mercat.passports.models import CaseClock, PanelSeat
from tests.factories.council import Council, decide
from tests.factories.models import MembershipFactory
from tests.passports.full_panel import cast

DAY = timedelta(days=1)
# Of Scotland, from 1 November 2027 to the end of October 2028, as the government lists them.
HOLIDAYS = {
    date(2027, 11, 30),
    date(2027, 12, 27),
    date(2027, 12, 28),
    date(2028, 1, 3),
    date(2028, 1, 4),
    date(2028, 4, 14),
    date(2028, 5, 1),
    date(2028, 5, 29),
    date(2028, 8, 7),
}


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def after(day: date, count: int) -> date:
    """So many working days later, by a list of days and nothing of the program's."""
    while count:
        day += DAY
        count -= works(day)
    return day


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def scotland(council: Council, monkeypatch: pytest.MonkeyPatch) -> Council:
    council.organisation.nation = "scotland"
    council.organisation.save()
    monkeypatch.setattr(jobs, "JOBS", [each for each in jobs.JOBS if each.name == "remind"])
    OutboxMail.objects.all().delete()
    return council


def mails(purpose: str = "reminder") -> Counter[tuple[str, date]]:
    """To whom, and on which day."""
    found = OutboxMail.objects.filter(purpose=f"passports/{purpose}")
    return Counter(
        (to.partition("@")[0], at.date()) for to, at in found.values_list("to", "created_at")
    )


def live(start: date, days: int, *, at_hour: int = 12) -> None:
    """Two workers tick in turn on each day."""
    for number in range(days):
        moment = noon(start + DAY * number) + timedelta(hours=at_hour - 12)
        jobs.tick(at=moment)
        jobs.tick(at=moment)


STARTS = [
    date(2027, 11, 22),  # Saint Andrew's Day falls between
    date(2027, 12, 17),  # Christmas and New Year, with their days in lieu
    date(2028, 2, 24),  # 29 February
    date(2028, 3, 22),  # clocks go forward
    date(2028, 4, 7),  # Good Friday
    date(2028, 10, 20),  # clocks go back
]


def test_a_year_of_cases_reminds_on_the_days_that_the_calendar_says(scotland):
    """Of ten working days five are half, eight four fifths; after the tenth it is late."""
    cases = {}
    for number in range(366):
        today = STARTS[0] + DAY * number
        if today in STARTS:
            cases[scotland.case("in_panel", at=noon(today)).pk] = today
        jobs.tick(at=noon(today))
        for clock in CaseClock.objects.filter(moved=1, application__status="in_panel"):
            decide(clock.application, by=scotland.chair, at=noon(today))
            release = {"text": "Yes.", "by": scotland.clerk, "at": noon(today)}
            actions.release(application=clock.application, **release)

    clerk: Counter[tuple[str, date]] = Counter()
    chair: Counter[tuple[str, date]] = Counter()
    late = set()
    for start in STARTS:
        days = [after(start, 5), after(start, 8), after(start, 11)]
        clerk.update(("clerk", day) for day in days)
        chair.update(("chair", day) for day in days[1:])
        late.add(("applicant", days[2]))
    assert len(cases) == len(STARTS)
    assert mails() == clerk + chair
    assert mails("new_date") == Counter(late)
    for application_id, start in cases.items():
        clock = CaseClock.objects.get(application=application_id)
        assert clock.due_on == after(after(start, 11), 5)


def test_the_applicant_s_new_day_is_on_the_case_and_in_the_mail(scotland):
    start = date(2028, 2, 24)
    application = scotland.case("in_panel", at=noon(start))

    live(start, 20)

    application.refresh_from_db()
    assert application.due_on == after(after(start, 11), 5)
    mail = OutboxMail.objects.get(purpose="passports/new_date")
    assert mail.context["due_on"] == f"{application.due_on.day} March 2028"


def test_a_case_that_stays_late_is_moved_again_and_again(scotland):
    start = date(2028, 2, 24)
    application = scotland.case("in_panel", at=noon(start))

    live(start, 60)

    moved = CaseClock.objects.get(application=application).moved
    assert moved > 2
    assert sum(mails("new_date").values()) == moved
    assert max(mails().values()) == 1  # to one person, of one thing, on one day
    application.refresh_from_db()
    assert application.status == "in_panel"  # never approved by silence


def test_a_worker_that_stopped_for_a_week_sends_one_reminder_and_not_three(scotland):
    start = date(2028, 6, 5)
    scotland.case("in_panel", at=noon(start))
    live(start, 2)

    live(after(start, 9), 1)

    assert mails() == Counter({("clerk", after(start, 9)): 1, ("chair", after(start, 9)): 1})


def test_a_worker_that_stopped_past_the_day_moves_it_once(scotland):
    start = date(2028, 6, 5)
    application = scotland.case("in_panel", at=noon(start))
    back = after(start, 16)

    live(back, 1)

    application.refresh_from_db()
    assert application.due_on == after(back, 5)
    assert mails("new_date") == Counter({("applicant", back): 1})


def test_the_clock_stands_still_while_the_applicant_is_asked(scotland):
    start, asked = date(2028, 6, 5), date(2028, 6, 8)
    application = scotland.case("in_panel", at=noon(start))
    live(start, 3)
    actions.ask(application=application, question="Why?", by=scotland.chair, at=noon(asked))
    live(asked, 30)
    assert mails() == Counter()

    answered = date(2028, 7, 10)
    actions.answer(
        application=application,
        declarations=["policy", "belongs", "manager"],
        shows_name=False,
        by=scotland.applicant,
        at=noon(answered),
    )
    live(answered, 20)

    late = after(answered, 11)  # and half of the new time three days later
    assert set(mails()) == {
        ("clerk", after(answered, 5)),
        ("clerk", after(answered, 8)),
        ("chair", after(answered, 8)),
        ("clerk", late),
        ("chair", late),
        ("clerk", after(late, 3)),
    }


def test_a_released_case_reminds_nobody(scotland):
    start = date(2028, 6, 5)
    scotland.case("released", at=noon(start))

    live(start, 30)

    assert mails() == Counter()


def test_a_letter_that_waits_reminds_the_clerk_and_gives_the_applicant_a_new_day(scotland):
    start = date(2028, 6, 5)
    scotland.case("decided", at=noon(start))

    live(start, 16)

    days = [after(start, 5), after(start, 8), after(start, 11)]
    assert mails() == Counter(
        [*(("clerk", day) for day in days), *(("chair", day) for day in days[1:])]
    )
    assert mails("new_date") == Counter({("applicant", days[2]): 1})
    mail = OutboxMail.objects.filter(purpose="passports/reminder")[0]
    assert (mail.context["letter"], mail.context["due_on"]) == ("True", "19 June 2028")


def test_a_case_that_waits_for_the_clerk_reminds_the_clerk(scotland):
    start = date(2028, 6, 5)
    scotland.case("submitted", at=noon(start))

    live(start, 15)

    assert ("clerk", after(start, 5)) in mails()
    assert ("chair", after(start, 5)) not in mails()


def test_midnight_in_summer_is_the_day_there(scotland):
    """23:30 by universal time is the next day in Scotland, and the case is late there."""
    start = date(2028, 6, 5)
    application = scotland.case("in_panel", at=noon(start))
    evening = noon(application.due_on) + timedelta(hours=11, minutes=30)

    jobs.tick(at=noon(application.due_on))
    assert mails("new_date") == Counter()
    actions.remind(at=evening)

    assert sum(mails("new_date").values()) == 1


def votes(council: Council) -> None:
    terms: dict[str, Any] = {"deciding": "votes", "quorum": 2, "tie": "chair"}
    actions.draft_policy(terms=terms, by=council.administrator, at=noon(date(2028, 6, 1)))
    actions.adopt_draft(by=council.administrator, at=noon(date(2028, 6, 1)))


def test_where_members_vote_those_who_have_not_voted_are_reminded(scotland):
    start = date(2028, 6, 5)
    votes(scotland)
    other = MembershipFactory(organisation=scotland.organisation, roles=[Role.PANEL_MEMBER])
    out = MembershipFactory(organisation=scotland.organisation, roles=[Role.PANEL_MEMBER])
    application = scotland.case("in_panel", at=noon(start))
    PanelSeat.objects.filter(application=application, person=out.person).update(steps_out=True)
    cast(application, "support", by=other, at=noon(start))
    actions.discuss(application=application, text="Hm", by=scotland.chair, at=noon(start))

    live(start, (after(start, 5) - start).days + 1)

    assert {name for name, _day in mails()} == {"panel_member", "chair"}


def test_a_vote_on_an_earlier_version_wants_a_reminder_again(scotland):
    start, again = date(2028, 6, 5), date(2028, 6, 7)
    votes(scotland)
    application = scotland.case("in_panel", at=noon(start))
    for part in ("chair", "panel_member"):
        cast(application, "support", by=scotland.members[part], at=noon(start))
    actions.ask(application=application, question="Why?", by=scotland.clerk, at=noon(start))
    actions.answer(
        application=application,
        declarations=["policy", "belongs", "manager"],
        shows_name=False,
        by=scotland.applicant,
        at=noon(again),
    )
    cast(application, "support", by=scotland.chair, at=noon(again))

    live(again, (after(again, 5) - again).days + 1)

    assert mails() == Counter({("panel_member", after(again, 5)): 1})


def test_who_has_left_the_panel_is_told_no_more_of_its_cases(scotland):
    start = date(2028, 6, 5)
    votes(scotland)
    application = scotland.case("in_panel", at=noon(start))
    cast(application, "support", by=scotland.panel_member, at=noon(start))
    end_membership(membership=scotland.panel_member, by=None, at=noon(start))
    actions.ask(application=application, question="Why?", by=scotland.clerk, at=noon(start))
    actions.answer(
        application=application,
        declarations=["policy", "belongs", "manager"],
        shows_name=False,
        by=scotland.applicant,
        at=noon(start),
    )
    actions.give_view(
        manager_view=application.manager_view,
        view="object",
        text="No time",
        by=scotland.manager,
        at=noon(start),
    )

    live(start, 30)

    assert "panel_member" not in {name for name, _day in mails() + mails("vote_again")}
    assert {name for name, _day in mails("objection")} == {"clerk", "chair"}


def test_who_writes_the_case_is_not_reminded_of_it(scotland):
    start = date(2028, 6, 5)
    application = scotland.case("submitted", at=noon(start))
    application.helpers.create(person=scotland.clerk.person, added_at=noon(start))

    live(start, 10)

    assert mails() == Counter()


def test_one_mail_a_day_for_whoever_wants_it(scotland):
    start = date(2028, 6, 5)
    actions.choose_reminders(daily=True, by=scotland.clerk)
    for _number in range(3):
        scotland.case("in_panel", at=noon(start))

    live(start, 9)

    day = after(start, 5)
    assert mails() == Counter()
    assert mails("reminders") == Counter({("clerk", day): 1})
    mail = OutboxMail.objects.get(purpose="passports/reminders")
    assert mail.context["count"] == 3
    assert all("to be decided by 19 June 2028" in line for line in mail.context["lines"])
    actions.choose_reminders(daily=False, by=scotland.clerk)
    live(start + 9 * DAY, 6)
    assert mails()["clerk", after(start, 8)] == 3


def test_many_cases_cost_as_many_reads_as_few(scotland, django_assert_max_num_queries):
    start = date(2028, 6, 5)
    for _number in range(4):
        scotland.case("in_panel", at=noon(start))
    live(start, 1)

    with django_assert_max_num_queries(14):
        actions.remind(at=noon(after(start, 2)))


@pytest.mark.parametrize(
    ("day", "step"), [(date(2028, 6, 9), 0), (date(2028, 6, 12), 50), (date(2028, 6, 19), 80)]
)
def test_used_counts_the_last_day_as_in_time(day, step):
    clock = CaseClock(begun_on=date(2028, 6, 5), due_on=date(2028, 6, 19))

    assert reminding.used(clock, today=day, nation="scotland") == step
    assert reminding.used(clock, today=date(2028, 6, 20), nation="scotland") == 100
