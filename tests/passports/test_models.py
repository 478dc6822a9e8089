"""What the database itself refuses, whoever asks."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from mercat.passports.models import Application, Decision, InformationRequest, Passport
from tests.factories import AccountFactory
from tests.factories.council import NOW, decide
from tests.passports.states import in_state, passport_for


def refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "changed",
    [
        {"policy": None},
        {"submitted_at": None},
        {"released_at": NOW},
        {"status": "released"},
        {"status": "more_info"},
        {"resumes_to": "in_panel"},
    ],
    ids=str,
)
def test_application_in_panel_cannot_contradict_itself(changed, council):
    application = council.case("in_panel")
    rows = Application.objects.filter(pk=application.pk)

    assert refused(lambda: rows.update(**changed))


def test_application_has_one_decision_that_stands(council):
    application = council.case("decided")
    decision = application.decisions.get()
    decision.pk = None

    assert refused(lambda: decision.save(force_insert=True))


def test_decision_with_conditions_has_them_written(council):
    application = council.case("in_panel")

    with pytest.raises(IntegrityError), transaction.atomic():
        decide(application, by=council.chair, at=NOW, outcome="approved_with_conditions")

    assert Decision.objects.count() == 0


def test_application_has_one_open_question(council):
    application = in_state(council, "more_info")

    assert refused(
        lambda: InformationRequest.objects.create(
            application=application,
            question="And?",
            due_on=date(2026, 12, 1),
            asked_by=council.chair.person,
            asked_at=NOW,
        )
    )


def test_passport_ends_on_the_day_it_starts_or_later(council):
    passport = passport_for(
        AccountFactory(organisation=council.organisation), holder=council.applicant
    )
    rows = Passport.objects.filter(pk=passport.pk)

    assert refused(lambda: rows.update(expires_on=date(2026, 11, 17)))
    assert not refused(lambda: rows.update(expires_on=date(2026, 11, 18)))


def test_passport_speaks_its_number_and_its_account(council):
    passport = council.case("released").passport

    assert passport.account_lines == ["Instagram: strathbeg.archives"]
    assert passport.role_line == "Officer, Archives"
    assert passport.spoken_number.replace("-", "").lower() == passport.public_id


def test_application_without_a_title_is_called_untitled(council):
    assert str(Application(title="")) == "Untitled application"
