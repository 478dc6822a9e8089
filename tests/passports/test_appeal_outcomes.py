"""What comes of an appeal: the first decision stays, or becomes a better one."""

from datetime import date

import pytest

from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.roles import Role
from mercat.passports import actions, queries
from mercat.passports.models import Application, Passport, Revocation
from mercat.register.models import Account
from tests.factories.council import NOW, decide, fill
from tests.passports.appealing import (
    LAST,
    appealed,
    before_panel,
    begin,
    declined,
    heard,
    others,
    released,
    revoked,
    seats,
    sent,
    suspended,
)
from tests.passports.correcting import propose
from tests.passports.states import give_roles

# What comes of it


def test_upheld_changes_nothing_and_its_letter_says_so(council):
    appeal = heard(appealed(council), council, "upheld")

    assert appeal.status == "released"
    assert not Passport.objects.exists()
    text = queries.standing_decision(appeal).letter.text
    assert "the first decision stays" in text
    assert "talk to your trade union" in text
    assert "passport is ready" not in text


def test_changed_to_yes_makes_the_passport_that_was_asked_for(council):
    appeal = heard(appealed(council), council, "approved")

    first = appeal.appeal.case
    passport = Passport.objects.get()
    assert (passport.application, passport.decision.application) == (first, appeal)
    assert (passport.status, passport.holder) == ("active", council.applicant.person)
    assert passport.account == Account.objects.get()
    assert passport.purpose == "Answer family historians in public"
    assert first.passport == passport
    text = queries.standing_decision(appeal).letter.text
    assert "Yes: your application is approved." in text
    mail = OutboxMail.objects.filter(purpose="passports/letter").latest("pk")
    assert passport.public_id in mail.context["path"]


def test_appeal_against_a_trial_puts_a_full_passport_in_its_place(council):
    appeal = appealed(council, outcome="trial", trial_months=3)
    trial = Passport.objects.get()

    heard(appeal, council, "approved")

    trial.refresh_from_db()
    now = Passport.objects.get(status="active")
    assert (trial.status, trial.is_trial, now.is_trial) == ("superseded", True, False)
    assert (now.account, now.application) == (trial.account, trial.application)


def test_appeal_is_heard_while_its_passport_is_suspended_only_after_that(council):
    appeal = appealed(council, outcome="trial", trial_months=3)
    passport = Passport.objects.get()
    review_on = date(2026, 12, 9)
    given = {"passport": passport, "reason": "A post", "review_on": review_on}
    actions.suspend(**given, by=council.adviser, at=NOW)

    with pytest.raises(Refused, match="Its passport is suspended"):
        heard(appeal, council, "approved")

    appeal.refresh_from_db()
    assert appeal.status == "decided"


def test_appeal_after_renewal_was_declined_renews_it(council):
    passport = council.case("released").passport
    soon = NOW.replace(year=2027, month=10)
    said = {"reached": "", "learned": "", "by": council.applicant, "at": soon}
    renewal = actions.begin_renewal(passport=passport, **said)
    fill(renewal, council.answers(), by=council.applicant, at=soon)
    actions.submit(
        application=renewal,
        declarations=["policy", "belongs", "manager"],
        by=council.applicant,
        at=soon,
    )
    actions.open_case(application=renewal, by=council.clerk, at=soon)
    renewal.refresh_from_db()
    decide(renewal, by=council.chair, at=soon, outcome="declined")
    released(renewal, council.clerk, at=soon)
    others(council)
    appeal = before_panel(
        sent(begin(renewal, council, at=soon), council, at=soon), council, at=soon
    )

    heard(appeal, council, "approved", at=soon)

    passport.refresh_from_db()
    assert passport.status == "superseded"
    now = Passport.objects.get(status="active")
    assert (now.application, now.expires_on) == (renewal, date(2028, 11, 18))


def test_suspension_appealed_is_lifted_by_the_letter(council):
    passport = suspended(council)
    others(council)
    suspension = passport.suspensions.get()
    assert suspension.appeal_until == LAST
    draft = actions.begin_appeal(against=suspension, by=council.applicant, at=NOW)
    appeal = sent(draft, council)
    assert seats(appeal) == {"Adviser": True}

    heard(before_panel(appeal, council), council, "restored")

    passport.refresh_from_db()
    suspension.refresh_from_db()
    assert (passport.status, suspension.lifted_by) == ("active", council.other.person)
    assert suspension.ended_at == NOW
    assert Event.objects.filter(verb="passports.passport.resumed").count() == 1


def test_suspension_lifted_meanwhile_stays_lifted(council):
    passport = suspended(council)
    others(council)
    draft = actions.begin_appeal(against=passport.suspensions.get(), by=council.applicant, at=NOW)
    appeal = before_panel(sent(draft, council), council)
    actions.resume(passport=passport, words="", by=council.adviser, at=NOW)

    heard(appeal, council, "restored")

    passport.refresh_from_db()
    assert passport.status == "active"


def test_revocation_appealed_gives_back_what_it_was(council):
    revocation = revoked(council)
    others(council)
    assert revocation.appeal_until == LAST
    draft = actions.begin_appeal(against=revocation, by=council.applicant, at=NOW)
    appeal = before_panel(sent(draft, council), council)

    heard(appeal, council, "restored")

    passport, revocation = Passport.objects.get(), Revocation.objects.get()
    assert (passport.status, passport.expires_on) == ("active", date(2027, 11, 18))
    assert (revocation.status, revocation.words) == ("overturned", "It happened twice.")
    assert "given back" in queries.standing_decision(appeal).letter.text


def test_revocation_that_waits_for_a_second_person_cannot_be_appealed_yet(council):
    passport = council.case("released").passport
    given = {"passport": passport, "reasons": "It cannot wait."}
    revocation = actions.revoke_at_once(**given, by=council.chair, at=NOW)

    with pytest.raises(Refused, match="nothing here that can be appealed"):
        actions.begin_appeal(against=revocation, by=council.applicant, at=NOW)


def test_holder_reads_in_the_mail_until_when_a_revocation_can_be_appealed(council):
    revoked(council)

    mail = OutboxMail.objects.filter(purpose="passports/revoked").get()
    assert mail.context["appeal_until"] == "17 December 2026"


@pytest.mark.parametrize("outcome", ["declined", "deferred", "use_existing_account", "restored"])
def test_appeal_never_comes_to_less_than_there_was(outcome, council):
    appeal = appealed(council)

    with pytest.raises(Refused, match="Choose another outcome"):
        decide(appeal, by=council.other, at=NOW, outcome=outcome)


@pytest.mark.parametrize("outcome", ["upheld", "restored"])
def test_other_cases_have_no_outcome_of_an_appeal(outcome, council):
    with pytest.raises(Refused, match="Choose another outcome"):
        decide(council.case("in_panel"), by=council.chair, at=NOW, outcome=outcome)


# With corrections


def test_letter_is_not_corrected_once_somebody_appealed(council):
    give_roles(council.clerk, Role.CHAIR)
    application = declined(council)
    correction = propose(application, by=council.chair, outcome="approved")
    others(council)
    sent(begin(application, council), council)

    correction.refresh_from_db()
    assert correction.status == "dropped"
    application.refresh_from_db()
    with pytest.raises(Refused, match="no letter here"):
        propose(application, by=council.chair, outcome="approved")


def test_letter_corrected_while_the_appeal_was_a_draft_leaves_nothing_to_appeal(council):
    application = declined(council)
    draft = begin(application, council)
    correction = propose(application, by=council.chair, outcome="approved")
    actions.agree_correction(correction=correction, by=council.clerk, at=NOW)

    with pytest.raises(Refused, match="nothing here that can be appealed"):
        sent(draft, council)


def put_right(appeal, council, *, by=None, **changed):
    """Proposed by the other chair, agreed to by the clerk, unless another agrees."""
    correction = propose(appeal, by=council.other, **changed)
    letter = actions.agree_correction(correction=correction, by=by or council.clerk, at=NOW)
    return letter, Application.objects.get(pk=appeal.pk)


def test_letter_of_an_appeal_is_put_right_in_words_by_two_people_who_hear_it(council):
    appeal = heard(appealed(council), council, "approved")
    first = Passport.objects.get()

    letter, appeal = put_right(appeal, council, outcome="approved", reasons="The plan is clear.")

    assert "This letter replaces the one" in letter.text
    assert "The plan is clear." in letter.text
    assert appeal.status == "released"
    now = Passport.objects.get(status="active")
    assert (now.application, now.account) == (first.application, first.account)
    assert Passport.objects.get(pk=first.pk).status == "superseded"
    with pytest.raises(NotAllowed):  # who decided the first time has no part in this either
        propose(appeal, by=council.chair, outcome="approved")


def test_appeal_told_that_the_no_stays_becomes_a_yes(council):
    appeal = heard(appealed(council), council, "upheld")

    _letter, appeal = put_right(appeal, council, outcome="approved", reasons="Yes, it was agreed.")

    passport = Passport.objects.get()
    assert (passport.status, passport.application) == ("active", appeal.appeal.case)


def test_appeal_told_yes_by_mistake_gives_back_the_passport_that_there_was(council):
    appeal = appealed(council, outcome="trial", trial_months=3)
    trial = Passport.objects.get()
    heard(appeal, council, "approved")

    put_right(appeal, council, outcome="upheld", reasons="The letter was of another case.")

    now = Passport.objects.get(pk=trial.pk)
    assert (now.status, now.expires_on) == ("active", trial.expires_on)
    assert not Passport.objects.exclude(pk=trial.pk).filter(status="active").exists()


def test_appeal_told_yes_by_mistake_where_there_was_none_leaves_none(council):
    appeal = heard(appealed(council), council, "approved")

    put_right(appeal, council, outcome="upheld", reasons="The letter was of another case.")

    assert [each.status for each in Passport.objects.all()] == ["expired"]


def test_correction_gives_a_suspended_passport_back_and_takes_none_a_second_time(council):
    passport = suspended(council)
    others(council)
    draft = actions.begin_appeal(against=passport.suspensions.get(), by=council.applicant, at=NOW)
    appeal = heard(before_panel(sent(draft, council), council), council, "upheld")

    _letter, appeal = put_right(appeal, council, outcome="restored", reasons="It was agreed.")

    passport.refresh_from_db()
    assert passport.status == "active"
    correction = propose(appeal, by=council.other, outcome="upheld")
    with pytest.raises(Refused, match="suspend it or take it back"):
        actions.agree_correction(correction=correction, by=council.clerk, at=NOW)
    passport.refresh_from_db()
    assert passport.status == "active"


@pytest.mark.parametrize("outcome", ["declined", "deferred", "restored"])
def test_correction_of_an_appeal_knows_no_worse_outcome(outcome, council):
    appeal = heard(appealed(council), council, "upheld")
    until = date(2027, 1, 8) if outcome == "deferred" else None

    with pytest.raises(Refused, match="Choose an outcome"):
        propose(appeal, by=council.other, outcome=outcome, deferred_until=until)


def test_page_of_a_correction_offers_what_an_appeal_can_come_to(council, client):
    appeal = heard(appealed(council), council, "upheld")
    council.sign_in(client, "other")
    case = f"/passports/applications/{appeal.public_id}/"

    assert "Correct the letter" in client.get(case).content.decode()
    page = client.get(f"{case}correction/").content.decode()
    assert "The first decision stays" in page
    assert "Defer until a later day" not in page
    typed = {"reason": "Wrong.", "outcome": "approved", "reasons": "It was agreed."}
    client.post(f"{case}correction/", typed)
    council.sign_in(client, "clerk")
    client.post(f"{case}correction/agree/")

    assert Passport.objects.get().status == "active"
