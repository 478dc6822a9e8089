"""Answers of approved cases as examples, where their applicants agreed, and never a name."""

import pytest

from mercat.common.refusals import NotAllowed
from mercat.passports import actions, queries
from mercat.passports.models import Application
from tests.factories.council import NOW, Council
from tests.factories.full_case import start, use_full_set
from tests.passports.states import verbs

SAID = "Answer family historians in public"


def lent(council: Council, state: str = "released", **answers: str) -> Application:
    use_full_set(council)
    application = council.case(state, **answers)
    actions.lend_answers(application=application, lends=True, by=council.applicant, at=NOW)
    return application


def test_examples_are_those_of_approved_cases_that_lend_them(council):
    application = lent(council)
    draft = start(council)

    assert queries.examples_of(draft, "purpose") == [SAID]
    assert queries.examples_of(application, "purpose") == []
    assert verbs().count("passports.application.answers_lent") == 1

    actions.lend_answers(application=application, lends=False, by=council.applicant, at=NOW)
    assert queries.examples_of(draft, "purpose") == []
    assert "passports.application.answers_taken_back" in verbs()


@pytest.mark.parametrize("state", ["submitted", "in_panel", "decided"])
def test_examples_come_from_no_case_before_its_letter(state, council):
    lent(council, state)

    assert queries.examples_of(start(council), "purpose") == []


def test_examples_stay_in_their_organisation_and_name_nobody(council, outside):
    lent(council, purpose="Ask Applicant for it")
    lent(outside)

    assert queries.examples_of(start(council), "purpose") == []


def test_examples_of_somebody_who_was_erased_are_gone(council):
    application = lent(council)
    application.applicant.erased_at = NOW
    application.applicant.save()

    assert queries.examples_of(start(council), "purpose") == []


def test_lend_answers_is_for_the_applicant(council):
    application = council.case("released")

    for part in ("clerk", "chair", "adviser", "member"):
        with pytest.raises(NotAllowed):
            actions.lend_answers(
                application=application, lends=True, by=council.members[part], at=NOW
            )


def test_page_shows_them_beside_the_question_and_own_page_takes_them_back(council, client):
    application = lent(council)
    draft = start(council)
    council.sign_in(client, "applicant")
    page = f"/passports/applications/{draft.public_id}/"

    assert SAID in client.get(f"{page}examples/purpose/").content.decode()
    assert client.get(f"{page}examples/account_name/").status_code == 404
    own = f"/passports/applications/{application.public_id}/"
    assert "Stop showing my answers" in client.get(own).content.decode()
    client.post(f"{own}lend/")
    assert "There is no example yet" in client.get(f"{page}examples/purpose/").content.decode()
    client.post(f"{own}lend/", {"lend": "1"})
    assert SAID in client.get(f"{page}examples/purpose/").content.decode()
