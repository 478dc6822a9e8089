from datetime import UTC, date, datetime

import pytest

from mercat.audit import queries as audit
from mercat.common.models import OutboxMail
from mercat.common.refusals import Refused
from mercat.organisations import actions as organisations
from mercat.passports import actions
from mercat.passports.actions.granting import expiry
from mercat.passports.library import Term
from mercat.passports.models import Letter, Passport
from mercat.register.models import Account, Custodian, Publication
from tests.factories import AccountFactory
from tests.factories.council import NOW, decide
from tests.passports.states import passport_for

LATER = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def decided(council, **changed):
    application = council.case("in_panel")
    decide(application, by=council.chair, at=NOW, **changed)
    return application


def release(application, council, *, at=LATER):
    return actions.release(application=application, text="Dear you,", by=council.clerk, at=at)


def custodians(account):
    rows = account.custodians.order_by("pk")
    return list(rows.values_list("person__name", "level", "until"))


def test_release_keeps_the_letter_as_it_went(council):
    application = decided(council)

    letter = release(application, council)

    application.refresh_from_db()
    assert (application.status, application.released_at) == ("released", LATER)
    assert (letter.subject, letter.text) == (
        "Your application: Strathbeg Archives on Instagram",
        "Dear you,",
    )
    assert (letter.released_by, letter.decision) == (
        council.clerk.person,
        application.decisions.get(),
    )


def test_release_of_an_approval_makes_the_passport(council):
    application = decided(council)

    release(application, council)

    passport = application.passport
    assert (passport.holder, passport.status) == (council.applicant.person, "active")
    assert (passport.starts_on, passport.expires_on) == (date(2026, 11, 25), date(2027, 11, 25))
    assert (str(passport.department), passport.job_title) == ("Archives", "Officer")
    assert (passport.shows_name, passport.purpose) == (
        False,
        "Answer family historians in public",
    )


def test_release_enters_the_account_with_its_custodians(council):
    application = decided(council)

    release(application, council)

    account = Account.objects.get()
    assert application.passport.account == account
    assert (account.platform, account.key, account.status, account.kind) == (
        "instagram",
        "instagram:strathbeg.archives",
        "active",
        "profile",
    )
    assert custodians(account) == [
        ("Applicant", "owner", None),
        ("Applicant", "administrator", None),
        ("Colleague", "backup", None),
    ]


def test_release_publishes_the_account(council):
    release(decided(council), council)

    said = Publication.objects.get()
    assert (said.answer, said.name, str(said.department_name)) == (
        "official",
        "Strathbeg Archives",
        "Archives",
    )


def test_release_leaves_out_a_backup_who_has_left(council):
    application = decided(council)
    organisations.end_membership(membership=council.colleague, by=None, at=NOW)

    release(application, council)

    assert [level for _, level, _ in custodians(Account.objects.get())] == [
        "owner",
        "administrator",
    ]


@pytest.mark.parametrize("outcome", ["declined", "use_existing_account"])
def test_release_of_another_outcome_sends_the_letter_alone(outcome, council):
    application = decided(council, outcome=outcome)

    release(application, council)

    assert (Letter.objects.count(), Passport.objects.count()) == (1, 0)
    assert (Account.objects.count(), Publication.objects.count()) == (0, 0)


def test_release_takes_the_day_that_the_panel_named(council):
    application = decided(
        council,
        outcome="approved_with_conditions",
        conditions=[Term("Ask communications in a crisis", date(2026, 11, 30))],
        expires_on=date(2026, 11, 25),
    )

    release(application, council)

    assert application.passport.expires_on == date(2026, 11, 25)


def test_release_after_the_day_that_the_panel_named_is_refused(council):
    application = decided(council, expires_on=date(2026, 11, 24))

    with pytest.raises(Refused) as refusal:
        release(application, council)

    application.refresh_from_db()
    assert refusal.value.sentence == (
        "The last day of the passport has passed. Ask the chair to take the decision back and "
        "to name a later day."
    )
    assert (application.status, Letter.objects.count()) == ("decided", 0)


def test_release_leaves_its_events_in_order(council):
    application = decided(council)

    release(application, council)

    events = [
        audit.events_of(Account.objects.get()).get(),
        audit.events_of(application.passport).get(),
        audit.events_of(application).last(),
    ]
    assert [event.verb for event in events] == [
        "register.account.entered",
        "passports.passport.granted",
        "passports.application.released",
    ]
    assert events[0].sequence < events[1].sequence < events[2].sequence
    assert list(audit.faults()) == []


@pytest.mark.parametrize(
    ("outcome", "button", "page"),
    [
        ("approved", "See your passport", "passport"),
        ("declined", "See your application", "application"),
    ],
)
def test_release_mails_the_letter_to_the_applicant(outcome, button, page, council):
    application = decided(council, outcome=outcome)

    release(application, council)

    mail = OutboxMail.objects.get(purpose="passports/letter")
    paths = {"application": f"/passports/applications/{application.public_id}/"}
    if page == "passport":
        paths["passport"] = f"/passports/{application.passport.public_id}/"
    assert mail.to == "applicant@strathbeg.example"
    said, *appeal = mail.context["text"].split("\n\n")
    assert (said, bool(appeal)) == ("Dear you,", outcome == "declined")
    assert (mail.context["button"], mail.context["path"]) == (button, paths[page])


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 11, 18), 12, date(2027, 11, 18)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_expiry_is_the_same_day_or_the_months_last(start, months, end):
    assert expiry(start, {"validity_months": months}) == end


@pytest.mark.parametrize(
    ("at", "expired"),
    [
        (datetime(2027, 7, 1, 12, 0, tzinfo=UTC), 0),
        # Half past midnight on the next day, where it is summer.
        (datetime(2027, 7, 1, 23, 30, tzinfo=UTC), 1),
        (datetime(2027, 7, 2, 12, 0, tzinfo=UTC), 1),
    ],
)
def test_expire_passports_waits_until_the_last_day_is_over(at, expired, council):
    account = AccountFactory(organisation=council.organisation)
    passport = passport_for(account, holder=council.applicant, expires_on=date(2027, 7, 1))

    found = actions.expire_passports(at=at)

    passport.refresh_from_db()
    assert found == expired
    assert passport.status == ("expired" if expired else "active")


def test_expire_passports_a_second_time_does_nothing(council):
    passport = passport_for(
        AccountFactory(organisation=council.organisation),
        holder=council.applicant,
        expires_on=date(2026, 11, 20),
    )

    found = [actions.expire_passports(at=LATER), actions.expire_passports(at=LATER)]

    assert found == [1, 0]
    event = audit.events_of(passport).get()
    assert (event.verb, event.person_key) == ("passports.passport.expired", None)


def test_expire_passports_leaves_account_and_custodians(council):
    application = council.case("released")

    actions.expire_passports(at=datetime(2028, 1, 1, tzinfo=UTC))

    application.passport.refresh_from_db()
    assert application.passport.status == "expired"
    assert (Account.objects.get().status, Custodian.objects.filter(until=None).count()) == (
        "active",
        3,
    )


def test_release_when_the_applicant_has_left_is_refused(council, at):
    application = council.case("decided")
    organisations.end_membership(membership=council.applicant, by=None, at=at)

    with pytest.raises(Refused, match="The applicant has left"):
        actions.release(application=application, text="Yes.", by=council.clerk, at=at)

    application.refresh_from_db()
    assert application.status == "decided"


@pytest.mark.parametrize("status", ["false", "lost", "own"])
def test_release_never_overrules_what_the_register_knows(council, at, status):
    application = council.case("decided")
    AccountFactory(
        organisation=council.organisation,
        platform="instagram",
        key="instagram:strathbeg.archives",
        status=status,
    )

    with pytest.raises(Refused, match="Ask its keeper to settle that first"):
        actions.release(application=application, text="Yes.", by=council.clerk, at=at)

    assert Account.objects.get().status == status
