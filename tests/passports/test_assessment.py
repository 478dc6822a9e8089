"""What communications says to the panel of a case, version by version."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.lifecycle import Criterion
from mercat.passports.models import Assessment
from tests.factories.council import NOW
from tests.passports.states import give_roles, in_state, verbs
from tests.passports.views.reading import errors_of, messages_of, said_on

SUMMARY = "A clear purpose; the samples are thin."


def lines(met="met", note=""):
    return {criterion.value: {"met": met, "note": note} for criterion in Criterion}


def assess(application, council, **changed):
    given = {"revision": 1, "row_version": 0, "lines": lines(), "summary": SUMMARY}
    return actions.assess(
        application=application, **{**given, **changed}, by=council.adviser, at=NOW
    )


def typed(**changed):
    said = {"summary": SUMMARY, "revision": "1", "row_version": "0"}
    for criterion in Criterion:
        said |= {criterion.value: "partly", f"{criterion.value}_note": ""}
    return {**said, **changed}


def url(name, application):
    return reverse(f"passports:{name}", args=[application.public_id])


def new_version(application, council):
    actions.ask(application=application, question="How often?", by=council.clerk, at=NOW)
    actions.answer(
        application=application,
        declarations=["policy", "belongs", "manager"],
        shows_name=False,
        by=council.applicant,
        at=NOW,
    )


@pytest.mark.parametrize("state", ["submitted", "more_info", "in_panel"])
def test_assess_keeps_what_the_adviser_says_of_this_version(state, council):
    application = in_state(council, state)

    assessment = assess(application, council)

    assert (assessment.revision.number, assessment.summary) == (1, SUMMARY)
    assert verbs()[-1] == "passports.application.assessed"


@pytest.mark.parametrize("state", ["decided", "released", "withdrawn"])
def test_assess_is_refused_when_the_panel_is_not_looking(state, council):
    application = in_state(council, state)

    with pytest.raises(Refused, match="not looking at this case"):
        assess(application, council)


def test_assess_again_changes_the_one_there_is(council):
    application = council.case("in_panel")
    assess(application, council)

    assess(application, council, row_version=1, summary="Better samples came.")

    assert Assessment.objects.get().summary == "Better samples came."


def test_assess_at_once_by_two_is_told_to_the_second(council):
    application = council.case("in_panel")
    assess(application, council)

    with pytest.raises(Refused, match="Adviser saved an assessment since"):
        assess(application, council, summary="Mine")

    assert Assessment.objects.get().summary == SUMMARY


def test_assess_of_a_version_that_was_replaced_is_refused(council):
    application = council.case("in_panel")
    new_version(application, council)

    with pytest.raises(Refused, match="A new version came"):
        assess(application, council)


def test_nobody_assesses_their_own_case_or_one_they_step_out_of(council):
    application = council.case("in_panel")
    give_roles(council.applicant, Role.ADVISER)
    application.seats.create(person=council.adviser.person, steps_out=True)

    for by in (council.applicant, council.adviser):
        with pytest.raises(NotAllowed):
            actions.assess(
                application=application,
                revision=1,
                row_version=0,
                lines=lines(),
                summary="Yes",
                by=by,
                at=NOW,
            )


@pytest.mark.parametrize("reader", ["clerk", "chair", "panel_member", "auditor", "adviser"])
def test_assessment_stands_beside_the_case_for_those_who_judge_it(reader, council, client):
    application = council.case("in_panel")
    assess(application, council, lines=lines("partly", "Only one sample"))
    council.sign_in(client, reader)

    page = client.get(url("application", application))

    assert SUMMARY in page.content.decode()
    assert page.content.decode().count("Only one sample") == 12


@pytest.mark.parametrize("reader", ["applicant", "manager"])
def test_assessment_is_not_for_the_applicant_nor_the_manager(reader, council, client):
    application = council.case("in_panel")
    assess(application, council)
    council.sign_in(client, reader)

    page = client.get(url("application", application))

    assert (page.status_code, SUMMARY in page.content.decode()) == (200, False)


def test_assessment_of_an_earlier_version_says_so_and_is_carried_into_the_form(council, client):
    application = council.case("in_panel")
    assess(application, council)
    new_version(application, council)
    council.sign_in(client, "adviser")

    page = client.get(url("application", application))
    form = client.get(url("assess", application)).content.decode()

    assert "On the earlier version" in said_on(page, "main//strong")
    assert SUMMARY in form
    assert "What Adviser said of version 1 is filled in" in form
    assert Assessment.objects.count() == 1


def test_assess_page_saves_and_comes_back_to_the_case(council, client):
    application = council.case("in_panel", at=timezone.now())
    council.sign_in(client, "adviser")

    page = client.post(url("assess", application), typed(gap_note="Ask museums"), follow=True)

    assert messages_of(page) == ["Your assessment stands beside the case."]
    assert Assessment.objects.get().lines["gap"] == {"met": "partly", "note": "Ask museums"}


def test_assess_page_with_gaps_says_what_is_missing_and_keeps_the_rest(council, client):
    application = council.case("in_panel", at=timezone.now())
    council.sign_in(client, "adviser")

    page = client.post(url("assess", application), typed(gap="", summary=" ", risks_note="Fire"))

    assert errors_of(page) == {
        "gap": "Say whether 2 is met",
        "summary": "Write what the panel should know",
    }
    assert 'value="Fire"' in page.content.decode()
    assert Assessment.objects.count() == 0


def test_assess_page_that_came_second_keeps_the_words_and_can_be_saved_again(council, client):
    application = council.case("in_panel", at=timezone.now())
    assess(application, council)
    council.sign_in(client, "adviser")

    page = client.post(url("assess", application), typed(summary="Mine"))

    assert messages_of(page) == [
        "Adviser saved an assessment since you opened this. Save again to replace it."
    ]
    assert "Mine</textarea>" in page.content.decode()
    client.post(url("assess", application), typed(summary="Mine", row_version="1"))
    assert Assessment.objects.get().summary == "Mine"
