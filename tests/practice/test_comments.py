"""What is said under a page, and who reads it."""

import re
from datetime import timedelta

import pytest

from mercat.comments.models import Comment
from mercat.common.refusals import NotAllowed, Refused
from mercat.practice import actions
from mercat.practice.content.bringing import bring_in
from mercat.practice.models import Page, PageComment, Profile
from tests.factories import MembershipFactory
from tests.factories.council import NOW
from tests.practice.papers.written import NOW as TODAY
from tests.practice.papers.written import opened
from tests.practice.papers.written import said as of_paper
from tests.practice.talk import DAY, MINUTES, address, kinds, mails, said, under
from tests.practice.written import draft, published


def test_somebody_asks_of_a_passage_and_a_writer_answers(client, council):
    page = published(council.member)
    council.sign_in(client, "colleague")
    where = address("comment", page.public_id)
    asked = client.get(f"{where}?quote=answered until eight").content.decode()
    assert re.search(r"<option value=\"\d\" selected>answered until eight", asked)
    typed = {"text": "And on Sundays?", "quote": "answered  until\neight", "number": 1}
    client.post(where, typed)
    question = PageComment.objects.get()
    council.sign_in(client, "member")
    client.post(
        address("reply", page.public_id, question.comment.public_id), {"text": "Until noon"}
    )
    shown = under(client, page)
    assert shown.index("And on Sundays?") < shown.index("Until noon")
    assert "<blockquote" in shown
    assert shown.count("Writes this page") == 1
    assert (mails("commented"), mails("replied")) == (
        ["member@strathbeg.example"],
        ["colleague@strathbeg.example"],
    )


def test_what_is_typed_wrong_stays_beside_its_sentence(client, council):
    page = published(council.member)
    council.sign_in(client, "colleague")
    where = address("comment", page.public_id)
    again = client.post(where, {"text": "", "quote": "answered until nine"}).content.decode()
    assert "Write your comment" in again
    assert "These words do not stand in the text" in again
    assert re.search(r"<textarea[^>]+>\s*answered until nine</textarea>", again)
    assert not PageComment.objects.exists()
    for bent in ("x", "-1", "9" * 40, "77"):
        client.post(where, {"text": f"Bent {bent}", "number": bent})
    assert {each.number for each in PageComment.objects.all()} == {1}
    with pytest.raises(Refused, match="word for word"):
        said(page, council.colleague, quote="answered until nine")


def test_a_button_pressed_twice_is_one_comment(council):
    page = published(council.member)
    one = said(page, council.colleague)
    assert said(page, council.colleague) == one
    assert Comment.objects.count() == 1


def test_a_comment_says_whether_its_passage_still_stands(client, council):
    page = published(council.member)
    said(page, council.colleague, quote="answered until eight")
    given = {"by": council.member, "at": NOW + DAY}
    page = actions.change(page=page, number=1, body=f"{page.body}\nMore.\n", **given)
    council.sign_in(client, "colleague")
    assert "the passage reads as it did" in under(client, page)
    page = actions.change(page=page, number=2, body="Nothing of it.", **given)
    shown = under(client, page)
    assert "The passage reads otherwise now." in shown
    where = re.search(r'href="([^"]+)">See what changed', shown)[1]
    assert client.get(where).content.decode().count("Nothing") == 1


def test_answers_stand_in_one_row_and_say_whom_they_mean(client, council, outside):
    page = published(council.member, "everyone")
    stem = said(page, outside.member, "First")
    answer = said(page, council.member, "Second", to=stem)
    third = said(page, outside.colleague, "Third", to=answer)
    assert (third.comment.answers, third.comment.quotes) == (stem.comment, answer.comment)
    council.sign_in(client, "colleague")
    assert f"to {council.member.person.name}" in under(client, page)
    assert kinds(council.member) == ["commented", "replied"]
    assert kinds(outside.member) == ["replied", "replied"]


def test_one_changes_ones_words_for_a_day_and_withdraws_them_at_any_time(client, council):
    page = published(council.member)
    one = said(page, council.colleague, "Words")
    given = {"said": one, "by": council.colleague}
    actions.change_comment(text="Better words", at=NOW + MINUTES, **given)
    council.sign_in(client, "member")
    shown = under(client, page)
    assert "Better words" in shown
    assert "changed since" in shown
    with pytest.raises(Refused, match="more than a day ago"):
        actions.change_comment(text="Late", at=NOW + DAY, **given)
    with pytest.raises(NotAllowed):
        actions.withdraw_comment(said=one, by=council.member, at=NOW)
    actions.withdraw_comment(at=NOW + 30 * DAY, **given)
    shown = under(client, page)
    assert "Better words" not in shown
    assert "withdrawn by whoever wrote it" in shown
    assert kinds(council.member) == []
    with pytest.raises(Refused):
        said(page, council.member, to=PageComment.objects.get())


def test_words_of_a_narrower_time_stay_among_those_who_read_them_then(client, council, outside):
    page = draft(council.member)
    council.sign_in(client, "member")
    client.post(address("writers", page.public_id), {"email": "colleague@strathbeg.example"})
    said(page, council.colleague, "CANARY of the draft")
    given = {"page": page, "by": council.member, "at": NOW}
    actions.publish(visibility="organisation", **given)
    page.refresh_from_db()
    inner = said(page, council.manager, "CANARY of the organisation")
    actions.set_visibility(visibility="everyone", **given)
    page.refresh_from_db()
    said(page, council.manager, "CANARY too, as it answers one", to=inner, at=NOW + MINUTES)
    said(page, outside.member, "Between organisations", at=NOW + MINUTES)
    actions.set_visibility(visibility="public", **given)
    page.refresh_from_db()
    said(page, outside.member, "For anybody", at=NOW + 2 * MINUTES)
    seen = {}
    for who, part in ((council, "member"), (council, "manager"), (outside, "member")):
        who.sign_in(client, part)
        seen[who.organisation.slug, part] = under(client, page)
        assert client.get(address("comments", page.public_id)).status_code == 200
    assert "of the draft" in seen["strathbeg", "member"]
    assert "of the draft" not in seen["strathbeg", "manager"]
    assert "of the organisation" in seen["strathbeg", "manager"]
    assert "CANARY" not in seen["glentarbet", "member"]
    assert "Between organisations" in seen["glentarbet", "member"]
    where = address("comment_of", page.public_id, inner.comment.public_id)
    assert client.get(where).status_code == 404
    assert client.post(f"{where}reply/").status_code == 404
    client.logout()
    for name in ("page", "comments"):
        shown = client.get(address(name, page.public_id)).content.decode()
        assert "For anybody" in shown
        assert "CANARY" not in shown
        assert "Between organisations" not in shown


def test_on_the_web_those_are_named_who_chose_to_be(client, council, outside):
    page = published(council.member, "public")
    name = council.colleague.person.name
    said(page, council.colleague, f"@{council.manager.person.name} knows it, as I do")
    shown = under(client, page)
    assert "Somebody who works there</strong>, Strathbeg Council" in shown
    assert "@somebody knows it" in shown
    assert council.manager.person.name not in shown
    for member in (council.colleague, council.manager):
        Profile.objects.create(membership=member, is_public=True, changed_at=NOW)
    shown = under(client, page)
    assert f"<strong>{name}</strong>" in shown
    assert f"@{council.manager.person.name} knows it" in shown


def test_nobody_signed_in_says_nothing(client, council):
    page = published(council.member, "public")
    assert "Comment on this page" not in under(client, page)
    for name in ("comment", "notices", "choose_notices"):
        args = [page.public_id] if name == "comment" else []
        assert client.post(address(name, *args), {"text": "x"}).status_code == 302
    assert not PageComment.objects.exists()


def test_what_came_with_mercat_takes_no_comments_and_says_why(client, council):
    bring_in(at=NOW)
    page = Page.objects.filter(organisation__slug="mercat-library").first()
    council.sign_in(client, "member")
    assert "Comment on this page" not in under(client, page)
    where = address("comment", page.public_id)
    assert "This page takes no comments" in client.get(where).content.decode()
    assert "This page takes no comments" in client.post(where, {"text": "x"}).content.decode()
    assert not PageComment.objects.exists()


def test_whoever_is_new_says_twenty_things_a_day(council):
    page = published(council.member)
    new = MembershipFactory(organisation=council.organisation, started_at=NOW - timedelta(days=2))
    for number in range(20):
        said(page, new, str(number), at=NOW + number * MINUTES)
    with pytest.raises(Refused, match="first days"):
        said(page, new, "One more", at=NOW + 21 * MINUTES)
    said(page, new, "One more", at=NOW + DAY + 21 * MINUTES)
    for number in range(21):
        said(page, council.colleague, str(number), at=NOW + DAY + number * MINUTES)


def test_whoever_is_new_says_twenty_things_a_day_of_papers_too(council):
    paper = opened(council)
    new = MembershipFactory(organisation=council.organisation, started_at=TODAY - DAY)
    for number in range(20):
        of_paper(paper, by=new, text=str(number))
    with pytest.raises(Refused, match="first days"):
        of_paper(paper, by=new, text="One more")


def test_who_opens_a_page_reads_that_words_stay_where_they_were_said(client, council):
    page = published(council.member)
    council.sign_in(client, "member")
    where = address("set_visibility", page.public_id)
    assert "stays with those who could read it then" not in client.get(where).content.decode()
    said(page, council.colleague)
    assert "stays with those who could read it then" in client.get(where).content.decode()
