"""Reports are gathered, decided by two, answered once; nothing is said before, nor of whom."""

from datetime import timedelta

import pytest

from mercat.audit.models import Event, EventWords
from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.files.models import StoredFile
from mercat.home import jobs
from mercat.lookup import queries as lookup
from mercat.register import actions as register
from mercat.register.checks import actions as checks
from mercat.register.lifecycle import Status
from mercat.register.models import Account, Publication
from mercat.register.reports import actions
from mercat.register.reports.models import Report, ReportedAccount
from tests.common.together import together
from tests.factories import AccountFactory
from tests.letters import text_of
from tests.register.checks.test_sweeping import make_found
from tests.register.reports.reported import (
    CANARY,
    URL,
    ask_review,
    evidence,
    in_state,
    known_false,
    make_report,
    proposed,
)

DAY = timedelta(days=1)


def answer(at):
    return lookup.look_up(URL, at=at).answer


def ours(council, status):
    made = make_report(council)
    keys = {name: getattr(made, name) for name in ("platform", "key", "handle", "url")}
    ReportedAccount.objects.all().delete()
    closed = {"closed_on": "2026-01-05"} if status.startswith("closed") else {}
    account = AccountFactory(
        organisation=council.organisation, **keys, status=status, since="2026-01-05", **closed
    )
    return Account.objects.get(pk=account.pk)


@pytest.mark.parametrize("state", ["received", "looked_at", "proposed", "not_false", "set_aside"])
def test_look_up_says_nothing_before_two_have_agreed(state, council, at):
    in_state(council, state)

    assert (answer(at), Publication.objects.count()) == ("not_registered", 0)


def test_two_people_make_it_false_at_the_look_up(council, at):
    reported = known_false(council)

    found = lookup.look_up(URL, at=at)
    assert (found.answer, reported.account.status) == ("known_false", "false")
    assert [claim.publication.organisation.slug for claim in found.claims] == ["strathbeg"]
    assert Event.objects.filter(verb="register.reported.agreed").count() == 1


def test_lifted_account_is_off_the_register(council, at):
    actions.lift(reported=known_false(council), words="A mistake", by=council.adviser, at=at)

    assert (answer(at), Account.objects.filter(status="false").count()) == ("not_registered", 0)


@pytest.mark.parametrize("status", ["proposed", "closed_released", "lost"])
def test_lifting_goes_back_to_what_the_register_said(status, council, at):
    account = ours(council, status)
    before = Account.objects.values("status", "since", "closed_on").get(pk=account.pk)
    register.publish(account=account, at=at)
    said = answer(at)

    reported = known_false(council)
    during = answer(at)
    actions.lift(reported=reported, words="A mistake", by=council.keeper, at=at)

    after = Account.objects.values("status", "since", "closed_on").get(pk=account.pk)
    assert (during, answer(at), after) == ("known_false", said, before)


@pytest.mark.parametrize("status", ["active", "dormant", "paused", "closed_parked", "own"])
def test_what_is_ours_or_somebodys_own_is_never_false(status, council):
    ours(council, status)
    reported = make_report(council)

    with pytest.raises(Refused):
        actions.propose(reported=reported, **evidence(council))

    assert Account.objects.get().status == status


def test_account_that_became_ours_while_a_second_person_thought_is_not_called_false(council, at):
    reported = proposed(council)
    account = AccountFactory(
        organisation=council.organisation, platform=reported.platform, key=reported.key
    )

    with pytest.raises(Refused):
        actions.agree(reported=reported, by=council.adviser, at=at)

    reported.refresh_from_db()
    account.refresh_from_db()
    assert (reported.state, account.status) == ("proposed", "active")


def test_reports_of_one_account_are_gathered(council, at):
    make_report(council, words="One")
    make_report(council, url="twitter.com/strathbegnews1", words="Two", at=at + DAY)
    reported = make_report(council, words="Two", at=at + DAY)  # pressed twice

    assert (reported.report_count, Report.objects.count()) == (2, 2)
    assert (reported.received_at, reported.latest_at) == (at, at + DAY)


@pytest.mark.parametrize("does", ["parody", "criticism"])
def test_parody_and_criticism_are_no_report(does, council):
    with pytest.raises(Refused, match="everybody’s right"):
        make_report(council, does=does)

    assert Report.objects.count() == 0


@pytest.mark.parametrize(("days", "state"), [(29, "not_false"), (31, "received")])
def test_report_after_an_answer_opens_it_again_after_a_month(days, state, council, at):
    in_state(council, "not_false")

    reported = make_report(council, words="Again", at=at + days * DAY)

    assert (reported.state, reported.report_count) == (state, 2)


def test_reporter_hears_once_and_is_forgotten(council, at, letter_box):
    make_report(council, email=CANARY)
    reported = known_false(council, words="Another", email="other@example.org")

    counts = [actions.answer_reporters(at=at), actions.answer_reporters(at=at + DAY)]
    actions.lift(reported=reported, words="A mistake", by=council.keeper, at=at)
    counts.append(actions.answer_reporters(at=at + DAY))
    outbox.send_due(at=at)

    (message,) = letter_box.to(CANARY)
    assert (counts, set(Report.objects.values_list("email", flat=True))) == ([2, 0, 0], {""})
    assert "not run by Strathbeg Council" in text_of(message)
    assert "Keeper" not in text_of(message)
    assert "Adviser" not in text_of(message)


@pytest.mark.parametrize("why", ["parody", "criticism", "fan_page", "namesake", "ours", "gone"])
def test_reporter_hears_why_it_is_not_false(why, council, at):
    reported = make_report(council, email=CANARY)
    actions.clear(reported=reported, why=why, words="CANARY", by=council.keeper, at=at)
    actions.answer_reporters(at=at)

    mail = OutboxMail.objects.get(purpose="reports/outcome")
    assert (mail.to, mail.context["why"]) == (CANARY, why)
    assert "CANARY" not in str(mail.context)


def test_what_is_set_aside_answers_nobody(council, at):
    reported = make_report(council, email=CANARY)
    actions.set_aside(reported=reported, by=council.keeper, at=at)
    actions.reopen(reported=reported, by=council.keeper, at=at)
    actions.clear(reported=reported, why="nothing", words="", by=council.keeper, at=at)

    assert (actions.answer_reporters(at=at), OutboxMail.objects.count()) == (0, 0)


def test_reporters_address_is_nowhere_but_in_the_report(council, at):
    make_report(council, email=CANARY)
    review = ask_review(known_false(council, words="More"), email="owner." + CANARY)

    for model in (Event, EventWords):
        assert CANARY not in str(list(model.objects.values()))
    given = {"outcome": "kept", "answer": "Our crest.", "by": council.chair, "at": at}
    actions.answer_review(review=review, **given)
    review.refresh_from_db()
    assert (review.email, OutboxMail.objects.get().to) == ("", "owner." + CANARY)


def told():
    mails = OutboxMail.objects.filter(purpose="reports/reports").order_by("pk")
    return [(each.to, each.context["count"]) for each in mails]


def test_those_who_look_are_told_once_a_day_at_most(council, at):
    make_report(council)
    jobs.tick(at=at)
    make_report(council, url="https://x.com/StrathbegHelp", at=at)
    for hours in range(1, 12):
        jobs.tick(at=at + timedelta(hours=hours))
    first = told()
    jobs.tick(at=at + DAY)
    jobs.tick(at=at + 2 * DAY)

    both = ["adviser@strathbeg.example", "keeper@strathbeg.example"]
    assert sorted(first) == [(each, 1) for each in both]
    assert sorted(told()) == [(each, 1) for each in both for _ in range(2)]


def test_proposal_is_told_to_those_who_may_agree(council, at):
    make_report(council)
    actions.tell_of_reports(at=at)
    actions.propose(reported=ReportedAccount.objects.get(), **evidence(council))

    assert (actions.tell_of_reports(at=at + DAY), actions.tell_of_reports(at=at + DAY)) == (2, 0)


@pytest.mark.parametrize(
    ("part", "allowed"), [("keeper", False), ("adviser", False), ("chair", True)]
)
def test_review_is_answered_by_somebody_without_a_part(part, allowed, council, at):
    review = ask_review(known_false(council))
    given = {"review": review, "outcome": "lifted", "answer": "You are right.", "at": at}

    if allowed:
        actions.answer_review(**given, by=council.members[part])
        assert (answer(at), OutboxMail.objects.get().context["state"]) == (
            "not_registered",
            "lifted",
        )
    else:
        with pytest.raises(NotAllowed):
            actions.answer_review(**given, by=council.members[part])
        assert answer(at) == "known_false"


def test_review_that_keeps_it_changes_nothing_and_is_answered_once(council, at):
    review = ask_review(known_false(council))
    given = {"review": review, "outcome": "kept", "answer": "Our crest.", "by": council.chair}

    actions.answer_review(**given, at=at)
    with pytest.raises(Refused):
        actions.answer_review(**given, at=at)

    assert (answer(at), OutboxMail.objects.count()) == ("known_false", 1)


def test_review_is_asked_once_by_the_same_person_and_of_false_accounts_alone(council, at):
    reported = known_false(council)
    first, second = ask_review(reported), ask_review(reported, words="Again")
    actions.lift(reported=reported, words="You were right", by=council.keeper, at=at)

    assert (first.pk, OutboxMail.objects.get().context["answer"]) == (second.pk, "You were right")
    with pytest.raises(Refused):
        ask_review(reported)


def test_claim_that_was_withdrawn_in_a_dispute_is_called_false_no_longer(council, at):
    reported = known_false(council)
    Account.objects.filter(pk=reported.account_id).update(status=Status.PROPOSED)

    counts = [actions.follow_register(at=at), actions.follow_register(at=at)]

    reported.refresh_from_db()
    assert (counts, reported.state, reported.account) == ([1, 0], "lifted", None)


def test_account_that_the_sweep_found_is_among_the_reported(council, at):
    found = make_found(council, at)

    checks.report(found=found, reason="It uses our crest", by=council.keeper, at=at)

    reported = ReportedAccount.objects.get()
    assert (reported.key, reported.state) == (found.key, "received")
    assert reported.reports.get().by == council.keeper.person
    assert not Account.objects.filter(key=found.key).exists()


def test_picture_of_a_proposal_stays_and_goes_with_it(council, at):
    reported = proposed(council)
    assert reported.picture.attached_at == at

    reported.delete()
    jobs.tick(at=at + 3 * DAY)

    assert StoredFile.objects.count() == 0


def attempt(act, **given):
    try:
        act(**given)
    except Refused:
        return "refused"
    return "done"


def test_two_who_agree_at_once_make_one_false_account(flushable, council, at):
    reported = proposed(council)

    said = together(
        lambda: attempt(actions.agree, reported=reported, by=council.adviser, at=at),
        lambda: attempt(actions.agree, reported=reported, by=council.chair, at=at),
    )

    assert sorted(said) == ["done", "refused"]
    assert Account.objects.filter(status="false").count() == 1


def test_one_who_agrees_and_one_who_declines_at_once_leave_one_decision(flushable, council, at):
    reported = proposed(council)
    no = {"words": "A joke", "by": council.chair}

    said = together(
        lambda: attempt(actions.agree, reported=reported, by=council.adviser, at=at),
        lambda: attempt(actions.decline, reported=reported, **no, at=at),
    )

    reported.refresh_from_db()
    assert sorted(said) == ["done", "refused"]
    assert (reported.state == "known_false") == Account.objects.filter(status="false").exists()


def test_first_reports_of_one_account_at_once_are_gathered(flushable, council, at):
    together(
        lambda: make_report(council, words="One", at=at),
        lambda: make_report(council, words="Two", at=at),
    )

    assert ReportedAccount.objects.get().report_count == Report.objects.count() == 2
