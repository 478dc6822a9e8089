"""Guidance beside questions and conditions."""

from django.urls import reverse

from mercat.passports import library, queries, question_sets
from mercat.passports.queries import guidance
from mercat.practice import actions as practice
from mercat.practice.content import bringing, reading
from mercat.practice.models import Page
from tests.factories.council import NOW


def test_each_key_and_each_file_is_there():
    files = {each.key for each in reading.shipped()}
    asked = {
        question.key
        for name in ("speak-1", "speak-2")
        for question in question_sets.load(name).questions()
    }

    assert set(guidance.OF_QUESTIONS) <= asked
    assert set(guidance.OF_CONDITIONS) <= {each.key for each in library.conditions()}
    assert {*guidance.OF_QUESTIONS.values(), *guidance.OF_CONDITIONS.values()} <= files


def test_nothing_stands_there_before_it_is_brought_in(council, django_assert_num_queries):
    assert queries.guidance_on_questions(council.organisation, ["security"]) == {}
    with django_assert_num_queries(0):
        assert queries.guidance_on_questions(council.organisation, ["purpose"]) == {}


def test_our_own_copy_goes_before_the_one_of_the_library(council, outside):
    bringing.bring_in(at=NOW)
    original = Page.objects.get(source="Mercat: account-security")
    copy = practice.begin(
        kind="guidance",
        title="How we keep ours safe",
        body="Ask Hamish.",
        licence="ogl-3",
        adapted_from=original,
        adapted_number=1,
        by=council.adviser,
        at=NOW,
    )

    found = queries.guidance_on_questions(council.organisation, ["mailbox", "purpose"])
    assert found == {"mailbox": original}
    practice.publish(page=copy, visibility="organisation", by=council.adviser, at=NOW)
    assert queries.guidance_on_condition(council.organisation, "two_steps") == copy
    assert queries.guidance_on_condition(outside.organisation, "two_steps") == original
    assert queries.guidance_on_condition(outside.organisation, "confirm") is None


def test_applicant_finds_it_beside_the_question(client, council):
    bringing.bring_in(at=NOW)
    application = council.case("draft")
    council.sign_in(client, "applicant")
    sections = queries.question_set_of(application).sections
    shown = "".join(
        client.get(
            reverse("passports:section", args=[application.public_id, each.key])
        ).content.decode()
        for each in sections
    )

    assert "Guidance: " in shown
