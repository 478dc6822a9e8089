"""What was said under pages, as data: what its reader could read, and names by consent alone."""

import json

import pytest

from mercat.archive.export import talk, texts
from mercat.archive.export.editions import member_of
from mercat.practice import actions
from mercat.practice.models import PageComment, Profile
from tests.factories.council import NOW
from tests.practice.talk import MINUTES, said
from tests.practice.written import published


@pytest.fixture
def page(council):
    """One thing said to each reach, before the page was opened further."""
    page = published(council.member, "organisation")
    for reach in ("organisation", "everyone", "public"):
        given = {"page": page, "by": council.member, "at": NOW}
        page = actions.set_visibility(visibility=reach, **given) or page
        page.refresh_from_db()
        said(page, council.colleague, f"Said to {reach}")
    return page


def told(page, reader=None):
    return json.loads(talk.under_page(page, reader) or '{"comments": []}')["comments"]


def test_the_public_has_what_was_said_in_public(page):
    assert [each["text"] for each in told(page)] == ["Said to public"]


def test_members_have_what_they_could_read(page, council, outside):
    ours = told(page, member_of(council.organisation, "en"))
    assert [each["text"] for each in ours] == [
        "Said to organisation",
        "Said to everyone",
        "Said to public",
    ]
    theirs = told(page, member_of(outside.organisation, "en"))
    assert [each["text"] for each in theirs] == ["Said to everyone", "Said to public"]


def test_nobody_is_named_who_did_not_choose_it_by_whom_ever(page, council):
    (stem,) = PageComment.objects.filter(reach="public")
    name = council.member.person.name
    said(page, council.manager, f"@{name} knows", to=stem, at=NOW + MINUTES)
    people = {each.person.name for each in council.members.values()}
    for reader in (None, member_of(council.organisation, "en")):
        text = json.dumps(told(page, reader), ensure_ascii=False)
        assert [each for each in people if each in text] == []
    assert told(page)[1]["text"] == "@somebody knows"
    assert told(page)[1]["replies_to"] == stem.comment.public_id
    Profile.objects.create(membership=council.member, is_public=True, changed_at=NOW)
    Profile.objects.create(membership=council.colleague, is_public=False, changed_at=NOW)
    Profile.objects.create(membership=council.manager, is_public=True, changed_at=NOW)
    first, answer = told(page)
    assert council.colleague.person.name not in json.dumps([first, answer])
    assert (answer["name"], answer["text"]) == (council.manager.person.name, f"@{name} knows")
    assert first["organisation"] == "Strathbeg Council"


def test_whoever_writes_the_page_is_marked(page, council):
    (stem,) = PageComment.objects.filter(reach="public")
    said(page, council.member, "We do", to=stem, at=NOW + MINUTES)
    assert [each["by_writer"] for each in told(page)] == [False, True]


def test_what_is_hidden_or_withdrawn_is_not_there(page, council):
    said(page, council.manager, "It names a child", at=NOW + MINUTES)
    said(page, council.manager, "I was wrong", at=NOW + 2 * MINUTES)
    hidden, withdrawn = PageComment.objects.filter(reach="public").order_by("pk")[1:]
    about = {"page": page, "said": hidden, "by": council.colleague, "at": NOW}
    report = actions.report(wrong="person", words="", **about)
    actions.hide(report=report, reason="It does", by=council.adviser, at=NOW)
    actions.withdraw_comment(said=withdrawn, by=council.manager, at=NOW)
    assert [each["text"] for each in told(page)] == ["Said to public"]


def test_a_page_where_nothing_was_said_in_public_has_no_file(council):
    page = published(council.member, "everyone")
    said(page, council.colleague, "Among us")
    quiet = published(council.member, "public")
    actions.set_visibility(page=page, visibility="public", by=council.member, at=NOW)
    names = [name for name, _content in texts.files()]
    assert f"data/practice/{quiet.public_id}.md" in names
    assert [name for name in names if name.endswith("json")] == []


def test_it_costs_three_queries_however_much_was_said(page, council, django_assert_num_queries):
    for number in range(9):
        said(page, council.manager, f"And {number}", at=NOW + MINUTES * number)
    with django_assert_num_queries(3):
        assert len(told(page)) == 10
