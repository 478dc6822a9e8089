import pytest
from django.urls import reverse

from mercat.practice import actions, queries
from mercat.practice.queries import Wish
from tests.factories.council import NOW
from tests.practice.written import published


def found(council, **wish):
    best = queries.best(queries.published_for(council.organisation), Wish(**wish))
    return [page.title for page in best.rows]


@pytest.fixture
def pages(council, outside):
    published(council.member, title="House rules", body="How comments are moderated and why")
    published(council.member, title="Answering at night", body="A rule for the evening: be brief")
    published(outside.member, "everyone", title="Rules for groups", body="Run a closed group")
    published(outside.member, "organisation", title="Secret rules", body="Rules rules rules")
    return council


def test_words_are_found_by_their_stem_and_titles_come_first(pages):
    assert found(pages, q="rules")[:2] == ["Rules for groups", "House rules"] or found(
        pages, q="rules"
    )[:2] == ["House rules", "Rules for groups"]
    assert set(found(pages, q="rule")) == {
        *("House rules", "Rules for groups", "Answering at night"),
    }
    assert found(pages, q="moderating comment") == ["House rules"]
    assert found(pages, q="answer nig") == ["Answering at night"]


def test_what_another_organisation_keeps_to_itself_is_not_found(pages, outside):
    assert "Secret rules" not in found(pages, q="rules")
    assert "Secret rules" in found(outside, q="rules")


@pytest.mark.parametrize(
    "q", ['"', "' OR 1=1", "a AND", "\0", "*", "title:", "NEAR(", "(", "-", "x" * 5000, "&|!:*"]
)
def test_no_question_breaks_the_search(client, pages, q):
    pages.sign_in(client, "member")
    assert client.get(reverse("practice:index"), {"q": q}).status_code == 200


def test_a_snippet_marks_what_was_found_and_runs_nothing(client, council):
    council.sign_in(client, "member")
    published(council.member, title="x", body="Say <script>alert(1)</script> moderation here")
    shown = client.get(reverse("practice:index"), {"q": "moderation"}).content.decode()

    assert "<mark>moderation</mark>" in shown
    assert "<script>alert" not in shown


def test_filters_narrow_what_is_found(client, pages, outside):
    def titles(**asked):
        best = queries.narrowed(queries.published_for(pages.organisation), Wish(**asked))
        return sorted(best.values_list("title", flat=True))

    assert titles(organisation="glentarbet") == ["Rules for groups"]
    assert titles(kind="policy") == []
    assert titles(tag="Foster Care", organisation="glentarbet") == ["Rules for groups"]
    assert titles(tag="no such tag") == []
    assert titles(nation="wales") == []
    assert len(titles(licence="ogl-3")) == 3
    assert len(titles(since=NOW.date())) == 3


def test_deep_screens_are_reached_and_queries_stay_as_many(
    client, council, django_assert_num_queries
):
    for number in range(45):
        published(council.member, title=f"Page {number}", body="common words", at=NOW)
    council.sign_in(client, "manager")
    seen, after = [], ""
    visible = queries.published_for(council.organisation)
    while True:
        best = queries.best(visible, Wish(q="common"), after=after)
        seen += [page.pk for page in best.rows]
        after = best.after
        if not after:
            break
    assert len(seen) == len(set(seen)) == 45
    with django_assert_num_queries(3):
        queries.best(visible, Wish(q="common"))
    assert "?after=" in client.get(reverse("practice:index"), {"q": "common"}).content.decode()


def test_a_bent_cursor_is_the_first_screen(council):
    published(council.member, body="common")
    visible = queries.published_for(council.organisation)
    for after in ("x", "W10", "bnVsbA", "é", "WzFlOTk5LDFd"):
        assert len(queries.best(visible, Wish(q="common"), after=after).rows) == 1


def test_one_tag_stands_for_two_and_both_find(council):
    page = published(council.member, tags=["fostering"])
    published(council.member, tags=["foster care"])
    actions.merge_tags(tag="fostering", into="Foster care", by=council.adviser, at=NOW)

    assert list(page.tags.values_list("name", flat=True)) == ["foster care"]
    assert len(found(council, q="fostering")) == 2
    late = published(council.member, tags=["Fostering"])
    assert list(late.tags.values_list("name", flat=True)) == ["foster care"]


def test_feeds_and_sitemap_hold_what_is_public_alone(client, council):
    page = published(council.member, "public", title="Open to all")
    published(council.member, "everyone", title="CANARY of members")
    tag = page.tags.get()
    where = [
        reverse("practice:feed"),
        reverse("practice:feed_of_tag", args=[tag.public_id]),
        reverse("practice:feed_of_organisation", args=["strathbeg"]),
    ]
    for each in where:
        text = client.get(each).content.decode()
        assert "Open to all" in text
        assert "CANARY" not in text
    sitemap = b"".join(client.get("/sitemap.xml").streaming_content).decode()
    assert sitemap.count(page.public_id) == 1
    assert sitemap.count("<loc>") == 4
    head = client.get(reverse("practice:page", args=[page.public_id])).content.decode()
    assert '<meta property="og:title" content="Open to all">' in head


def test_words_that_stand_in_the_title_alone_show_the_summary(client, council):
    council.sign_in(client, "member")
    body = "## Why\n\n- Be kind\n- Be brief"
    published(council.member, title="House rules", summary="Six lines for a wall", body=body)
    by_title = client.get(reverse("practice:index"), {"q": "house"}).content.decode()
    by_body = client.get(reverse("practice:index"), {"q": "kind"}).content.decode()

    assert "Six lines for a wall" in by_title
    assert "Be <mark>kind</mark> Be brief" in by_body


def test_the_best_come_first_however_many_better_ones_are_hidden(council, outside):
    for number in range(1, 61):
        who, visibility = (outside, "organisation") if number % 2 else (council, "everyone")
        words = f"common {'other ' * number}"
        published(who.member, visibility, title=f"{number}", body=words, tags=[], at=NOW)
    ours = queries.published_for(council.organisation)
    first = queries.best(ours, Wish(q="common"))
    second = queries.best(ours, Wish(q="common"), after=first.after)

    shown = [int(page.title) for page in first.rows + second.rows]
    assert sorted(shown) == list(range(2, 61, 2))
    of_all = queries.published_for(outside.organisation)
    everything = queries.best(of_all, Wish(q="common")).rows
    assert [int(each.title) for each in everything if int(each.title) % 2 == 0] == shown[:10]
