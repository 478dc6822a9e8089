import pytest
from django.urls import reverse

from mercat.audit.models import Event
from mercat.common.refusals import NotAllowed
from mercat.practice import actions, queries
from mercat.practice.models import Page, Revision
from tests.factories.council import NOW
from tests.practice.written import BODY, draft, published

TYPED = {
    "title": "Evening answers",
    "summary": "",
    "body": "## Why\n\nBecause",
    "kind": "note",
    "tags": "foster care, instagram, Foster care",
    "language": "en",
    "licence": "ogl-3",
}


def address(name, *args):
    return reverse(f"practice:{name}", args=args)


def test_a_draft_is_written_and_nobody_else_sees_it(client, council):
    council.sign_in(client, "member")
    answer = client.post(address("write"), TYPED)
    page = Page.objects.get()

    assert answer.url == address("page", page.public_id)
    assert sorted(page.tags.values_list("name", flat=True)) == ["foster care", "instagram"]
    assert "Because" in client.get(answer.url).content.decode()
    assert "Evening answers" in client.get(address("index")).content.decode()
    council.sign_in(client, "colleague")
    assert client.get(answer.url).status_code == 404
    assert "Evening answers" not in client.get(address("index")).content.decode()
    verbs = Event.objects.filter(verb__startswith="practice").values_list("verb", flat=True)
    assert list(verbs) == ["practice.page.begun"]


def test_what_is_missing_is_said_beside_it_and_what_was_typed_stays(client, council):
    council.sign_in(client, "member")
    answer = client.post(address("write"), {**TYPED, "title": "", "kind": "", "tags": "x" * 61})
    shown = answer.content.decode()

    assert answer.status_code == 200
    for sentence in ("Give it a title", "Choose what it is", "Keep each tag to 60 characters"):
        assert sentence in shown
    assert "Because" in shown
    assert not Page.objects.exists()


def test_preview_keeps_nothing(client, council):
    council.sign_in(client, "member")
    answer = client.post(address("write"), {**TYPED, "preview": "yes"})

    assert '<h2 id="s-why">Why</h2>' in answer.content.decode()
    assert not Page.objects.exists()


@pytest.mark.parametrize(
    ("visibility", "colleague", "elsewhere", "nobody"),
    [("organisation", 200, 404, 302), ("everyone", 200, 200, 302), ("public", 200, 200, 200)],
)
def test_who_can_read_a_page(client, council, outside, visibility, colleague, elsewhere, nobody):
    page = published(council.member, visibility)
    where = address("page", page.public_id)

    assert client.get(where).status_code == nobody
    council.sign_in(client, "colleague")
    assert client.get(where).status_code == colleague
    outside.sign_in(client, "adviser")
    assert client.get(where).status_code == elsewhere


def test_publishing_wider_asks_whether_nobody_has_to_be_kept_private(client, council):
    council.sign_in(client, "member")
    page = draft(council.member)
    where = address("publish", page.public_id)

    refused = client.post(where, {"visibility": "public"}).content.decode()
    assert "Say that nobody has to be kept private" in refused
    client.post(where, {"visibility": "public", "sure": "on"})
    page.refresh_from_db()
    assert (page.status, page.visibility) == ("published", "public")
    client.post(address("set_visibility", page.public_id), {"visibility": "organisation"})
    page.refresh_from_db()
    assert page.visibility == "organisation"


def test_new_words_are_a_new_revision_and_older_ones_come_back(council):
    page = published(council.member)
    page = actions.change(
        page=page, number=1, body="New words", why="They ask", by=council.member, at=NOW
    )
    assert (page.number, page.body) == (2, "New words")

    first = Revision.objects.get(page=page, number=1)
    page = actions.restore(page=page, revision=first, number=2, by=council.member, at=NOW)
    assert (page.number, page.body) == (3, BODY)
    assert page.revisions.get(number=2).why == "They ask"


def test_two_who_change_a_page_at_once_lose_nothing(client, council):
    page = published(council.member)
    council.sign_in(client, "member")
    actions.change(page=page, number=1, body="Theirs", by=council.member, at=NOW)
    typed = {**TYPED, "body": "Mine", "number": 1}

    answer = client.post(address("change", page.public_id), typed)
    assert "Theirs" in answer.content.decode()
    assert "Mine" in answer.content.decode()
    client.post(address("change", page.public_id), {**typed, "number": 2, "body": "Both"})
    page.refresh_from_db()
    assert (page.body, page.number) == ("Both", 3)


def test_only_its_writers_change_a_page(client, council, outside):
    page = published(council.member, "everyone")
    with pytest.raises(NotAllowed):
        actions.change(page=page, number=1, body="x", by=council.colleague, at=NOW)
    council.sign_in(client, "colleague")
    assert client.get(address("change", page.public_id)).status_code == 403
    outside.sign_in(client, "adviser")
    assert client.post(address("withdraw", page.public_id)).status_code == 403


def test_what_is_taken_down_is_there_for_its_writers_alone(client, council):
    page = published(council.member, "public")
    council.sign_in(client, "member")
    client.post(address("withdraw", page.public_id), {"reason": "Out of date"})

    assert client.get(address("page", page.public_id)).status_code == 200
    council.sign_in(client, "colleague")
    assert client.get(address("page", page.public_id)).status_code == 404
    assert not queries.public().exists()


def test_a_list_asks_as_often_for_one_page_as_for_many(client, council, django_assert_num_queries):
    council.sign_in(client, "member")
    published(council.member)
    client.get(address("index"))
    with django_assert_num_queries(9):
        client.get(address("index"))
    for number in range(5):
        published(council.member, title=f"Page {number}")
    with django_assert_num_queries(9):
        client.get(address("index"))
