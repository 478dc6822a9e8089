"""An original that changed brings a new picture into a copy, which may have pictures of its own."""

import pytest
from django.urls import reverse

from mercat.practice import actions, queries
from mercat.practice.models import Attachment
from tests.factories.council import NOW
from tests.practice.test_pictures_brought import coloured
from tests.practice.written import draft, stored

TEXT = "## Why\n\nBecause.\n\n## Where\n\nHere.\n"
NEW = TEXT.replace("Here.", "Here:\n\n![](picture:{})")


def add(page, member, colour, words):
    file = stored(member, f"{words}.png", coloured(colour))
    given = {"words": words, "is_picture": True, "by": member, "at": NOW}
    return actions.add_attachment(page=page, stored=file, **given)


def original_and_copy(council, outside, body=TEXT):
    page = draft(council.member, body=body)
    page = actions.publish(page=page, visibility="everyone", by=council.member, at=NOW)
    given = {"title": "Ours", "licence": "ogl-3", "by": outside.member, "at": NOW}
    return page, actions.adapt(page=page, **given)


def take(client, outside, copy):
    """As somebody does: open the page, read what is proposed, press the button."""
    outside.sign_in(client, "member")
    where = reverse("practice:original", args=[copy.public_id])
    form = client.get(where).context["form"]
    answer = client.post(where, form.initial)
    assert answer.status_code == 302, answer.content.decode()
    copy.refresh_from_db()
    return queries.shown(copy).text.html


@pytest.fixture
def changed(council, outside):
    """The original got a map after it was copied; `of` says the text that names it."""

    def of(page, text=NEW):
        made = add(page, council.member, "#ff0000", "A map")
        body = text.format(made.number)
        given = {"number": page.number, "body": body, "by": council.member, "at": NOW}
        actions.change(page=page, **given)
        return made

    return of


def test_it_is_copied_with_its_words_and_belongs_to_the_copy(client, council, outside, changed):
    page, copy = original_and_copy(council, outside)
    made = changed(page)
    html = take(client, outside, copy)
    ours = Attachment.objects.get(page=copy)
    assert (ours.words, ours.number, ours.is_picture) == ("A map", 1, True)
    assert ours.stored.organisation == outside.organisation
    assert ours.stored.pk != made.stored.pk
    assert ours.stored.sha256 == made.stored.sha256
    assert reverse("practice:attachment", args=[copy.public_id, ours.public_id]) in html
    assert 'alt="A map"' in html


def test_it_does_not_take_the_place_of_a_picture_of_ones_own(client, council, outside, changed):
    page, copy = original_and_copy(council, outside)
    own = add(copy, outside.member, "#00ff00", "Our door")
    body = copy.body.replace("Because.", f"Because: {own.in_text}")
    actions.change(page=copy, number=1, body=body, by=outside.member, at=NOW)
    assert own.number == changed(page).number == 1
    html = take(client, outside, copy)
    kept = {each.words: each for each in copy.attachments.all()}
    assert {words: each.number for words, each in kept.items()} == {"Our door": 1, "A map": 2}
    assert "Because: ![](picture:1)" in copy.body
    assert "![](picture:2)" in copy.body
    assert html.index('alt="Our door"') < html.index('alt="A map"')


def test_what_was_taken_once_is_not_copied_again(client, council, outside, changed):
    page, copy = original_and_copy(council, outside)
    own = add(copy, outside.member, "#00ff00", "Our door")
    changed(page)
    take(client, outside, copy)
    page.refresh_from_db()
    better = page.body.replace("Because.", "Because we care.")
    actions.change(page=page, number=page.number, body=better, by=council.member, at=NOW)
    html = take(client, outside, copy)
    assert sorted(copy.attachments.values_list("number", flat=True)) == [own.number, 2]
    assert "Because we care." in html
    assert html.count("<img") == 1


def test_files_with_the_same_number_are_no_pictures(client, council, outside, changed):
    page, copy = original_and_copy(council, outside)
    plan = stored(outside.member)
    given = {"words": "Our plan", "is_picture": False, "by": outside.member, "at": NOW}
    actions.add_attachment(page=copy, stored=plan, **given)
    changed(page)
    html = take(client, outside, copy)
    assert 'alt="A map"' in html
    assert [each.words for each in queries.shown(copy).attachments] == ["Our plan"]


def test_several_new_ones_keep_apart(client, council, outside, changed):
    page, copy = original_and_copy(council, outside)
    for colour, words in (("#00ff00", "Our door"), ("#00ffff", "Our yard")):
        add(copy, outside.member, colour, words)
    add(page, council.member, "#0000ff", "A plan")
    changed(page, NEW.replace("Because.", "Because ![](picture:1)"))
    html = take(client, outside, copy)
    assert html.index('alt="A plan"') < html.index('alt="A map"')
    assert copy.attachments.count() == 4


def test_one_that_nobody_has_described_stays_where_it_is(client, council, outside, changed):
    page, copy = original_and_copy(council, outside)
    made = changed(page)
    Attachment.objects.filter(pk=made.pk).update(words="")
    assert "<img" not in take(client, outside, copy)
    assert not copy.attachments.exists()


def test_whoever_leaves_the_change_has_no_picture(client, council, outside, changed):
    page, copy = original_and_copy(council, outside)
    changed(page)
    outside.sign_in(client, "member")
    where = reverse("practice:original", args=[copy.public_id])
    form = client.get(where).context["form"]
    assert client.post(where, {**form.initial, "body": ""}).status_code == 200
    assert not copy.attachments.exists()
