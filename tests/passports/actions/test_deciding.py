"""Trials, deferrals, and decisions that do not wait for an answer."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mercat.audit import queries as audit
from mercat.common.models import OutboxMail
from mercat.common.refusals import Refused
from mercat.passports import actions
from mercat.passports.models import Application, CaseClock, Decision, Letter, Passport
from tests.factories.council import NOW, Council, decide
from tests.passports.full_panel import cast, voted_on, votes_now
from tests.passports.states import DAY, in_state
from tests.passports.test_emergency import grant

UNTIL = date(2026, 12, 18)


def trial(council: Council, *, months: int = 3, at: datetime = NOW) -> Passport:
    application = council.case("in_panel", at=at)
    decide(application, by=council.chair, at=at, outcome="trial", trial_months=months)
    actions.release(application=application, text="Try it.", by=council.clerk, at=at)
    return Passport.objects.get()


def test_trial_has_a_last_day_of_its_own_and_says_so(council):
    passport = trial(council)

    assert (passport.is_trial, passport.expires_on) == (True, date(2027, 2, 18))
    assert passport.kind == "Social media passport, for a trial"
    assert Decision.objects.get().expires_on == passport.expires_on


@pytest.mark.parametrize("months", [None, 0, -1, 7])
def test_trial_lasts_no_longer_than_the_policy_says(months, council):
    application = council.case("in_panel")

    with pytest.raises(Refused, match="A trial lasts 6 months at most"):
        decide(application, by=council.chair, at=NOW, outcome="trial", trial_months=months)


def test_trial_ends_at_the_end_of_a_shorter_month(council):
    at = datetime(2026, 11, 30, 9, 0, tzinfo=NOW.tzinfo)

    assert trial(council, at=at).expires_on == date(2027, 2, 28)


def test_trial_is_never_renewed_by_a_rule_and_asks_what_was_learned(council):
    passport = trial(council)
    at = NOW + timedelta(days=70)
    given: dict[str, Any] = {"passport": passport, "by": council.applicant, "at": at}

    with pytest.raises(Refused, match="Say what you learned from the trial"):
        actions.renew(**given, reached="200", learned=" ", lends=False, declarations=[])
    renewal = actions.renew(
        **given, reached="200", learned="Ask before noon", lends=False, declarations=[]
    )

    assert (renewal.status, renewal.renewal.learned) == ("submitted", "Ask before noon")


def test_form_at_the_end_of_a_trial_asks_what_was_learned(council, client, monkeypatch):
    passport = trial(council)
    Passport.objects.update(expires_on=date(2026, 12, 18))
    council.sign_in(client, "applicant")

    page = client.get(f"/passports/{passport.public_id}/renew/").content.decode()
    refused = client.post(f"/passports/{passport.public_id}/renew/", {"changed": "no"})

    assert "What did you learn from the trial?" in page
    assert "Say what you learned from the trial" in refused.content.decode()


@pytest.mark.parametrize("until", [None, NOW.date(), NOW.date() + timedelta(days=367)])
def test_deferred_names_a_day_within_the_year(until, council):
    application = council.case("in_panel")

    with pytest.raises(Refused, match="Name a day within the next year"):
        decide(application, by=council.chair, at=NOW, outcome="deferred", deferred_until=until)


def test_day_of_another_look_is_for_a_deferral_alone(council):
    with pytest.raises(Refused, match="Only a case that is deferred"):
        decide(council.case("in_panel"), by=council.chair, at=NOW, deferred_until=UNTIL)


@pytest.mark.parametrize(("outcome", "until"), [("deferred", None), ("declined", UNTIL)])
def test_database_knows_a_deferral_by_its_day(outcome, until, council):
    decision = decide(council.case("in_panel"), by=council.chair, at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(outcome=outcome, deferred_until=until)


def test_deferred_has_a_letter_and_stays_open(council):
    application = in_state(council, "deferred")

    assert (application.status, application.due_on) == ("deferred", UNTIL)
    assert (application.released_at, application.ended_at, application.is_open) == (
        None,
        None,
        True,
    )
    assert application.plain_status == "With the panel"
    assert (Letter.objects.count(), Passport.objects.count()) == (1, 0)


def test_take_up_on_its_day_brings_it_back_once_with_a_new_clock(council):
    application = in_state(council, "deferred")
    OutboxMail.objects.all().delete()

    taken = [actions.take_up(at=NOW + DAY * number) for number in range(28, 33)]

    assert taken == [0, 0, 1, 0, 0]
    application.refresh_from_db()
    clock = CaseClock.objects.get(application=application)
    assert (application.status, application.due_on) == ("in_panel", date(2027, 1, 7))
    assert (clock.begun_on, clock.due_on, clock.step) == (UNTIL, application.due_on, 0)
    mails = OutboxMail.objects.order_by("to", "purpose")
    assert [(mail.to.partition("@")[0], mail.purpose) for mail in mails] == [
        ("applicant", "passports/looked_at_again"),
        ("chair", "passports/taken_up"),
        ("panel_member", "passports/taken_up"),
    ]
    assert actions.remind(at=NOW + DAY * 30) == 0
    assert list(audit.faults()) == []


def test_what_was_deferred_is_decided_anew_and_both_letters_are_kept(council, client):
    application = in_state(council, "deferred")
    later = NOW + DAY * 30
    actions.take_up(at=later)
    decide(application, by=council.chair, at=later)
    actions.release(application=application, text="Now yes.", by=council.clerk, at=later)

    application.refresh_from_db()
    assert (application.status, Passport.objects.get().decision.outcome) == ("released", "approved")
    assert Letter.objects.count() == 2
    council.sign_in(client, "applicant")
    page = client.get(f"/passports/applications/{application.public_id}/").content.decode()
    assert "Now yes." in page
    assert "What we wrote to you before" in page
    assert "Not yet." in page


def test_deferred_is_withdrawn_by_its_applicant_and_never_taken_up(council):
    application = in_state(council, "deferred")

    actions.withdraw(application=application, reason="", by=council.applicant, at=NOW + DAY)

    assert actions.take_up(at=NOW + DAY * 60) == 0


def test_release_of_a_deferral_whose_day_has_come_is_refused(council):
    application = council.case("in_panel")
    decide(application, by=council.chair, at=NOW, outcome="deferred", deferred_until=UNTIL)

    with pytest.raises(Refused, match="The day of another look has come"):
        actions.release(
            application=application, text="Not yet.", by=council.clerk, at=NOW + DAY * 30
        )


def test_deferral_of_an_emergency_leaves_its_passport_alone(council):
    passport = grant(council)
    until = NOW.date() + timedelta(days=5)
    decide(passport.application, by=council.chair, at=NOW, outcome="deferred", deferred_until=until)

    actions.release(application=passport.application, text="Later.", by=council.clerk, at=NOW)

    passport.refresh_from_db()
    assert passport.status == "active"


def test_decide_while_an_answer_is_awaited_wants_a_reason_and_tells_the_applicant(council):
    application = in_state(council, "more_info")

    with pytest.raises(Refused, match="The applicant has not answered yet"):
        decide(application, by=council.chair, at=NOW)
    decision = decide(application, by=council.chair, at=NOW, override_reason="It starts on Monday.")

    application.refresh_from_db()
    assert (application.status, application.resumes_to) == ("decided", "")
    assert decision.override_reason == "It starts on Monday."
    assert application.information_requests.get().answered_at == NOW
    told = OutboxMail.objects.get(purpose="passports/need_not_answer")
    assert told.to == council.applicant.person.email


def test_decide_on_what_the_panel_never_had_is_refused(council):
    application = council.case("submitted")
    actions.ask(application=application, question="Which?", by=council.clerk, at=NOW)

    with pytest.raises(Refused, match="The panel does not have this case yet"):
        decide(application, by=council.chair, at=NOW, override_reason="Quickly.")


def test_decide_without_an_answer_keeps_the_count_where_the_panel_votes(council):
    application = voted_on(votes_now(council, quorum=3), panel_member="oppose")
    actions.ask(application=application, question="How often?", by=council.chair, at=NOW)

    decision = decide(application, by=council.chair, at=NOW, override_reason="It cannot wait.")

    assert (decision.tally["oppose"], decision.override_reason) == (1, "It cannot wait.")


def test_pages_of_a_decision_without_an_answer(council, client):
    application = voted_on(votes_now(council), panel_member="oppose")
    actions.ask(application=application, question="How often?", by=council.chair, at=NOW)
    council.sign_in(client, "chair")
    address = f"/passports/applications/{application.public_id}/"

    assert "Decide without the answer" in client.get(address).content.decode()
    form = client.get(f"{address}decide/").content.decode()
    typed = {"outcome": "declined", "reasons": "There is one."}
    refused = client.post(f"{address}decide/", typed).content.decode()

    assert "Why do you decide without the applicant’s answer?" in form
    assert "The votes say" not in form
    assert "To decide without, say why." in refused
    client.post(f"{address}decide/", {**typed, "override_reason": "It cannot wait."})
    assert Application.objects.get().status == "decided"


def test_letters_of_trial_and_deferral_name_the_day(council, client):
    council.sign_in(client, "clerk")
    for outcome, given, said in (
        ("trial", {"trial_months": 3}, "It is a trial, until 18 February 2027."),
        ("deferred", {"deferred_until": UNTIL}, "looks at your case again on 18 December 2026"),
    ):
        application = council.case("in_panel", account_name=f"Archives {outcome}")
        decide(application, by=council.chair, at=NOW, outcome=outcome, **given)
        page = client.get(f"/passports/applications/{application.public_id}/release/")
        assert said in page.content.decode()


def test_decide_form_takes_a_trial_and_a_deferral(council, client):
    council.sign_in(client, "chair")
    for typed, found in (
        ({"outcome": "trial", "trial_months": "7"}, "must be 6 or less"),
        ({"outcome": "trial"}, "Say for how many months it may be tried"),
        ({"outcome": "deferred"}, "Say when the panel looks at it again"),
    ):
        application = council.case("in_panel")
        address = f"/passports/applications/{application.public_id}/decide/"
        page = client.post(address, {"reasons": "Because.", **typed}).content.decode()
        assert found in page
    typed = {"outcome": "trial", "trial_months": "2", "reasons": "Let us see."}
    client.post(address, typed)
    assert Decision.objects.get().outcome == "trial"


def test_votes_stand_when_a_case_is_taken_up_again(council):
    application = voted_on(votes_now(council, quorum=2), chair="support", panel_member="support")
    decide(application, by=council.chair, at=NOW, outcome="deferred", deferred_until=UNTIL)
    actions.release(application=application, text="Not yet.", by=council.clerk, at=NOW)
    actions.take_up(at=NOW + DAY * 30)

    cast(application, "oppose", by=council.panel_member, at=NOW + DAY * 31)

    assert application.votes.filter(replaced_at=None).count() == 2
