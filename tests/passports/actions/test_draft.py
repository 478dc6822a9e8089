import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from mercat.audit import queries as audit
from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.common.refusals import Refused
from mercat.organisations import actions as organisations
from mercat.passports import actions
from mercat.passports.models import Application, ManagerView, Policy, SectionAnswers
from tests.factories.council import NOW
from tests.passports.states import in_state, verbs

LATER = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
DECLARED = ["policy", "belongs", "manager"]


def save(application: Application, council: Any, *, row_version: int, **answers: Any) -> Any:
    return actions.save_section(
        application=application,
        section="risks",
        answers=answers or {"risks": "None"},
        row_version=row_version,
        by=council.applicant,
        at=LATER,
    )


def submit(application: Application, council: Any, *, at: datetime = NOW) -> Any:
    return actions.submit(
        application=application,
        declarations=DECLARED,
        shows_name=True,
        by=council.applicant,
        at=at,
    )


def sha256(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def test_start_makes_a_draft_with_the_policys_questions(council, at):
    application = actions.start(by=council.member, at=at)

    assert (application.status, application.question_set) == ("draft", "speak-1")
    assert (application.applicant, application.created_at) == (council.member.person, at)
    assert verbs() == ["passports.policy.adopted", "passports.application.started"]


def test_start_without_a_policy_is_refused(council, at):
    Policy.objects.all().delete()

    with pytest.raises(Refused) as refusal:
        actions.start(by=council.member, at=at)

    assert refusal.value.sentence == (
        "Nobody has said yet how cases are decided here. Ask an administrator."
    )


def test_save_section_keeps_answers_and_counts_the_saving(council):
    application = council.case("draft")

    saved = save(application, council, row_version=1, risks="The 100-year rule")

    assert (saved.row_version, saved.saved_at) == (2, LATER)
    assert saved.answers == {"risks": "The 100-year rule"}
    event = audit.events_of(application).last()
    assert (event.verb, event.facts) == (
        "passports.application.saved",
        {"status": "draft", "section": "risks"},
    )


@pytest.mark.parametrize("row_version", [0, 2])
def test_save_section_over_another_window_is_refused_and_nothing_is_lost(row_version, council):
    application = council.case("draft")
    before = SectionAnswers.objects.values().get(application=application, section="risks")

    with pytest.raises(Refused) as refusal:
        save(application, council, row_version=row_version)

    assert refusal.value.sentence == ("This page was saved in another window since you opened it.")
    after = SectionAnswers.objects.values().get(application=application, section="risks")
    assert after == before


def test_save_section_for_the_first_time_wants_version_nought(council, at):
    application = actions.start(by=council.applicant, at=at)

    with pytest.raises(Refused):
        save(application, council, row_version=1)

    assert application.sections.count() == 0


def test_save_section_of_what_was_sent_is_refused(council):
    application = council.case("submitted")

    with pytest.raises(Refused) as refusal:
        save(application, council, row_version=1)

    assert refusal.value.sentence == (
        "This application was sent, so it can no longer be changed here."
    )


def test_save_section_with_the_account_gives_the_application_its_title(council):
    application = council.case("draft", account_name="Ferry news", account="@ferries@toot.scot")

    assert application.title == "Ferry news on Mastodon"


def test_submit_freezes_a_revision_with_the_hash_of_its_content(council):
    application = council.case("draft", purpose="Ask — naïvely 🏴 “why”")

    submit(application, council)

    revision = application.revisions.get()
    assert revision.number == 1
    assert revision.sha256 == sha256(revision.content)
    assert revision.content["answers"]["purpose"] == "Ask — naïvely 🏴 “why”"
    assert revision.content["declarations"] == DECLARED
    assert revision.content["shows_name"] is True
    assert revision.content["policy"]["key"] == "small_panel"


def test_submit_keeps_the_policy_of_that_day(council):
    application = council.case("submitted")

    newer = actions.adopt_policy(
        organisation=council.organisation, key="small_panel", by=None, at=LATER
    )

    application.refresh_from_db()
    assert (application.policy.version, newer.version) == (1, 2)


@pytest.mark.parametrize(
    ("at", "due_on"),
    [
        # St Andrew's Day, Monday 30 November 2026, is no working day in Scotland.
        (datetime(2026, 11, 18, 10, 30, tzinfo=UTC), date(2026, 12, 3)),
        # Half past midnight on Thursday in Scotland, where it is summer.
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2026, 7, 16)),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), date(2026, 7, 15)),
        # Boxing Day is made up for on Monday 28 December, New Year has two days.
        (datetime(2026, 12, 21, 10, 0, tzinfo=UTC), date(2027, 1, 8)),
    ],
)
def test_submit_is_due_in_ten_scottish_working_days(at, due_on, council):
    application = council.case("draft", at=at)

    submit(application, council, at=at)

    application.refresh_from_db()
    assert application.due_on == due_on


def test_submit_asks_the_manager_within_five_working_days(council):
    application = council.case("submitted")

    view = application.manager_view
    assert (view.manager, view.due_on, view.view) == (
        council.manager.person,
        date(2026, 11, 25),
        "",
    )
    assert purposes(council.manager) == ["passports/manager_view"]


def test_submit_without_a_manager_asks_nobody(council):
    council.applicant.manager = None
    council.applicant.save()

    council.case("submitted")

    assert ManagerView.objects.count() == 0
    assert purposes(council.manager) == []


def test_submit_asks_no_manager_who_has_left(council):
    organisations.end_membership(membership=council.manager, by=None, at=NOW)

    council.case("submitted")

    assert ManagerView.objects.count() == 0
    assert purposes(council.manager) == []


def test_submit_asks_no_manager_where_the_policy_says_so(council):
    policy = Policy.objects.get(organisation=council.organisation)
    policy.content["ask_manager"] = False
    policy.save()

    council.case("submitted")

    assert ManagerView.objects.count() == 0


def test_submit_with_parts_missing_is_refused_and_stays_a_draft(council, at):
    application = council.case("draft")
    application.sections.get(section="people").delete()
    events = Event.objects.count()

    with pytest.raises(Refused) as refusal:
        submit(application, council)

    application.refresh_from_db()
    assert refusal.value.sentence == "Some parts are not filled in yet. The list shows which."
    assert (application.status, application.revisions.count()) == ("draft", 0)
    assert (Event.objects.count(), OutboxMail.objects.count()) == (events, 0)


def test_submit_leaves_an_event_with_the_hash(council):
    application = council.case("submitted")

    event = audit.events_of(application).last()
    assert event.verb == "passports.application.submitted"
    assert event.person_key == council.applicant.person.audit_key
    assert event.facts == {"status": "submitted", "sha256": application.revisions.get().sha256}


def test_answer_sends_a_new_version_and_keeps_the_old(council):
    application = in_state(council, "more_info")
    save(application, council, row_version=1, risks="We asked the archivist")

    revision = answer(application, council)

    old, new = application.revisions.order_by("number")
    assert (revision.number, new.sha256) == (2, sha256(new.content))
    assert old.content["answers"]["risks"] == "Records of living people: the 100-year rule"
    assert new.content["answers"]["risks"] == "We asked the archivist"


def test_answer_closes_the_question_and_starts_the_clock_again(council):
    application = in_state(council, "more_info")

    answer(application, council)

    application.refresh_from_db()
    assert application.due_on == date(2026, 12, 4)
    assert application.information_requests.get().answered_at == LATER
    assert purposes(council.clerk) == ["passports/received", "passports/answered"]
    assert audit.events_of(application).last().verb == "passports.application.answered"


def test_withdraw_keeps_the_reason_among_the_words_alone(council):
    application = council.case("submitted")

    actions.withdraw(application=application, reason="I am off", by=council.applicant, at=LATER)

    event = audit.events_of(application).last()
    assert (event.verb, event.facts) == (
        "passports.application.withdrawn",
        {"status": "withdrawn", "old": "submitted"},
    )
    assert event.words_digest
    assert list(audit.faults()) == []


def test_withdraw_a_second_time_is_refused(council):
    application = in_state(council, "withdrawn")

    with pytest.raises(Refused):
        actions.withdraw(application=application, reason="", by=council.applicant, at=LATER)

    application.refresh_from_db()
    assert application.ended_at == NOW


def answer(application: Application, council: Any) -> Any:
    return actions.answer(
        application=application,
        declarations=DECLARED,
        shows_name=False,
        by=council.applicant,
        at=LATER,
    )


def purposes(member: Any) -> list[str]:
    mails = OutboxMail.objects.filter(to=member.person.email).order_by("pk")
    return list(mails.values_list("purpose", flat=True))


def test_withdraw_closes_the_question_and_tells_the_clerk(council, at):
    application = council.case("submitted")
    actions.ask(application=application, question="Who moderates?", by=council.clerk, at=at)

    actions.withdraw(application=application, reason="", by=council.applicant, at=at)

    assert application.information_requests.filter(answered_at=None).count() == 0
    mails = OutboxMail.objects.filter(purpose="passports/withdrawn")
    assert [mail.to for mail in mails] == ["clerk@strathbeg.example"]


def test_withdraw_of_a_draft_tells_nobody(council, at):
    application = council.case("draft")

    actions.withdraw(application=application, reason="", by=council.applicant, at=at)

    assert OutboxMail.objects.count() == 0
