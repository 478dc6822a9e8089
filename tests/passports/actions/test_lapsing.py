"""A question that nobody answers: two reminders, each with a day; then the case closes."""

from datetime import date, datetime, timedelta

import pytest

from mercat.audit import queries as audit
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed
from mercat.home import jobs
from mercat.passports import actions, queries
from mercat.passports.models import Application
from tests.factories.council import NOW, Council
from tests.passports.states import DAY, in_state, verbs

ASKED_ON = date(2026, 11, 18)
# Ten working days, then five and five; Saint Andrew's Day is a bank holiday in Scotland.
DUE = [date(2026, 12, 3), date(2026, 12, 11), date(2026, 12, 21)]


def days(number: int, *, since: datetime = NOW) -> list[Application]:
    for each in range(number):
        actions.chase_answers(at=since + DAY * each)
    return list(Application.objects.all())


def told(purpose: str) -> list[tuple[str, str]]:
    mails = OutboxMail.objects.filter(purpose=f"passports/{purpose}").order_by("pk")
    return [(mail.to, mail.context.get("due_on", "")) for mail in mails]


def test_chase_answers_reminds_twice_and_closes_once(council):
    application = in_state(council, "more_info")
    assert application.due_on == DUE[0]
    history = []

    for number in range(60):
        at = NOW + DAY * number
        if actions.chase_answers(at=at):
            application.refresh_from_db()
            history.append((at.date(), application.status, application.due_on))
        assert actions.chase_answers(at=at) == 0

    assert history == [
        (date(2026, 12, 4), "more_info", DUE[1]),
        (date(2026, 12, 14), "more_info", DUE[2]),
        (date(2026, 12, 22), "lapsed", DUE[2]),
    ]
    assert (application.ended_at, application.resumes_to) == (NOW + DAY * 34, "")
    request = application.information_requests.get()
    assert (request.reminders, request.answered_at) == (2, NOW + DAY * 34)
    person = council.applicant.person.email
    assert told("answer_reminder") == [(person, "11 December 2026"), (person, "21 December 2026")]
    assert [to for to, _ in told("lapsed")] == [person]
    assert [to for to, _ in told("lapsed_clerk")] == [council.clerk.person.email]
    assert verbs()[-3:] == [
        "passports.application.answer_reminded",
        "passports.application.answer_reminded",
        "passports.application.lapsed",
    ]
    assert list(audit.faults()) == []


def test_only_the_last_reminder_says_that_it_is_the_last(council):
    in_state(council, "more_info")
    days(40)

    mails = OutboxMail.objects.filter(purpose="passports/answer_reminder").order_by("pk")
    assert [mail.context["is_last"] for mail in mails] == ["", "True"]


def test_chase_answers_after_a_pause_gives_the_whole_time_anew(council):
    """A worker that stood still never costs an applicant a reminder."""
    application = in_state(council, "more_info")

    actions.chase_answers(at=NOW + timedelta(days=120))

    application.refresh_from_db()
    assert (application.status, application.due_on) == ("more_info", date(2027, 3, 25))


def test_answer_after_its_day_and_before_the_end_still_counts(council):
    application = in_state(council, "more_info")
    days(30)

    actions.answer(
        application=application,
        declarations=[],
        shows_name=False,
        by=council.applicant,
        at=NOW + DAY * 31,
    )

    assert actions.chase_answers(at=NOW + DAY * 60) == 0
    application.refresh_from_db()
    assert application.status == "in_panel"


def test_lapsed_emergency_ends_its_passport(council):
    from tests.passports.test_emergency import grant

    passport = grant(council)
    application = passport.application
    actions.ask(application=application, question="Why?", by=council.chair, at=NOW)
    request = application.information_requests.get()
    request.reminders, request.due_on = 2, ASKED_ON
    request.save()

    actions.chase_answers(at=NOW + DAY)

    passport.refresh_from_db()
    application.refresh_from_db()
    assert (application.status, passport.status) == ("lapsed", "expired")


def test_begin_again_is_one_draft_with_all_that_was_written(council):
    application = in_state(council, "lapsed")

    first = actions.begin_again(application=application, by=council.applicant, at=NOW)
    second = actions.begin_again(application=application, by=council.applicant, at=NOW)

    assert first.pk == second.pk
    assert (first.status, first.kind, first.title) == ("draft", "new", application.title)
    before = queries.given(queries.answers_of(application))
    assert queries.given(queries.answers_of(first)) == before
    actions.submit(
        application=first, declarations=[], shows_name=False, by=council.applicant, at=NOW
    )
    assert Application.objects.get(pk=first.pk).status == "submitted"


@pytest.mark.parametrize("state", ["more_info", "in_panel", "released", "deferred"])
def test_begin_again_is_for_what_closed_without_a_decision(state, council):
    application = in_state(council, state)

    with pytest.raises(NotAllowed, match="This application is not closed"):
        actions.begin_again(application=application, by=council.applicant, at=NOW)


def test_begin_again_is_for_its_applicant(council):
    with pytest.raises(NotAllowed, match="Only the person who applied"):
        actions.begin_again(application=in_state(council, "lapsed"), by=council.clerk, at=NOW)


def test_page_of_what_lapsed_says_so_kindly_and_begins_again(council, client):
    application = in_state(council, "lapsed")
    council.sign_in(client, "applicant")
    address = f"/passports/applications/{application.public_id}/"

    page = client.get(address).content.decode()
    assert "Nobody has decided against it, and nothing is held against you." in page
    assert "Withdraw this application" not in page
    answer = client.post(f"{address}again/")

    draft = Application.objects.get(status="draft")
    assert answer.headers["Location"] == f"/passports/applications/{draft.public_id}/"


def test_nightly_jobs_chase_answers_and_take_up(council: Council):
    assert {"chase_answers", "take_up"} <= {each.name for each in jobs.JOBS}
