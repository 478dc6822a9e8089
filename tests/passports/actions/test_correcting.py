"""A wrong letter is put right by two people, and passport and letter always agree."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.formats import date_format

from mercat.audit import queries as audit
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.library import Term
from mercat.passports.models import Application, Correction, Decision, Letter, Passport
from tests.factories import MembershipFactory
from tests.factories.council import NOW, decide
from tests.passports.correcting import propose
from tests.passports.states import DAY, give_roles, in_state, verbs
from tests.passports.test_renewal import BEFORE_END, renew, to_release, without_fast_track

LATER = NOW + DAY


def released(council: Any, outcome: str = "approved", **given: Any) -> Application:
    application = council.case("in_panel")
    decide(application, by=council.chair, at=NOW, outcome=outcome, **given)
    actions.release(application=application, text="The first.", by=council.clerk, at=NOW)
    application.refresh_from_db()
    return application


def corrected(council: Any, application: Application, **changed: Any) -> Letter:
    correction = propose(application, by=council.clerk, at=LATER, **changed)
    return actions.agree_correction(correction=correction, by=council.chair, at=LATER)


def test_yes_that_was_a_no_ends_the_passport_and_keeps_both_letters(council):
    application = released(council)

    letter = corrected(council, application)

    first, second = Decision.objects.order_by("pk")
    assert (first.outcome, first.replaced_at) == ("approved", LATER)
    assert (second.outcome, second.replaced_at) == ("declined", None)
    assert second.revision == first.revision
    assert first.letter.text == "The first."
    assert "This letter replaces the one that we sent you on 18 November 2026." in letter.text
    assert (Passport.objects.get().status, Passport.objects.get().expires_on) == (
        "expired",
        LATER.date(),
    )
    application.refresh_from_db()
    assert application.status == "released"
    assert verbs()[-3:] == [
        "passports.application.correction_proposed",
        "passports.passport.ended",
        "passports.application.corrected",
    ]
    assert list(audit.faults()) == []


def test_no_that_was_a_yes_makes_the_passport(council):
    application = released(council, "declined")

    corrected(council, application, outcome="approved")

    passport = Passport.objects.get()
    assert (passport.status, passport.decision.letter.text.startswith("Dear")) == ("active", True)


def test_yes_with_other_terms_makes_a_passport_in_the_place_of_the_first(council):
    application = released(council)
    terms = [Term("Two people can sign in", date(2027, 1, 15))]

    corrected(council, application, outcome="approved_with_conditions", conditions=terms)

    first, second = Passport.objects.order_by("pk")
    assert (first.status, second.status) == ("superseded", "active")
    assert (second.account, second.decision.condition_set.get().text) == (
        first.account,
        "Two people can sign in",
    )
    assert application.passport == second


def test_decision_becomes_a_deferral_and_a_deferral_a_decision(council):
    application = released(council, "declined")

    corrected(council, application, outcome="deferred", deferred_until=date(2027, 1, 15))
    application.refresh_from_db()
    assert (application.status, application.due_on) == ("deferred", date(2027, 1, 15))
    assert application.released_at is None
    corrected(council, application, outcome="trial", trial_months=2)

    application.refresh_from_db()
    assert (application.status, Passport.objects.get().is_trial) == ("released", True)
    assert Letter.objects.count() == 3


def test_renewal_that_was_a_no_brings_the_earlier_passport_back(council):
    released(council)
    old = Passport.objects.get()
    until = old.expires_on
    without_fast_track()
    application = renew(old, council)
    to_release(application, council)

    correction = propose(application, by=council.clerk, at=BEFORE_END)
    actions.agree_correction(correction=correction, by=council.chair, at=BEFORE_END)

    old.refresh_from_db()
    states = [each.status for each in Passport.objects.order_by("pk")]
    assert (old.expires_on, states) == (until, ["active", "expired"])


def test_suspended_passport_is_dealt_with_first(council):
    application = released(council)
    Passport.objects.update(status="suspended")

    with pytest.raises(Refused, match="Its passport is suspended"):
        corrected(council, application)


def test_passport_that_was_given_back_is_not_given_again(council):
    application = released(council)
    actions.surrender(passport=Passport.objects.get(), by=council.applicant, at=NOW)

    with pytest.raises(Refused, match="Its passport has ended since"):
        corrected(council, application, outcome="approved")


def test_nobody_agrees_to_their_own_proposal_and_the_database_holds_it(council):
    application = released(council)
    correction = propose(application, by=council.chair)

    with pytest.raises(NotAllowed, match="a second person has to agree"):
        actions.agree_correction(correction=correction, by=council.chair, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(status="agreed", settled_by=council.chair.person, settled_at=NOW)


def test_two_clerks_may_put_words_right_and_no_outcome(council):
    application = released(council)
    other = MembershipFactory(organisation=council.organisation, roles=[Role.CLERK])
    correction = propose(application, by=council.clerk)

    with pytest.raises(NotAllowed, match="a chair has to agree"):
        actions.agree_correction(correction=correction, by=other, at=NOW)
    actions.drop_correction(correction=correction, by=other, at=NOW)
    same = propose(application, by=council.clerk, outcome="approved")
    actions.agree_correction(correction=same, by=other, at=NOW)

    assert Decision.objects.get(replaced_at=None).reasons == "The museums account does this."


def test_one_correction_at_a_time_and_none_on_ones_own_case(council):
    application = released(council)
    propose(application, by=council.clerk)

    with pytest.raises(Refused, match="Somebody has proposed a correction already"):
        propose(application, by=council.chair)
    with pytest.raises(NotAllowed, match="This is your own application"):
        propose(application, by=give_roles(council.applicant, Role.CHAIR))


@pytest.mark.parametrize("state", ["submitted", "more_info", "in_panel", "decided", "withdrawn"])
def test_without_a_letter_there_is_nothing_to_correct(state, council):
    with pytest.raises(Refused, match="There is no letter here"):
        propose(in_state(council, state), by=council.clerk)


def test_what_is_proposed_is_dropped_when_the_case_goes_on(council):
    application = in_state(council, "deferred")
    correction = propose(application, by=council.clerk)

    actions.take_up(at=NOW + timedelta(days=30))

    correction.refresh_from_db()
    assert (correction.status, correction.settled_by) == ("dropped", None)


def test_proposal_is_told_to_those_who_may_agree_and_not_to_the_applicant(council):
    application = released(council)
    OutboxMail.objects.all().delete()

    propose(application, by=council.clerk)

    assert [mail.to for mail in OutboxMail.objects.all()] == [council.chair.person.email]


def test_pages_from_the_proposal_to_the_letter(council, client):
    application = released(council)
    council.sign_in(client, "clerk")
    case = f"/passports/applications/{application.public_id}/"
    assert "Correct the letter" in client.get(case).content.decode()
    assert "The first." in client.get(f"{case}correction/").content.decode()
    refused = client.post(f"{case}correction/", {"outcome": "declined"}).content.decode()
    assert "Say what was wrong" in refused
    client.post(
        f"{case}correction/",
        {"reason": "Wrong case.", "outcome": "declined", "reasons": "There is one."},
    )
    page = client.get(f"{case}correction/").content.decode()
    assert "Agree, and send it" not in page
    assert client.post(f"{case}correction/agree/").status_code == 403

    council.sign_in(client, "chair")
    assert "A letter is to be corrected" in client.get("/dashboard/").content.decode()
    assert "Agree, and send it" in client.get(f"{case}correction/").content.decode()
    client.post(f"{case}correction/agree/")

    council.sign_in(client, "applicant")
    page = client.get(case).content.decode()
    assert "This letter replaces the one that we sent you on" in page
    assert "What we wrote to you before" in page


def test_page_begins_with_what_the_letter_said(council, client):
    due_on = (LATER + 40 * DAY).date()
    terms = [
        Term("Publish house rules where people can read them", due_on, "house_rules"),
        Term("Ask communications in a crisis", due_on),
    ]
    application = released(council, "approved_with_conditions", conditions=terms)
    met = application.decisions.get().condition_set.get(key="house_rules")
    council.sign_in(client, "clerk")
    address = f"/passports/applications/{application.public_id}/correction/"

    page = client.get(address).content.decode()
    assert f"Ask communications in a crisis, by {date_format(due_on, 'j F Y')}" in page
    ticked = re.compile(r'value="house_rules"[^>]* checked')
    assert ticked.search(page)

    actions.accept_condition(condition=met, by=council.clerk, at=LATER)
    assert not ticked.search(client.get(address).content.decode())


def test_what_a_holder_said_of_a_condition_stays_said(council):
    due_on = (LATER + 40 * DAY).date()
    terms = [Term("Ask communications in a crisis", due_on), Term("Name a second person", due_on)]
    application = released(council, "approved_with_conditions", conditions=terms)
    first = application.decisions.get().condition_set.get(number=1)
    said = {"words": "Done in March.", "stored": (), "by": council.applicant, "at": LATER}
    actions.say_done(condition=first, **said)

    changed = {"outcome": "approved_with_conditions", "conditions": terms}
    decision = corrected(council, application, **changed).decision

    now = decision.condition_set.order_by("number")
    assert [each.status for each in now] == ["said_done", "open"]
    assert now[0].holder_words == "Done in March."
