"""What was learnt here is begun as a page of Shared practice, and tells on nobody."""

import pytest
from django.urls import reverse

from mercat.common.refusals import NotAllowed, Refused
from mercat.learning import actions
from mercat.practice import actions as practice
from mercat.practice.models import Page, Writer
from tests.factories.council import NOW
from tests.learning.addresses import asked, assessed, planned, shown


@pytest.fixture
def done(council):
    made = planned(assessed(council), council.colleague, by=council.learning_lead)
    outcome = "Six of nine night teams read at work now."
    return actions.complete(planned=made, outcome=outcome, by=council.colleague, at=NOW)


def final(council):
    assessment = assessed(council)
    share = asked(assessment, council.colleague, by=council.learning_lead, team="Archives")
    answers = {"purpose_begun_1": {"coverage": "few", "note": "Ask Jo.", "row_version": 0}}
    actions.answer(share=share, answers=answers, by=council.colleague, at=NOW)
    shown(assessment, by=council.learning_lead)
    for capability in ("purpose", "learning"):
        actions.judge(
            assessment=assessment,
            capability=capability,
            stage="begun" if capability == "purpose" else "",
            reason="We began with one team.",
            by=council.learning_lead,
            at=NOW,
        )
    return assessment


def test_finished_action_is_begun_as_a_note_that_its_writer_alone_sees(council, client, done):
    council.sign_in(client, "colleague")
    address = reverse("learning:planned_action", args=[done.public_id])
    assert "Begin a practice note from it" in client.get(address).content.decode()

    page = client.post(reverse("learning:draft_note", args=[done.public_id]), follow=True)

    note = Page.objects.get()
    assert (note.kind, note.status, note.title) == ("note", "draft", "Ask what stops night staff")
    assert note.body == (
        "## What we wanted\n\nAsk what stops night staff\n\n"
        "## What came of it\n\nSix of nine night teams read at work now.\n\n"
        "## What we would do again, and what not"
    )
    assert Writer.objects.get(page=note).person_id == council.colleague.person_id
    assert reverse("practice:page", args=[note.public_id]) in page.content.decode()
    assert "Begin a practice note from it" not in page.content.decode()
    council.sign_in(client, "learning_lead")
    seen = client.get(address).content.decode()
    assert reverse("practice:page", args=[note.public_id]) not in seen
    assert "A colleague is writing a practice note of it." in seen


def test_note_is_begun_once_and_again_when_it_was_destroyed(council, done):
    note = actions.draft_note(planned=done, by=council.colleague, at=NOW)

    assert actions.draft_note(planned=done, by=council.learning_lead, at=NOW) == note
    Page.objects.all().delete()
    done.refresh_from_db()
    assert actions.draft_note(planned=done, by=council.colleague, at=NOW) != note


def test_note_is_not_begun_of_what_is_not_done_or_by_others(council):
    made = planned(assessed(council), council.colleague, by=council.learning_lead)

    with pytest.raises(Refused):
        actions.draft_note(planned=made, by=council.colleague, at=NOW)
    with pytest.raises(NotAllowed):
        actions.draft_note(planned=made, by=council.member, at=NOW)
    assert not Page.objects.exists()


def test_note_that_is_published_counts_as_shared(council, done):
    note = actions.draft_note(planned=done, by=council.colleague, at=NOW)

    practice.publish(page=note, visibility="everyone", by=council.colleague, at=NOW)

    assert Page.objects.get().is_published


def test_final_report_is_begun_as_a_page_without_teams_notes_and_evidence(council, client):
    assessment = final(council)
    actions.finish(assessment=assessment, by=council.learning_lead, at=NOW)
    assessment.refresh_from_db()
    kept = assessment.sha256
    council.sign_in(client, "learning_lead")

    posted = client.post(
        reverse("learning:draft_report_page", args=[assessment.public_id]), follow=True
    )

    page = Page.objects.get()
    assert (page.kind, page.status, page.title) == ("case_study", "draft", "Ready for 2027")
    assert "- Stands at: Begun\n- Aims at: Ready\n\nWe began with one team." in page.body
    assert "- Stands at: not yet the first stage" in page.body
    assert kept in page.body
    for word in ("Archives", "Ask Jo", "The policy of 2026", council.colleague.person.name):
        assert word not in page.body
    assert reverse("practice:page", args=[page.public_id]) in posted.content.decode()
    assessment.refresh_from_db()
    assert assessment.sha256 == kept
    assert actions.hash_of(assessment.report) == kept


def test_report_that_is_not_final_is_no_page(council, client):
    assessment = assessed(council)
    council.sign_in(client, "learning_lead")

    page = client.post(
        reverse("learning:draft_report_page", args=[assessment.public_id]), follow=True
    )

    assert "Make the report final first: what is shared is what was kept." in page.content.decode()
    assert not Page.objects.exists()
