"""Access to an account that we have, from the question to the register."""

import pytest

from mercat.common.refusals import Refused
from mercat.passports import actions, question_sets
from mercat.passports.models import Passport
from mercat.register import actions as register
from mercat.register.models import Account, Custodian
from tests.factories import AccountFactory
from tests.factories.council import NOW
from tests.factories.full_case import use_full_set


@pytest.fixture
def ours(council):
    account = AccountFactory(organisation=council.organisation, name="Strathbeg Maps")
    register.publish(account=account, at=NOW)
    use_full_set(council, "speak-3")
    return account


def answers(account, **changed):
    return {
        "request": "access",
        "listed": account.public_id,
        "part": "administrator",
        "reason": "I mind the maps",
        "agreed": "agrees",
        "secure": ["two_steps", "own", "leaving"],
        **changed,
    }


@pytest.mark.parametrize(
    ("changed", "level"),
    [
        ({}, "administrator"),
        ({"part": "backup"}, "backup"),
        ({"request": "post"}, "publisher"),
    ],
)
def test_release_makes_the_applicant_one_of_those_who_look_after_it(council, ours, changed, level):
    before = Account.objects.count()

    application = council.case("released", **answers(ours, **changed))

    custodian = Custodian.objects.get(account=ours, person=council.applicant.person)
    passport = Passport.objects.get(application=application)
    assert (custodian.level, custodian.reason) == (level, "Agreed by the panel")
    assert (passport.account, passport.purpose) == (ours, "I mind the maps")
    assert Account.objects.count() == before
    ours.refresh_from_db()
    assert ours.name == "Strathbeg Maps"
    assert str(application) == "Access to Strathbeg Maps on Facebook"


def test_short_questions_only(council, ours):
    sent = council.case("submitted", **answers(ours)).revisions.get().content["answers"]

    assert set(sent) == {
        "request", "position", "department", "listed", "part", "reason", "agreed", "secure"
    }  # fmt: skip
    assert sent["listed"] == {"account": ours.public_id, "name": "Strathbeg Maps on Facebook"}


def test_an_account_of_another_organisation_cannot_be_chosen(council, ours):
    theirs = AccountFactory(name="Elsewhere")
    register.publish(account=theirs, at=NOW)

    with pytest.raises(AssertionError, match="Choose one of the answers shown"):
        council.case("submitted", **answers(theirs))


def test_release_is_refused_when_the_account_is_closed_by_then(council, ours):
    application = council.case("decided", **answers(ours))
    Account.objects.filter(pk=ours.pk).update(status="closed_parked")

    with pytest.raises(Refused, match="Strathbeg Maps on Facebook is no longer in use"):
        actions.release(application=application, text="Yes", by=council.clerk, at=NOW)

    assert not Passport.objects.exists()


def test_nobody_else_s_passport_ends(council, ours):
    first = council.case("released", **answers(ours))
    second = council.case("released", **answers(ours, request="post"))

    held = Passport.objects.filter(account=ours, status="active")
    assert set(held.values_list("application", flat=True)) == {first.pk, second.pk}


def test_a_new_account_is_asked_for_in_full():
    speak = question_sets.load("speak-3")
    new = {question.key for question in speak.shown({"request": "new"}).questions()}

    assert "listed" not in new
    assert {"account", "purpose", "risks", "owner", "exit"} <= new
