"""Certifying a recorded account begins its owner's application, with what the register knows."""

from datetime import timedelta

import pytest

from mercat.passports import actions, queries, question_sets
from mercat.passports.actions.certification import Said
from mercat.passports.forms import SectionForm
from mercat.passports.forms.section import typed_from
from mercat.passports.models import Application, Policy
from mercat.platforms import recognise
from mercat.register import actions as register
from tests.factories.council import NOW

LATER = NOW + timedelta(days=180)


@pytest.fixture(params=["speak-1", "speak-2"])
def question_set(request, council):
    policy = Policy.objects.get()
    policy.content["question_set"] = request.param
    policy.save()
    return request.param


@pytest.fixture
def account(council):
    """As the keeper added it: recorded, owned, in use."""
    particulars = register.Particulars(
        name="Strathbeg Ferries",
        department=council.department,
        purpose="Says when ferries sail",
        audience="Islanders",
        custodians=(
            (council.applicant.person, "owner"),
            (council.applicant.person, "administrator"),
            (council.colleague.person, "backup"),
        ),
    )
    found = recognise("facebook.com/StrathbegFerries")
    added = register.add_account(
        recognised=found, particulars=particulars, by=council.keeper, at=NOW
    )
    added.mailbox = "ferries.desk@strathbeg.example"
    added.save()
    return added


def certify(account, by, outcome="same", at=NOW):
    return actions.certify(said=[Said(account, outcome)], by=by, at=at)


def test_certify_begins_a_draft_with_what_is_known(account, council, question_set):
    done = certify(account, council.applicant)

    application = queries.begun_with(done).get()
    given = queries.given(queries.answers_of(application))
    assert (application.status, application.applicant, application.title) == (
        "draft",
        council.applicant.person,
        "Strathbeg Ferries on Facebook",
    )
    assert given["account"]["key"] == account.key
    expected = {
        "account_name": "Strathbeg Ferries",
        "department": council.department.public_id,
        "purpose": "Says when ferries sail",
        "audience": "Islanders",
        "administrator": "applicant@strathbeg.example",
        "backup": "colleague@strathbeg.example",
        "request": "record",
        "owner": "applicant@strathbeg.example",
        "mailbox": "ferries.desk@strathbeg.example",
    }
    asked = {each.key for each in question_sets.load(question_set).questions()}
    given.pop("account")
    assert given == {key: said for key, said in expected.items() if key in asked}


def test_draft_that_was_begun_is_what_the_forms_themselves_would_keep(
    account, council, question_set
):
    application = queries.begun_with(certify(account, council.applicant)).get()
    asked = question_sets.load(question_set)

    for saved in application.sections.all():
        section = asked.section(saved.section)
        form = SectionForm(
            typed_from(saved.answers), section=section, organisation=council.organisation
        )
        form.is_valid()
        kept = {key: form.cleaned_data[key] for key in saved.answers}
        assert kept == saved.answers


def test_draft_that_was_begun_is_gone_on_with_like_any_other(account, council, client):
    application = queries.begun_with(certify(account, council.applicant)).get()
    council.sign_in(client, "applicant")

    page = client.get(f"/passports/applications/{application.public_id}/sections/case/")

    assert "Says when ferries sail" in page.content.decode()


def test_certify_begins_nothing_twice(account, council):
    certify(account, council.applicant)
    application = Application.objects.get()
    actions.withdraw(application=application, reason="", by=council.applicant, at=NOW)

    certify(account, council.applicant, at=LATER)

    assert Application.objects.get() == application


@pytest.mark.parametrize(
    ("part", "outcome"), [("colleague", "same"), ("keeper", "same"), ("applicant", "unused")]
)
def test_certify_by_others_or_as_unused_begins_nothing(part, outcome, account, council):
    certify(account, council.members[part], outcome)

    assert not Application.objects.exists()


def test_certify_of_an_account_with_a_passport_or_a_case_begins_nothing(council):
    council.case("draft", account="instagram.com/strathbeg.trains", account_name="Trains")
    released = council.case("released").passport.account
    trains = recognise("instagram.com/strathbeg.trains")
    custodians = ((council.applicant.person, "owner"),)
    particulars = register.Particulars("Trains", None, "", "", custodians=custodians)
    given = {"recognised": trains, "particulars": particulars}
    applied_for = register.add_account(**given, by=council.keeper, at=NOW)

    for account in (released, applied_for):
        certify(account, council.applicant)

    assert Application.objects.count() == 2


def test_certify_where_nobody_has_said_how_cases_are_decided_begins_nothing(account, council):
    Policy.objects.all().delete()

    certify(account, council.applicant)

    assert not Application.objects.exists()


def test_page_after_certifying_leads_to_what_was_begun(account, council, client):
    council.sign_in(client, "applicant")

    typed = {"all": "1", "seen": [account.public_id]}
    said = client.post("/passports/certify/", typed).content.decode()

    application = Application.objects.get()
    assert "We have begun your application with what we know" in said
    assert f"/passports/applications/{application.public_id}/" in said
