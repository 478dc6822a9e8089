from datetime import date

import pytest

from mercat.audit import queries as audit
from mercat.common import outbox
from mercat.passports import actions, queries
from mercat.passports.models import Passport
from mercat.register.models import Account
from tests.letters import text_of

ANSWERS = {
    "purpose": "Follow how other archives answer",
    "tools": "YouTube and LinkedIn",
    "brings": "Quicker answers for family historians",
}


@pytest.fixture
def passport(council, at):
    return actions.learn(answers=ANSWERS, declarations=["policy"], by=council.member, at=at)


def test_learn_grants_a_passport_at_once(passport, council):
    assert passport.status == "active"
    assert passport.holder == council.member.person
    assert passport.account is None
    assert (passport.starts_on, passport.expires_on) == (date(2026, 11, 18), date(2027, 11, 18))
    assert passport.kind == "Learning passport"
    assert Account.objects.count() == 0


def test_learn_leaves_an_application_that_has_been_all_the_way(passport):
    application = passport.application

    assert (application.kind, application.status) == ("learn", "released")
    assert passport.decision.rule == "to learn: granted at once"
    assert passport.decision.decided_by is None
    assert passport.decision.revision.content["answers"] == ANSWERS


def test_learn_is_on_the_record(passport, council):
    events = audit.events_of(passport.application)

    assert [event.verb for event in events] == ["passports.application.learned"]
    assert list(queries.passports_seen_by(council.chair)) == [passport]
    assert list(queries.passports_seen_by(council.colleague)) == []


def test_learn_sends_a_letter(passport, council, letter_box, at):
    outbox.send_due(at=at)

    letter = letter_box.to("member@strathbeg.example")[0]
    assert letter["Subject"] == "Your learning passport"
    assert "18 November 2027" in text_of(letter)


def test_learn_without_policy_is_refused_and_leaves_nothing(council, at):
    council.organisation.policy_set.all().delete()

    with pytest.raises(Exception, match="how cases are decided"):
        actions.learn(answers=ANSWERS, declarations=["policy"], by=council.member, at=at)

    assert Passport.objects.count() == 0
