from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.practice import actions, queries
from mercat.practice.models import Attachment, Follow, Page, PageReport, Suggestion
from tests.factories import MembershipFactory
from tests.factories.council import NOW
from tests.practice.pictures import png
from tests.practice.written import draft, published


def address(name, *args):
    return reverse(f"practice:{name}", args=args)


def mails():
    return sorted(OutboxMail.objects.values_list("purpose", "to"))


def test_a_picture_needs_its_words_and_stands_in_the_text(client, council):
    page = draft(council.member, body="See\n\n![](picture:1)\n\n![x](picture:9)")
    council.sign_in(client, "member")
    where = address("add_picture", page.public_id)
    given = {"file": SimpleUploadedFile("a.png", png()), "words": ""}
    refused = client.post(where, given).content.decode()
    assert "Say what the picture shows" in refused
    assert not Attachment.objects.exists()
    assert "a.png" in refused

    given = {"file": SimpleUploadedFile("a.png", png()), "words": "A map of the paths"}
    client.post(where, given)
    shown = client.get(address("page", page.public_id)).content.decode()
    file = Attachment.objects.get()
    picture = address("attachment", page.public_id, file.public_id)
    assert f'src="{picture}"' in shown
    assert 'alt="A map of the paths"' in shown
    assert b"".join(client.get(picture).streaming_content).startswith(b"\x89PNG")
    council.sign_in(client, "colleague")
    assert client.get(picture).status_code == 404


def test_a_file_is_offered_and_removed(client, council):
    page = published(council.member, "public")
    council.sign_in(client, "member")
    given = {"file": SimpleUploadedFile("plan.txt", b"The plan"), "words": "Our plan"}
    client.post(address("add_file", page.public_id), given)
    assert "Our plan" in client.get(address("page", page.public_id)).content.decode()
    file = Attachment.objects.get()
    client.post(address("remove_attachment", page.public_id, file.public_id))
    assert not Attachment.objects.exists()


def test_sources_are_a_list_below_the_text(client, council):
    page = published(council.member)
    council.sign_in(client, "member")
    typed = {
        "source-TOTAL_FORMS": "3",
        "source-INITIAL_FORMS": "0",
        "source-0-author": "NESTA",
        "source-0-year": "2010",
        "source-0-title": "Local by Social",
        "source-0-url": "https://example.org/",
        "source-1-author": "Nobody",
    }
    refused = client.post(address("sources", page.public_id), typed).content.decode()
    assert "Enter the title of this source" in refused
    typed["source-1-author"] = ""
    client.post(address("sources", page.public_id), typed)
    shown = client.get(address("page", page.public_id)).content.decode()

    assert "NESTA (2010)." in shown
    assert "Local by Social</a>" in shown
    page.refresh_from_db()
    assert page.number == 2
    typed = {**typed, "source-INITIAL_FORMS": "1", "source-0-url": "javascript:alert(1)"}
    refused = client.post(address("sources", page.public_id), typed).content.decode()
    assert "Enter a link that begins with https://" in refused


def test_revisions_stand_beside_each_other_and_come_back(client, council):
    page = published(council.member, body="We answer until eight.")
    actions.change(
        page=page, number=1, body="We answer until nine.", why="Longer", by=council.member, at=NOW
    )
    council.sign_in(client, "member")
    assert "Longer" in client.get(address("history", page.public_id)).content.decode()
    shown = client.get(address("revision", page.public_id, 2)).content.decode()
    assert "<del>" in shown
    assert "eight" in shown
    assert "nine" in shown
    client.post(address("restore", page.public_id, 1))
    page.refresh_from_db()
    assert (page.body, page.number) == ("We answer until eight.", 3)


def suggested(council, page, by, body="We answer until nine."):
    return actions.suggest(page=page, body=body, why="They ask late", number=1, by=by, at=NOW)


def test_a_suggestion_is_accepted_and_thanked(client, council, outside):
    page = published(council.member, "everyone", body="We answer until eight.")
    outside.sign_in(client, "member")
    typed = {"body": "We answer until nine.", "why": "They ask late", "number": 1}
    client.post(address("suggest", page.public_id), typed)
    made = Suggestion.objects.get()
    assert mails() == [("practice/suggested", "member@strathbeg.example")]
    council.sign_in(client, "member")
    where = address("suggestion", page.public_id, made.public_id)
    assert "<ins>" in client.get(where).content.decode()
    client.post(where, {"body": "We answer until half past nine.", "number": 1})
    page.refresh_from_db()
    assert page.body == "We answer until half past nine."
    shown = client.get(address("page", page.public_id)).content.decode()
    assert "With thanks for suggestions to:" in shown
    assert "Member (Glentarbet Care)" in shown
    assert ("practice/answered", "member@glentarbet.example") in mails()


def test_a_suggestion_is_declined_with_a_reason_or_taken_back(client, council):
    page = published(council.member)
    made = suggested(council, page, council.colleague)
    council.sign_in(client, "member")
    where = address("decline", page.public_id, made.public_id)
    assert "Say why" in client.post(where, {"answer": ""}).content.decode()
    client.post(where, {"answer": "Not yet"})
    made.refresh_from_db()
    assert (made.state, made.answer) == ("declined", "Not yet")
    other = suggested(council, page, council.colleague)
    with pytest.raises(NotAllowed):
        actions.take_back(suggestion=other, by=council.manager, at=NOW)
    council.sign_in(client, "colleague")
    client.post(address("take_back", page.public_id, other.public_id))
    other.refresh_from_db()
    assert other.state == "withdrawn"
    with pytest.raises(Refused):
        actions.decline(suggestion=other, answer="x", by=council.member, at=NOW)


def test_readers_suggest_and_do_not_answer(client, council):
    page = published(council.member)
    made = suggested(council, page, council.colleague)
    council.sign_in(client, "manager")
    where = address("suggestion", page.public_id, made.public_id)
    assert client.get(where).status_code == 200
    assert client.post(where, {"body": "x", "number": 1}).status_code == 403


def test_whoever_is_new_takes_it_slowly(council):
    new = MembershipFactory(organisation=council.organisation, started_at=NOW - timedelta(days=2))
    for number in range(10):
        draft(new, title=str(number))
    with pytest.raises(Refused, match="first days"):
        draft(new)
    draft(new, at=NOW + timedelta(days=1, minutes=1))
    for number in range(12):
        draft(council.member, title=str(number))


def reported(client, council, page):
    council.sign_in(client, "colleague")
    client.post(address("report", page.public_id), {"wrong": "person", "words": "Line two"})
    return PageReport.objects.get()


def test_a_report_is_answered_in_public_and_looked_at_twice(client, council, outside):
    page = published(council.member, "everyone", title="Open")
    made = reported(client, council, page)
    assert mails() == [
        ("practice/reported", "administrator@strathbeg.example"),
        ("practice/reported", "adviser@strathbeg.example"),
    ]
    assert "Line two" not in client.get(address("reports", page.public_id)).content.decode()
    council.sign_in(client, "adviser")
    assert "Open" in client.get(address("reviews")).content.decode()
    hide = address("judge", page.public_id, made.public_id, "hide")
    assert "Give your reason" in client.post(hide, {"reason": ""}).content.decode()
    client.post(hide, {"reason": "It names a child"})
    outside.sign_in(client, "member")
    told = client.get(address("page", page.public_id)).content.decode()
    assert "This page is hidden" in told
    assert "It names a child" in told
    assert "It names a child" in client.get(address("moderation")).content.decode()
    assert not queries.published_for(outside.organisation).exists()

    council.sign_in(client, "member")
    client.post(address("appeal", page.public_id, made.public_id), {"words": "It is invented"})
    show = address("judge", page.public_id, made.public_id, "show")
    council.sign_in(client, "adviser")
    again = client.post(show, {"reason": "Yes"}, follow=True).content.decode()
    assert "Somebody else looks now." in again
    council.sign_in(client, "administrator")
    client.post(show, {"reason": "The child is invented"})
    page.refresh_from_db()
    assert page.status == "published"
    assert "The child is invented" in client.get(address("moderation")).content.decode()


def test_nobody_answers_what_is_said_against_their_own_page(client, council):
    page = published(council.adviser)
    made = reported(client, council, page)
    with pytest.raises(Refused, match="You write this page"):
        actions.keep(report=made, reason="Fine", by=council.adviser, at=NOW)
    actions.keep(report=made, reason="Fine", by=council.administrator, at=NOW)
    with pytest.raises(Refused):
        actions.hide(report=made, reason="Not fine", by=council.administrator, at=NOW)


def test_a_page_hidden_from_strangers_says_nothing_to_them(client, council):
    page = published(council.member, "everyone")
    made = reported(client, council, page)
    actions.hide(report=made, reason="CANARY", by=council.adviser, at=NOW)
    client.logout()
    assert client.get(address("page", page.public_id)).status_code == 302
    assert "CANARY" not in client.get(address("moderation")).content.decode()


def test_followers_are_told_once_a_day_of_what_they_may_read(client, council, outside):
    page = published(council.member, "everyone", title="Told")
    outside.sign_in(client, "member")
    tag = page.tags.get().public_id
    client.post(address("follow"), {"kind": "tag", "of": tag, "by_mail": "yes"})
    client.post(address("follow"), {"kind": "organisation", "of": "strathbeg"})
    Follow.objects.update(told_at=NOW, since=NOW)
    later = NOW + timedelta(days=1)
    published(council.member, "everyone", title="New one", at=later)
    published(council.member, "organisation", title="CANARY", at=later)
    assert actions.tell_followers(at=later + timedelta(minutes=1)) == 1
    (mail,) = OutboxMail.objects.filter(purpose="practice/followed")
    assert [each["title"] for each in mail.context["pages"]] == ["New one"]
    assert actions.tell_followers(at=later + timedelta(hours=1)) == 0
    shown = client.get(address("following")).content.decode()
    assert "New one" in shown
    assert "CANARY" not in shown
    client.post(address("unfollow", Follow.objects.filter(by_mail=True).get().public_id))
    assert Follow.objects.count() == 1


def test_a_follower_who_left_is_told_nothing(council):
    page = published(council.member)
    given = {"by_mail": True, "by": council.colleague, "at": NOW}
    actions.follow(page=page, **given)
    council.colleague.ended_at = NOW
    council.colleague.save()
    later = NOW + timedelta(days=1)
    actions.change(page=page, number=1, body="New", by=council.member, at=later)
    assert actions.tell_followers(at=later + timedelta(hours=1)) == 0
    assert not OutboxMail.objects.filter(purpose="practice/followed").exists()


def test_names_stand_on_public_pages_by_choice_alone(client, council):
    page = published(council.member, "public")
    where = address("page", page.public_id)
    name = council.member.person.name + "<br>"
    assert name not in client.get(where).content.decode()
    council.sign_in(client, "member")
    assert name in client.get(where).content.decode()
    given = {"file": SimpleUploadedFile("me.png", png()), "about": "Archives", "is_public": "on"}
    client.post(address("profile"), given)
    client.logout()
    shown = client.get(where).content.decode()
    assert name in shown
    assert "m-author__face" in shown


def test_a_colleague_writes_along(client, council):
    page = draft(council.member)
    council.sign_in(client, "member")
    where = address("writers", page.public_id)
    client.post(where, {"email": "colleague@strathbeg.example", "is_author": "on"})
    assert (
        "Nobody with this e-mail"
        in client.post(where, {"email": "member@glentarbet.example"}).content.decode()
    )
    council.sign_in(client, "colleague")
    assert client.get(address("change", page.public_id)).status_code == 200
    person = council.member.person.public_id
    client.post(address("remove_writer", page.public_id, person))
    assert page.writers.count() == 1
    last = council.colleague.person.public_id
    again = client.post(address("remove_writer", page.public_id, last), follow=True)
    assert "Somebody has to look after the page" in again.content.decode()


def test_no_page_of_another_organisation_shows_anywhere(client, council, outside):
    """Canaries: private pages of two organisations, looked for on every page of the other."""
    secret = published(council.member, title="CANARY one", tags=["foster care"])
    actions.report(page=secret, wrong="false", words="", by=council.colleague, at=NOW)
    actions.say_use(page=secret, kind="uses", words="CANARY", by=council.member, at=NOW)
    own = published(outside.member, tags=["foster care"])
    outside.sign_in(client, "administrator")
    for each in (
        *("index", "tags", "reviews", "moderation", "following", "feed", "write", "profile"),
        "bring_in",
    ):
        assert "CANARY" not in client.get(address(each)).content.decode(), each
    for query in ("?q=canary", "?tag=foster care", "?organisation=strathbeg", "?kind=case_study"):
        assert "CANARY" not in client.get(address("index") + query).content.decode(), query
    for name in ("organisation", "feed_of_organisation"):
        assert "CANARY" not in client.get(address(name, "strathbeg")).content.decode()
    for name in ("page", "history", "adapt", "suggest", "use", "report", "reports", "suggestions"):
        assert "CANARY" not in client.get(address(name, own.public_id)).content.decode()
        assert client.get(address(name, secret.public_id)).status_code == 404
    given = {"kind": "page", "of": secret.public_id}
    assert client.post(address("follow"), given).status_code == 404
    assert "CANARY" not in b"".join(client.get("/sitemap.xml").streaming_content).decode()


def test_a_page_costs_as_many_queries_however_much_hangs_on_it(
    client, council, outside, django_assert_num_queries
):
    page = published(council.member, "everyone")
    council.sign_in(client, "member")
    where = address("page", page.public_id)
    client.get(where)
    with django_assert_num_queries(15):
        client.get(where)
    first = actions.comment(page=page, text="One", by=outside.member, at=NOW)
    actions.comment(page=page, text="Two", to=first, by=council.member, at=NOW)
    with django_assert_num_queries(17):  # answers, and the pictures of those who spoke
        client.get(where)
    for number in range(8):
        at = NOW + timedelta(minutes=2 * number)
        one = actions.comment(page=page, text=str(number), by=outside.colleague, at=at)
        actions.comment(page=page, text=f"To {number}", to=one, by=council.colleague, at=at)
    for member in (outside.member, outside.colleague, council.colleague):
        made = suggested(council, page, member)
        Suggestion.objects.filter(pk=made.pk).update(state="accepted", answered_at=NOW)
    actions.say_use(page=page, kind="uses", words="x", by=outside.member, at=NOW)
    published(council.colleague, "everyone", title="Related")
    Page.objects.filter(pk=page.pk).update(body="# a\n\n" * 50)
    with django_assert_num_queries(17):
        client.get(where)
