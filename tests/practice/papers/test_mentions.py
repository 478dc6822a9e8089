"""Whom an @ names in a comment on a paper, who is told, and what the web reads of it."""

import json

import pytest
from django.urls import reverse

from mercat.archive.export import talk
from mercat.common.refusals import Refused
from mercat.home.erasure import erasing
from mercat.practice import actions as practice
from mercat.practice.models import Mention, Notice, Profile
from mercat.practice.papers import actions
from tests.practice.papers.test_pages import address
from tests.practice.papers.written import DAY, NOW, link_of, opened, said
from tests.practice.papers.written import mails as of_papers
from tests.practice.talk import kinds, mails, named


def test_an_at_sign_names_a_colleague_who_is_told(client, council):
    ailsa = named("Ailsa Reid", council, email="ailsa@strathbeg.example")
    paper = opened(council)
    council.sign_in(client, "colleague")
    given = {"subject": "Ask", "text": "@ailsa@strathbeg.example knows, @Council does not"}
    done = client.post(address("comment", paper), given, follow=True).content.decode()
    assert "You named Ailsa Reid." in done
    one = paper.comments.get()
    assert one.text == "@Ailsa Reid knows, @Council does not"
    assert kinds(ailsa) == ["mentioned"]
    assert mails("mentioned") == ["ailsa@strathbeg.example"]
    client.force_login(ailsa.person)
    notices = client.get(reverse("practice:notices")).content.decode()
    assert "Colleague named you, on “A social media policy”" in notices
    where = address("comment_of", paper, said_id=one.public_id)
    assert where in notices
    assert "@Ailsa Reid knows" in client.get(where).content.decode()


def test_writers_and_whom_it_answers_are_told_as_they_chose(council, outside):
    paper = opened(council, "everyone")
    practice.choose_notices(chosen={"replied": "here"}, by=outside.member)
    first = said(paper, by=outside.member)
    assert kinds(council.adviser) == ["commented"]
    second = said(paper, by=council.colleague, text="Three", replies_to=first)
    said(paper, by=council.adviser, text="Four", replies_to=second)
    assert kinds(outside.member) == ["replied", "replied"]
    assert kinds(council.colleague) == ["replied"]
    assert kinds(council.adviser) == ["commented"] * 2
    assert mails("replied") == ["colleague@strathbeg.example"]
    assert mails("commented") == ["adviser@strathbeg.example"]  # one a day, until she looks


def test_what_the_public_says_is_told_once_it_is_shown(council, client):
    paper = opened(council, "public")
    first = said(paper, by=council.member)
    said(paper, text=f"@{council.manager.person.name}, listen", replies_to=first)
    client.post(link_of(of_papers("papers/confirm")[0]))
    assert kinds(council.member) == []
    actions.show(paper=paper, comment=paper.comments.last(), by=council.adviser, at=NOW)
    assert kinds(council.member) == ["replied"]
    assert kinds(council.adviser) == ["commented"]  # what the member said
    assert not Mention.objects.exists()
    council.sign_in(client, "member")
    assert "Mairi Gunn answered you" in client.get(reverse("practice:notices")).content.decode()


def test_only_those_are_named_who_can_read_it(council, outside):
    catriona = named("Catriona Mor", outside)
    ours = opened(council)
    said(ours, by=council.member, text="@Catriona Mor")
    shared = opened(council, "everyone")
    said(shared, by=council.member, text="@Catriona Mor knows")
    assert not Mention.objects.exists()
    said(shared, by=catriona, text=f"@{council.adviser.person.name} wrote it")
    said(shared, by=council.member, text="@Catriona Mor spoke")
    assert [each.person for each in Mention.objects.order_by("pk")] == [
        council.adviser.person,
        catriona.person,
    ]
    assert kinds(catriona) == ["mentioned"]
    assert Notice.objects.filter(organisation=outside.organisation).count() == 1


def test_two_of_one_name_are_asked_about_and_nothing_typed_is_lost(client, council):
    for email in ("one@strathbeg.example", "two@strathbeg.example"):
        named("Ailsa Reid", council, email=email)
    paper = opened(council)
    council.sign_in(client, "member")
    given = {"subject": "Ask", "text": "@Ailsa Reid knows"}
    again = client.post(address("comment", paper), given).content.decode()
    assert "Two people here are called" in again
    assert "@Ailsa Reid knows" in again
    assert paper.comments.count() == 0


def test_hidden_comments_have_no_notices(council):
    paper = opened(council)
    one = said(paper, by=council.colleague, text=f"@{council.manager.person.name}")
    assert kinds(council.manager) == ["mentioned"]
    actions.hide(paper=paper, comment=one, why="x", by=council.adviser, at=NOW)
    assert kinds(council.manager) == []
    actions.show(paper=paper, comment=one, why="y", by=council.adviser, at=NOW)
    assert kinds(council.manager) == ["mentioned"]


@pytest.mark.parametrize("chose", [False, True])
def test_the_web_reads_a_name_only_if_its_person_chose_so(client, council, chose):
    ailsa = named("Ailsa Reid", council)
    Profile.objects.create(membership=ailsa, is_public=chose, changed_at=NOW)
    paper = opened(council, "public")
    one = said(paper, by=council.colleague, text="@Ailsa Reid knows")
    places = [
        address(name, paper, said_id=one.public_id)
        for name in ("part", "comments", "comments_print", "comment_of", "reply")
    ]
    for place in places:
        shown = client.get(place).content.decode()
        assert ("@Ailsa Reid knows" in shown, "@somebody knows" in shown) == (chose, not chose)
    kept = json.loads(talk.of_paper(paper))["comments"]
    assert kept[0]["text"] == ("@Ailsa Reid knows" if chose else "@somebody knows")
    council.sign_in(client, "member")
    for place in places:
        assert "@Ailsa Reid knows" in client.get(place).content.decode()


def test_the_workbook_for_the_web_names_nobody_who_did_not_choose_it(client, council):
    from io import BytesIO

    from openpyxl import load_workbook

    named("Ailsa Reid", council)
    paper = opened(council, "public")
    said(paper, by=council.colleague, text="@Ailsa Reid knows")
    answer = client.get(address("comments_xlsx", paper))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert list(sheet.iter_rows(values_only=True))[1][3] == "'@somebody knows"


def test_erasing_takes_the_name_out_of_papers_of_others(council, outside):
    catriona = named("Catriona Mor", outside)
    paper = opened(council, "everyone")
    said(paper, by=catriona, text="I, Catriona Mor, tried it")
    said(paper, by=council.member, text="@Catriona Mor thank you")
    catriona.ended_at = NOW
    catriona.save()
    given = {"reason": "asked", "by": outside.administrator, "at": NOW + DAY}
    erasing.erase_person(membership=catriona, **given)
    assert [each for each in paper.comments.all() if "Catriona" in each.text] == []
    assert not Mention.objects.exists()


def test_ten_can_be_named_at_once(council):
    names = " ".join(f"@{named(f'Person Number{n}', council).person.name}" for n in range(11))
    with pytest.raises(Refused, match="Ten people at once"):
        said(opened(council), by=council.member, text=names)
