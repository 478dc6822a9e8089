"""Two at once about a letter, a question or a deferral: exactly one wins."""

from datetime import timedelta

import pytest

from mercat.common.refusals import Refused
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.models import Application, Decision, Letter, Passport
from tests.common.together import together
from tests.factories import MembershipFactory
from tests.factories.council import NOW
from tests.passports.actions.test_races import at_once, chain_is_whole
from tests.passports.correcting import propose
from tests.passports.states import deferred, in_state

pytestmark = pytest.mark.usefixtures("flushable")
LATER = NOW + timedelta(days=60)


def test_agree_correction_by_two_people_at_once_sends_one_letter(council):
    application = council.case("released")
    other = MembershipFactory(organisation=council.organisation, roles=[Role.CHAIR])
    correction = propose(application, by=council.clerk)

    told = at_once(
        lambda: actions.agree_correction(correction=correction, by=council.chair, at=NOW),
        lambda: actions.agree_correction(correction=correction, by=other, at=NOW),
    )

    assert told.count("won") == 1
    assert (Letter.objects.count(), Decision.objects.filter(replaced_at=None).count()) == (2, 1)
    assert [each.status for each in Passport.objects.all()] == ["expired"]
    assert chain_is_whole()


def test_lapse_against_answer_has_one_winner(council):
    application = in_state(council, "more_info")
    request = application.information_requests.get()
    request.reminders = 2
    request.save()

    def answer() -> bool:
        try:
            actions.answer(
                application=application,
                declarations=[],
                shows_name=False,
                by=council.applicant,
                at=LATER,
            )
        except Refused:
            return False
        return True

    answered, lapsed = together(answer, lambda: actions.chase_answers(at=LATER))

    status = Application.objects.get().status
    assert (answered, lapsed, status) in {
        (True, 0, "in_panel"),
        (False, 1, "lapsed"),
    }
    assert chain_is_whole()


def test_take_up_by_two_workers_against_withdraw_happens_once(council):
    application = deferred(council)

    def withdraw() -> bool:
        try:
            actions.withdraw(application=application, reason="", by=council.applicant, at=LATER)
        except Refused:
            return False
        return True

    first, second, withdrawn = together(
        lambda: actions.take_up(at=LATER), lambda: actions.take_up(at=LATER), withdraw
    )

    # Taken up first it may still be withdrawn, from the panel.
    assert first + second <= 1
    assert withdrawn is True
    assert Application.objects.get().status == "withdrawn"
    assert chain_is_whole()
