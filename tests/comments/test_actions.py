import pytest

from mercat.audit.models import Event, EventWords
from mercat.comments import actions
from mercat.comments.models import Comment, Thread
from tests.factories import OrganisationFactory, PersonFactory


@pytest.fixture
def thread(db):
    return Thread.objects.create(organisation=OrganisationFactory())


def test_add_comment_keeps_who_wrote_what_and_when(thread, at):
    person = PersonFactory()

    comment = actions.add(thread=thread, text="I would support it.", by=person, at=at)

    kept = Comment.objects.get()
    assert kept == comment
    assert (kept.thread, kept.author, kept.text, kept.written_at) == (
        thread,
        person,
        "I would support it.",
        at,
    )


def test_add_comment_is_recorded_with_its_words_apart(thread, at):
    person = PersonFactory()

    comment = actions.add(thread=thread, text="I would support it.", by=person, at=at)

    event = Event.objects.get()
    assert (event.verb, event.subject_id, event.organisation_id, event.person_key) == (
        "comments.comment.added",
        comment.public_id,
        thread.organisation.public_id,
        person.audit_key,
    )
    assert event.facts == {"thread": thread.public_id}
    assert EventWords.objects.get().words == {"text": "I would support it."}
