"""What is older than its period goes by itself or waits for a word; a hold keeps it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import TestCase
from hypothesis import given
from hypothesis import strategies as st

from mercat.audit import queries as audit
from mercat.audit.models import Event, EventWords
from mercat.comments.models import Comment, Thread
from mercat.common import links, outbox
from mercat.common.links import LinkPlan
from mercat.common.models import ActLink, JobRun, OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.home.models import Complaint, Disposal, Hold, Review
from mercat.home.retention import disposing, due, holding, reviewing, schedule
from mercat.home.retention.periods import Period
from mercat.home.retention.rule import DESTROY
from mercat.home.retention.table import RULES, TABLE
from mercat.home.rules import REVIEWERS
from mercat.passports import actions as passports
from mercat.passports.models import Application, Decision, Letter, Passport
from mercat.register import imports
from mercat.register.models import Import
from tests.factories import InvitationFactory
from tests.factories.council import decide

YEAR = timedelta(days=366)


def learn(council, at):
    return passports.learn(
        answers={"purpose": "Other archives", "tools": "YouTube", "brings": "Answers"},
        declarations=["policy"],
        by=council.colleague,
        at=at,
    )


def declined(council, at) -> Application:
    application = council.case("in_panel", at=at)
    passports.discuss(application=application, text="Rather not.", by=council.chair, at=at)
    decide(application, by=council.chair, at=at, outcome="declined")
    passports.release(application=application, text="No.", by=council.clerk, at=at)
    return application


def log() -> dict[str, int]:
    return dict(Disposal.objects.values_list("rule", "count"))


def test_nothing_goes_before_its_time(council, at):
    council.case("draft", at=at)
    declined(council, at)

    assert not any(disposing.dispose(at=at + timedelta(days=6)).values())
    assert log() == {}


def test_drafts_go_a_year_after_they_were_saved(council, at):
    old = council.case("draft", at=at - YEAR)
    new = council.case("draft", at=at)

    disposing.dispose(at=at + timedelta(days=1))

    assert not Application.objects.filter(pk=old.pk).exists()
    assert Application.objects.filter(pk=new.pk).exists()
    assert log()["drafts"] == 1
    assert list(audit.faults()) == []


def test_learning_passports_go_whole(council, at):
    learn(council, at - 4 * YEAR)
    passports.expire_passports(at=at)

    disposing.dispose(at=at)

    for model in (Passport, Application, Letter, Decision):
        assert model.objects.count() == 0
    assert log()["learning"] == 1


def test_what_is_small_goes_by_itself(council, at):
    organisation = council.organisation
    old = at - YEAR
    InvitationFactory(organisation=organisation, invited_at=old)
    sent = outbox.queue(
        "people/x", to="a@b.example", at=old, organisation_id=organisation.public_id
    )
    OutboxMail.objects.filter(pk=sent.pk).update(sent_at=old)
    outbox.queue("people/x", to="a@b.example", at=old, organisation_id=organisation.public_id)
    ours = outbox.queue("people/login_code", to="a@b.example", at=old)
    OutboxMail.objects.filter(pk=ours.pk).update(sent_at=old)
    plan = LinkPlan("x", "/{token}/", "bcd", "00000000-0000-0000-0000-000000000000", 1, 30)
    links.mint(plan, at=old)
    JobRun.objects.create(job="x", due_at=old, started_at=old)
    Complaint.objects.create(
        organisation=organisation,
        name="A",
        email="a@b.example",
        text="Why?",
        status="answered",
        received_at=old - 3 * YEAR,
        due_on=old.date(),
        answered_at=old - 3 * YEAR,
        answered_by=council.administrator.person,
    )

    done = disposing.dispose(at=at)

    gone = {"invitations", "mails", "unsent_mails", "site_mails", "links", "job_runs", "complaints"}
    assert {kind for kind, count in done.items() if count} == gone
    assert (OutboxMail.objects.count(), ActLink.objects.count()) == (0, 0)
    assert set(log()) == gone


def test_words_of_the_record_go_and_the_chain_holds(council, at):
    declined(council, at - 8 * YEAR)
    events = Event.objects.count()
    assert EventWords.objects.exists()

    disposing.dispose(at=at)

    assert not EventWords.objects.exists()
    assert Event.objects.count() >= events
    assert list(audit.faults()) == []


def test_decided_case_waits_for_the_clerk_who_keeps_it_for_a_while(council, at):
    application = declined(council, at - 7 * YEAR)
    disposing.dispose(at=at)
    review = Review.objects.get(rule="cases")

    with pytest.raises(NotAllowed):
        reviewing.keep(
            review=review, until=at.date() + YEAR, reason="An appeal", by=council.keeper, at=at
        )
    reviewing.keep(
        review=review, until=at.date() + YEAR, reason="An appeal", by=council.clerk, at=at
    )

    assert list(reviewing.waiting_for(council.clerk)) == []
    disposing.dispose(at=at + YEAR - timedelta(days=2))
    assert list(reviewing.waiting_for(council.clerk)) == []
    disposing.dispose(at=at + YEAR + timedelta(days=1))
    assert list(reviewing.waiting_for(council.clerk)) == [review]
    assert Application.objects.filter(pk=application.pk).exists()


def test_clerk_destroys_a_case_with_all_that_belongs_to_it(council, at):
    application = declined(council, at - 7 * YEAR)
    disposing.dispose(at=at)

    reviewing.destroy(review=Review.objects.get(rule="cases"), by=council.clerk, at=at)

    assert not Application.objects.filter(pk=application.pk).exists()
    assert (Comment.objects.count(), Thread.objects.count(), Letter.objects.count()) == (0, 0, 0)
    assert not Review.objects.filter(rule="cases").exists()
    line = Disposal.objects.get(rule="cases")
    assert (line.count, line.how, line.disposed_on) == (1, "review", at.date())
    assert list(audit.faults()) == []


def test_passport_is_put_up_once_and_destroyed_with_its_case(council, at):
    council.case("released", at=at - 9 * YEAR)
    passports.expire_passports(at=at)
    disposing.dispose(at=at)
    disposing.dispose(at=at + timedelta(days=1))

    reviewing.destroy(review=Review.objects.get(rule="passports"), by=council.clerk, at=at)

    assert (Passport.objects.count(), Application.objects.count()) == (0, 0)


def test_somebody_who_left_long_ago_is_put_up_for_the_administrator(council, at):
    leaver = council.colleague
    leaver.ended_at = at - 7 * YEAR
    leaver.save()
    disposing.dispose(at=at)
    review = Review.objects.get(rule="people_who_left")

    assert list(reviewing.waiting_for(council.administrator)) == [review]
    with pytest.raises(Refused, match="they are erased there"):
        reviewing.destroy(review=review, by=council.administrator, at=at)


ABOUT = {
    "person": lambda application: {"about": "person", "person": application.applicant},
    "application": lambda application: {"about": "application", "application": application},
    "organisation": lambda application: {"about": "organisation"},
}


@pytest.mark.parametrize("about", ABOUT)
def test_what_a_hold_covers_stays_until_it_ends(council, at, about):
    draft = council.case("draft", at=at - 9 * YEAR)
    case = council.case("draft", at=at)
    hold = holding.place_hold(
        by=council.administrator,
        at=at,
        until=None,
        reason="foi",
        note="FOI 2026/114",
        **ABOUT[about](draft),
    )

    disposing.dispose(at=at)
    assert Application.objects.filter(pk=draft.pk).exists()
    assert EventWords.objects.count() >= 1

    holding.end_hold(hold=hold, by=council.administrator, at=at)
    disposing.dispose(at=at + timedelta(days=1))
    assert set(Application.objects.values_list("pk", flat=True)) == {case.pk}


def test_hold_ends_after_its_last_day(council, at):
    draft = council.case("draft", at=at - 2 * YEAR)
    holding.place_hold(
        by=council.administrator,
        at=at,
        until=at.date(),
        reason="dispute",
        note="",
        about="organisation",
    )

    disposing.dispose(at=at + timedelta(hours=12))
    assert Application.objects.filter(pk=draft.pk).exists()
    disposing.dispose(at=at + timedelta(hours=14))
    assert not Application.objects.filter(pk=draft.pk).exists()


def test_hold_stops_a_review_too(council, at):
    application = declined(council, at - 7 * YEAR)
    disposing.dispose(at=at)
    holding.place_hold(
        by=council.administrator,
        at=at,
        until=None,
        reason="dispute",
        note="",
        about="application",
        application=application,
    )

    with pytest.raises(Refused, match="A hold covers this"):
        reviewing.destroy(review=Review.objects.get(rule="cases"), by=council.clerk, at=at)


def test_hold_of_one_organisation_keeps_nothing_of_another(council, outside, at):
    council.case("draft", at=at - 2 * YEAR)
    outside.case("draft", at=at - 2 * YEAR)
    Hold.objects.create(
        organisation=outside.organisation,
        about="organisation",
        reason="foi",
        placed_by=outside.administrator.person,
        placed_at=at,
    )

    disposing.dispose(at=at)

    assert set(Application.objects.values_list("organisation", flat=True)) == {
        outside.organisation.pk
    }


def test_organisation_chooses_within_the_limits_and_each_choice_is_a_version(council, at):
    organisation, by = council.organisation, council.administrator.person
    schedule.change_periods(organisation=organisation, periods={"drafts": 3}, by=by, at=at)
    council.case("draft", at=at - timedelta(days=100))

    disposing.dispose(at=at)
    with pytest.raises(Refused, match="choose from 3 to 36 months"):
        schedule.change_periods(organisation=organisation, periods={"drafts": 2}, by=by, at=at)
    with pytest.raises(Refused, match="choose from 90 to 90 days"):
        schedule.change_periods(
            organisation=organisation, periods={"unsent_mails": 1}, by=by, at=at
        )

    assert Application.objects.count() == 0
    assert [each.version for each in schedule.versions(organisation)] == [1]
    event = Event.objects.get(verb="home.retention.changed")
    assert event.facts == {"version": 1, "periods": {"drafts": 3}}


def test_import_that_is_destroyed_takes_its_files_along(council, at, settings, tmp_path):
    kept = {"default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}}
    settings.STORAGES = {**settings.STORAGES, **kept}
    content = b"Name,URL\nLibraries,https://www.facebook.com/StrathLibs\n"
    imports.apply(content, organisation=council.organisation, by=council.keeper.person, at=at)
    source = Import.objects.get()
    assert sorted(default_storage.listdir("imports")[1]) == [
        f"{source.public_id}.json",
        f"{source.public_id}.list",
    ]

    with TestCase.captureOnCommitCallbacks(execute=True):
        due.delete_imports(Import.objects.all())

    assert default_storage.listdir("imports") == ([], [])
    assert not Import.objects.exists()


def test_job_takes_small_steps_and_goes_on_where_it_was_stopped(council, at, monkeypatch):
    monkeypatch.setattr(disposing, "BATCH", 2)
    for _ in range(5):
        InvitationFactory(organisation=council.organisation, invited_at=at - YEAR)
    steps = []

    def stopped_in_the_second(rule, keys, *args, **kwargs):
        steps.append(len(keys))
        if len(steps) == 2:
            raise KeyboardInterrupt
        return destroy(rule, keys, *args, **kwargs)

    destroy = disposing.destroy
    monkeypatch.setattr(disposing, "destroy", stopped_in_the_second)
    with pytest.raises(KeyboardInterrupt):
        disposing.dispose(at=at)
    assert log() == {"invitations": 2}
    disposing.dispose(at=at)

    assert log() == {"invitations": 5}
    assert steps == [2, 2, 2, 1]


def test_one_night_takes_no_more_than_so_many(council, at, monkeypatch):
    monkeypatch.setattr(disposing, "BATCH", 2)
    monkeypatch.setattr(disposing, "MOST", 2)
    for _ in range(5):
        InvitationFactory(organisation=council.organisation, invited_at=at - YEAR)

    assert disposing.dispose(at=at)["invitations"] == 2
    assert disposing.dispose(at=at)["invitations"] == 2


def test_what_something_else_needs_stays_and_the_rest_goes(council, at, monkeypatch):
    needed = council.case("draft", at=at - 2 * YEAR)
    council.case("draft", at=at - 2 * YEAR)
    released = council.case("released", at=at)
    Passport.objects.filter(application=released).update(application=needed)

    disposing.dispose(at=at)

    assert Application.objects.filter(pk=needed.pk).exists()
    assert Application.objects.count() == 2
    assert log()["drafts"] == 1


def test_each_rule_is_complete():
    assert len(RULES) == len(TABLE)
    for rule in TABLE:
        assert rule.limits is None or rule.limits[0] <= rule.count <= rule.limits[1]
        assert (rule.then == DESTROY) != (rule.key in REVIEWERS), rule.key


@given(
    st.datetimes(
        min_value=datetime(2000, 1, 1),  # noqa: DTZ001  # hypothesis wants it so
        max_value=datetime(2090, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    st.integers(1, 300),
)
def test_months_end_on_a_day_that_exists_and_never_too_early(moment, count):
    before = Period(count, "months").before(moment)

    assert before < moment
    assert (moment.year - before.year) * 12 + moment.month - before.month == count
    assert before.day <= moment.day


def test_periods_in_words():
    said = [str(Period(*each)) for each in [(1, "months"), (12, "months"), (72, "months")]]

    assert said == ["1 month", "1 year", "6 years"]
    assert str(Period(30, "days")) == "30 days"
