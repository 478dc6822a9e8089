"""Whom an @ names, and that nobody learns by it who works elsewhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mercat.comments.models import Comment
from mercat.practice import actions, queries
from mercat.practice.models import Mention, PageComment
from tests.factories.council import NOW
from tests.practice.talk import MINUTES, address, kinds, mails, named, said
from tests.practice.written import draft, published


@pytest.mark.parametrize(
    "text",
    [
        "@Ailsa Reid what do you think?",
        "Ask @ailsa reid, please",
        "(@Ailsa  Reid)",
        "Thank you,@Ailsa Reid.",
        "@Ailsa Reid’s idea",
        "@ailsa@strathbeg.example: yes",
        "See\n@Ailsa Reid\nbelow",
    ],
)
def test_an_at_sign_names_a_colleague(client, council, text):
    ailsa = named("Ailsa Reid", council, email="ailsa@strathbeg.example")
    page = published(council.member)
    council.sign_in(client, "colleague")
    done = client.post(address("comment", page.public_id), {"text": text}, follow=True)
    assert "You named" in done.content.decode()
    assert [each.person for each in Mention.objects.all()] == [ailsa.person]
    assert kinds(ailsa) == ["mentioned"]
    assert mails("mentioned") == ["ailsa@strathbeg.example"]
    assert "ailsa@" not in Comment.objects.get().text


@pytest.mark.parametrize(
    "text",
    [
        "Write to ailsa@strathbeg.example",
        "https://social.example/@Ailsa Reid",
        "@StrathbegCouncil is our handle",
        "@ Ailsa Reid",
        "@Ailsa",
        "@Ailsa Reidson",
        "nobody",
        "@",
        "@@@@",
    ],
)
def test_other_at_signs_are_words(council, text):
    named("Ailsa Reid", council, email="ailsa@strathbeg.example")
    said(published(council.member), council.colleague, text)
    assert not Mention.objects.exists()
    assert Comment.objects.get().text == text


def test_the_longest_name_counts_and_twins_are_told_apart(client, council):
    named("Ailsa Reid", council)
    other = named("Ailsa Reid Brown", council)
    page = published(council.member)
    said(page, council.colleague, "@Ailsa Reid Brown knows")
    assert Mention.objects.get().person == other.person
    twin = named("ailsa reid", council, email="twin@strathbeg.example")
    council.sign_in(client, "colleague")
    where = address("comment", page.public_id)
    again = client.post(where, {"text": "@Ailsa Reid?"}).content.decode()
    assert "Two people here are called" in again
    assert "@Ailsa Reid?" in again
    client.post(where, {"text": "@twin@strathbeg.example?"})
    assert Mention.objects.latest("pk").person == twin.person
    assert Comment.objects.latest("pk").text == "@ailsa reid?"


def test_names_with_letters_beyond_ascii(council):
    member = named("Éilidh NicÌomhair", council)
    said(published(council.member), council.colleague, "@Éilidh NicÌomhair, seall")
    assert Mention.objects.get().person == member.person


def test_nobody_learns_who_works_elsewhere(council, outside):
    """A name that exists there and one that exists nowhere are answered in the same way."""
    elsewhere = named("Morag Secret", outside)
    page = published(council.member, "everyone")
    said(page, council.colleague, "The first")
    seen = []
    for name in ("Morag Secret", "Nobody Atall"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            made = said(page, council.colleague, f"@{name} should know", at=NOW + MINUTES)
        seen.append((len(asked), made.mentions.count()))
    for name in ("morag@glentarbet.example", elsewhere.person.email):
        said(page, council.colleague, f"@{name} should know")
    assert seen == [seen[0], seen[0]]
    assert seen[0][1] == 0
    assert not Mention.objects.exists()
    assert kinds(elsewhere) == []


def test_whoever_stands_on_the_page_can_be_named_from_elsewhere(council, outside):
    catriona = named("Catriona Mor", outside)
    page = published(council.member, "everyone")
    with_a_name = "@Catriona Mor spoke"
    said(page, council.manager, with_a_name)
    assert not Mention.objects.exists()
    said(page, catriona, f"@{council.member.person.name} wrote it", at=NOW + MINUTES)
    said(page, council.manager, with_a_name, at=NOW + MINUTES)
    assert [each.person for each in Mention.objects.order_by("pk")] == [
        council.member.person,
        catriona.person,
    ]
    assert kinds(catriona) == ["mentioned"]
    inner = published(council.member, title="Inner")
    said(inner, council.manager, with_a_name)
    assert Mention.objects.count() == 2


def test_who_stands_on_the_page_goes_before_a_namesake(council, outside):
    """The colleague has an address; of who works elsewhere nobody here knows one."""
    elsewhere, here = named("Ailsa Reid", outside), named("Ailsa Reid", council)
    page = published(council.member, "everyone")
    said(page, elsewhere, "I spoke")
    said(page, council.manager, "@Ailsa Reid did", at=NOW + MINUTES)
    said(page, council.manager, f"@{here.person.email} did not", at=NOW + 2 * MINUTES)
    assert [each.person for each in Mention.objects.order_by("pk")] == [
        elsewhere.person,
        here.person,
    ]


def test_only_those_are_named_who_may_read_it(council):
    page = draft(council.member)
    actions.add_writer(
        page=page,
        email="colleague@strathbeg.example",
        is_author=True,
        by=council.member,
        at=NOW,
    )
    said(page, council.member, f"@{council.manager.person.name} @{council.colleague.person.name}")
    assert [each.person for each in Mention.objects.all()] == [council.colleague.person]
    assert kinds(council.manager) == []


def test_whoever_left_is_named_no_more_and_reads_no_notice(council):
    page = published(council.member)
    said(page, council.member, f"@{council.colleague.person.name} yes")
    council.colleague.ended_at = NOW
    council.colleague.save()
    said(page, council.member, f"@{council.colleague.person.name} again", at=NOW + MINUTES)
    assert Mention.objects.count() == 1


def test_ten_can_be_named_at_once(client, council):
    text = " ".join(f"@{named(f'Person Number{n}', council).person.name}" for n in range(11))
    page = published(council.member)
    council.sign_in(client, "colleague")
    again = client.post(address("comment", page.public_id), {"text": text}).content.decode()
    assert "Ten people at once" in again
    assert not PageComment.objects.exists()


def test_somebody_is_named_in_a_suggestion(client, council):
    page = published(council.member)
    council.sign_in(client, "colleague")
    why = f"@{council.manager.person.name} said so"
    client.post(address("suggest", page.public_id), {"body": "Better", "why": why, "number": 1})
    assert kinds(council.manager) == ["mentioned"]
    council.sign_in(client, "manager")
    shown = client.get(address("index")).content.decode()
    assert "named you in a suggestion" in shown
    (notice,) = queries.notices_of(council.manager)
    assert client.get(address("suggestion", page.public_id, notice.suggestion.public_id))


def test_a_change_tells_those_alone_who_are_newly_named(council):
    page = published(council.member)
    one = said(page, council.colleague, f"@{council.manager.person.name}")
    text = f"@{council.manager.person.name} @{council.clerk.person.name}"
    given = {"said": one, "by": council.colleague, "at": NOW + MINUTES}
    actions.change_comment(text=text, **given)
    assert mails("mentioned") == ["clerk@strathbeg.example", "manager@strathbeg.example"]
    actions.change_comment(text="Nobody", **given)
    assert not Mention.objects.exists()
