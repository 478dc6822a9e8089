"""Every page of a paper, for those who may and may not read it."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from mercat.practice.papers import actions
from tests.practice.papers.written import (
    LAST,
    after,
    closed,
    link_of,
    mails,
    make_paper,
    opened,
    part,
    revised,
    said,
)

READ = ["paper", "whole", "part", "comments", "comments_print", "you_said", "changes"]


def address(name, paper, **more):
    from mercat.practice.papers.urls import urlpatterns

    keys = next(each for each in urlpatterns if each.name == name).pattern.converters
    known = {"paper_id": paper.public_id, "part_id": part(paper).public_id, "number": 1, **more}
    return reverse(f"papers:{name}", kwargs={key: known[key] for key in keys})


@pytest.mark.parametrize("visibility", ["organisation", "everyone", "public"])
def test_who_reads_a_paper(client, council, outside, visibility):
    paper = opened(council, visibility)
    reads = {"organisation": (302, 200, 404), "everyone": (302, 200, 200), "public": (200,) * 3}
    nobody, ours, elsewhere = reads[visibility]

    for name in READ:
        client.logout()
        assert client.get(address(name, paper)).status_code == nobody
        council.sign_in(client, "member")
        assert client.get(address(name, paper)).status_code == ours
        outside.sign_in(client, "member")
        assert client.get(address(name, paper)).status_code == elsewhere
        listed = paper.title in client.get(reverse("papers:papers")).content.decode()
        assert listed == (elsewhere == 200)


def test_drafts_are_for_their_authors_and_the_auditor(client, council):
    paper = make_paper(council)

    for who, expected in (("member", 404), ("administrator", 404), ("auditor", 200)):
        council.sign_in(client, who)
        assert client.get(address("paper", paper)).status_code == expected
    council.sign_in(client, "adviser")
    shown = client.get(address("paper", paper)).content.decode()
    assert "Open it for comments" in shown


def test_part_has_its_contents_and_neighbours(client, council):
    paper = opened(council)
    council.sign_in(client, "member")

    first = client.get(address("part", paper)).content.decode()

    assert "Part 1 of 2" in first
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    second = client.get(address("part", paper, part_id=part(paper, 1).public_id)).content.decode()
    assert 'rel="prev"' in second


def test_member_comments_with_a_passage(client, council, outside):
    paper = opened(council, "everyone")
    outside.sign_in(client, "member")
    form = client.get(address("comment", paper)).content.decode()
    assert "We answer within a day." in form

    answer = client.post(
        address("comment", paper),
        {
            "subject": "Two days",
            "text": "One is short.",
            "passage": "1",
            "number": "1",
            "sources": "Gunn, 2024, Answering",
        },
        follow=True,
    )

    shown = answer.content.decode()
    assert "<blockquote" in shown
    assert "We answer within a day." in shown
    assert "Gunn, 2024, Answering" in shown
    assert "Glentarbet Care" in shown


def test_words_that_do_not_stand_there_are_refused_and_what_was_typed_stays(client, council):
    paper = opened(council)
    council.sign_in(client, "member")
    given = {"subject": "No", "text": "Kept words", "quote": "We never answer", "number": "1"}

    shown = client.post(address("comment", paper), given).content.decode()

    assert "These words do not stand in the text" in shown
    assert "Kept words" in shown
    assert paper.comments.count() == 0


def test_comment_keeps_its_revision_and_shows_what_changed(client, council):
    paper = opened(council)
    said(paper, by=council.colleague, quote="We answer within a day.")
    revised(paper, "We listen.\n\nWe answer within two days.", by=council.adviser)
    council.sign_in(client, "member")

    shown = client.get(address("part", paper)).content.decode()
    assert "The passage reads otherwise now." in shown
    assert "We answer within a day." in shown
    changed = client.get(address("changes", paper)).content.decode()
    assert "You asked for it." in changed
    assert "<ins>" in changed
    assert "<del>" in changed


def test_public_comments_by_name_and_confirmed_address(client, council):
    paper = opened(council, "public")
    given = {"subject": "Short", "text": "A day?", "name": "Mairi", "email": "mairi@post.example"}

    sent = client.post(address("comment", paper), given).content.decode()

    assert "Look into your mail" in sent
    (mail,) = mails("papers/confirm")
    link = link_of(mail)
    assert "Is this your comment?" in client.get(link).content.decode()
    assert paper.comments.get().state == "unconfirmed"
    assert client.post(link).status_code == 200
    assert paper.comments.get().state == "waiting"
    assert client.post(link).status_code == 410
    assert "A day?" not in client.get(address("part", paper)).content.decode()
    council.sign_in(client, "adviser")
    waiting = client.get(address("waiting", paper)).content.decode()
    assert "A day?" in waiting
    one = paper.comments.get()
    client.post(address("show", paper, said_id=one.public_id))
    client.logout()
    shown = client.get(address("part", paper)).content.decode()
    assert "A day?" in shown
    assert "mairi@post.example" not in shown
    assert [mail.to for mail in mails("papers/looked_at")] == ["mairi@post.example"]


def test_public_cannot_flood(client, council, settings):
    settings.ACCOUNT_RATE_LIMITS = {"comment": "2/h/ip"}
    paper = opened(council, "public")
    given = {"subject": "Short", "name": "Mairi", "email": "mairi@post.example"}

    answers = [client.post(address("comment", paper), {**given, "text": f"{n}"}) for n in range(3)]

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert paper.comments.count() == 2


def test_public_reads_no_name_of_a_member_who_did_not_choose_it(client, council):
    paper = opened(council, "public")
    said(paper, by=council.colleague)

    shown = client.get(address("part", paper)).content.decode()

    assert "Somebody who works there" in shown
    assert "Colleague" not in shown


def test_hidden_comment_leaves_its_reason(client, council):
    paper = opened(council)
    one = said(paper, by=council.colleague, text="CANARY")
    council.sign_in(client, "adviser")

    client.post(address("hide", paper, said_id=one.public_id), {"why": "It names a pupil."})

    council.sign_in(client, "member")
    shown = client.get(address("part", paper)).content.decode()
    assert "It names a pupil." in shown
    assert "CANARY" not in shown
    paper.refresh_from_db()
    assert paper.comment_count == 0


def test_after_closing_it_is_read_only_with_a_banner(client, council):
    paper = closed(council)
    council.sign_in(client, "member")

    shown = client.get(address("part", paper)).content.decode()

    assert f"Comments closed on {date_format(LAST)}" in shown
    assert "Comment on this part" not in shown
    given = {"subject": "Late", "text": "Late", "number": "1"}
    assert "closed" in client.post(address("comment", paper), given).content.decode()
    assert paper.comments.count() == 0


def test_answers_are_published_when_each_comment_has_one(client, council):
    paper = opened(council)
    one = said(paper, by=council.colleague)
    actions.follow_days(at=after(LAST))
    council.sign_in(client, "adviser")
    refused = client.post(address("publish_answers", paper), {"we_did": "Two days."})
    assert "Some comments have no answer yet" in refused.content.decode()

    given = {"outcome": "accepted", "words": "It says two days now."}
    client.post(address("answer", paper, said_id=one.public_id), given)
    client.post(address("publish_answers", paper), {"we_did": "Two days."})

    council.sign_in(client, "member")
    shown = client.get(address("you_said", paper)).content.decode()
    assert "Two days." in shown
    assert "It says two days now." in shown
    assert len(mails("papers/answered")) == 1


def test_workbook_has_every_comment_and_no_formula(client, council):
    from io import BytesIO

    from openpyxl import load_workbook

    paper = opened(council)
    said(paper, by=council.colleague, text="=1+1")
    council.sign_in(client, "member")

    answer = client.get(address("comments_xlsx", paper))

    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][3] == "'=1+1"
    assert rows[1][5] == "Colleague"


def test_adopted_policy_has_its_history(client, council):
    paper = opened(council)
    revised(paper, "We listen first.", by=council.adviser, at=after(paper.opens_on))
    actions.follow_days(at=after(LAST))
    council.sign_in(client, "adviser")

    client.post(address("adopt", paper), {"visibility": "everyone", "licence": "ogl-3"})

    paper.refresh_from_db()
    assert paper.state == "adopted"
    assert paper.page.body.startswith("## Purpose\n\nWe listen first.")
    assert [each.why for each in paper.page.revisions.order_by("number")] == [
        "As it was put up for comments.",
        "You asked for it.",
        "Adopted from the paper, after its discussion.",
    ]
    shown = client.get(address("paper", paper)).content.decode()
    assert "The policy that came of it" in shown


def test_queries_of_a_part_do_not_grow(client, council, outside, django_assert_num_queries):
    paper = opened(council, "everyone")
    council.sign_in(client, "member")
    first = said(paper, by=council.colleague)
    client.get(address("part", paper))
    with django_assert_num_queries(13):
        client.get(address("part", paper))
    for n in range(10):
        said(paper, by=outside.colleague, text=f"More {n}", replies_to=first if n % 2 else None)
    with django_assert_num_queries(13):
        client.get(address("part", paper))


@pytest.mark.parametrize("text", ["\0", "x" * 100_000, "<script>", "[[", "%", "2 3"])
def test_bad_words_are_never_a_fault_of_ours(client, council, text):
    paper = opened(council, "public")
    given = dict.fromkeys(("subject", "text", "passage", "quote", "sources", "number"), text)
    for who in ("member", "adviser"):
        council.sign_in(client, who)
        for name in ("comment", "revise", "change", "invite", "extend", "withdraw", "add_part"):
            assert client.post(address(name, paper), given).status_code < 500
        assert client.get(address("comment", paper), {"quote": text}).status_code < 500
        assert client.get(address("comments", paper), {"only": text}).status_code == 200


def test_public_paper_says_what_it_is_to_sites_that_link_to_it(client, council):
    paper = opened(council, "public")
    page = client.get(address("paper", paper)).content.decode()
    assert '<meta property="og:title" content="A social media policy">' in page
    assert '<meta property="og:description" content="What should it say?">' in page
    assert f'<link rel="canonical" href="{settings.SITE_URL}{address("paper", paper)}">' in page


@pytest.mark.parametrize("visibility", ["organisation", "everyone"])
def test_other_papers_say_nothing_to_search_engines(client, council, visibility):
    paper = opened(council, visibility)
    council.sign_in(client, "member")
    page = client.get(address("paper", paper)).content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "og:title" not in page
