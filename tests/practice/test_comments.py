"""What is said under a page: who reads it, who is named by it, who is told, who decides."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mercat.comments.models import Comment
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.home.erasure import erasing
from mercat.practice import actions, queries
from mercat.practice.content.bringing import bring_in
from mercat.practice.models import Mention, Notice, Page, PageComment, PageReport, Profile
from tests.factories import MembershipFactory, PersonFactory
from tests.factories.council import NOW
from tests.practice.papers.written import NOW as TODAY
from tests.practice.papers.written import opened
from tests.practice.papers.written import said as of_paper
from tests.practice.written import draft, published

MINUTES = timedelta(minutes=2)
DAY = timedelta(days=1)


def address(name, *args):
    return reverse(f"practice:{name}", args=args)


def said(page, by, text="Who answers on Sundays?", at=NOW, **more):
    return actions.comment(page=page, text=text, by=by, at=at, **more)


def under(client, page):
    return client.get(address("page", page.public_id)).content.decode()


def mails(kind):
    return sorted(
        OutboxMail.objects.filter(purpose=f"practice/{kind}").values_list("to", flat=True)
    )


def kinds(member):
    return [each.kind for each in queries.notices_of(member).order_by("pk")]


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


def named(name, council, **more):
    person = PersonFactory(name=name, **more)
    return MembershipFactory(organisation=council.organisation, person=person)


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


def test_each_chooses_how_to_hear_of_it(client, council):
    page = published(council.member)
    council.sign_in(client, "manager")
    where = address("choose_notices")
    kept = client.get(where).content.decode()
    assert kept.count("checked") == 5
    chosen = {"mentioned": "here", "replied": "not", "commented": "not"}
    assert client.post(where, chosen).status_code == 200  # two are missing
    client.post(where, {**chosen, "original": "mail", "review": "mail"})
    mine = said(page, council.manager)
    said(page, council.colleague, f"@{council.manager.person.name}", at=NOW + MINUTES)
    said(page, council.colleague, "An answer", to=mine, at=NOW + 2 * MINUTES)
    assert kinds(council.manager) == ["mentioned"]
    assert mails("mentioned") == []
    assert mails("replied") == []
    shown = client.get(address("notices")).content.decode()
    assert shown.count(">New<") == 1
    client.post(address("see_notices"))
    assert ">New<" not in client.get(address("notices")).content.decode()
    assert "New for you" not in client.get(address("index")).content.decode()


def test_a_lively_discussion_sends_one_mail_a_day_until_one_looks(council):
    page = published(council.member)
    for number in range(4):
        said(page, council.colleague, str(number), at=NOW + number * MINUTES)
    assert len(mails("commented")) == 1
    assert kinds(council.member) == ["commented"] * 4
    actions.see_notices(by=council.member, at=NOW + 9 * MINUTES)
    said(page, council.colleague, "5", at=NOW + 10 * MINUTES)
    said(page, council.colleague, "6", at=NOW + DAY + 11 * MINUTES)
    assert len(mails("commented")) == 3


def test_notices_of_what_can_be_read_no_more_are_gone(council, outside):
    page = published(council.member, "everyone")
    mine = said(page, outside.keeper)
    said(page, council.member, f"@{outside.keeper.person.name}", to=mine, at=NOW + MINUTES)
    assert kinds(outside.keeper) == ["mentioned"]
    actions.set_visibility(page=page, visibility="organisation", by=council.member, at=NOW)
    assert kinds(outside.keeper) == []
    assert Notice.objects.count() == 2


def test_notices_are_forgotten_after_a_year(council):
    said(published(council.member), council.colleague)
    assert actions.forget_notices(at=NOW + 365 * DAY) == 0
    assert actions.forget_notices(at=NOW + 366 * DAY) == 1


def reported(client, page, one):
    client.post(
        address("report_comment", page.public_id, one.comment.public_id), {"wrong": "person"}
    )
    return PageReport.objects.get()


def test_a_reported_comment_is_hidden_meanwhile_decided_and_looked_at_twice(
    client, council, outside
):
    page = published(council.member, "everyone", title="Open")
    one = said(page, outside.keeper, "It was Jo Bloggs of 3 High Street")
    said(page, council.manager, f"@{outside.keeper.person.name} really?", to=one, at=NOW + MINUTES)
    council.sign_in(client, "colleague")
    made = reported(client, page, one)
    assert mails("reported") == ["administrator@strathbeg.example", "adviser@strathbeg.example"]
    council.sign_in(client, "adviser")
    assert "A comment" in client.get(address("reviews")).content.decode()
    assert "3 High Street" in client.get(address("reports", page.public_id)).content.decode()
    hold = address("judge", page.public_id, made.public_id, "hold")
    assert "Give your reason" in client.post(hold, {"reason": ""}).content.decode()
    client.post(hold, {"reason": "We look whether it names somebody"})
    council.sign_in(client, "manager")
    shown = under(client, page)
    assert "High Street" not in shown
    assert "We look whether it names somebody" in shown
    assert "really?" in shown
    council.sign_in(client, "adviser")
    client.post(
        address("judge", page.public_id, made.public_id, "hide"), {"reason": "It names somebody"}
    )
    assert mails("judged").count("keeper@glentarbet.example") == 2
    for who, part in ((council, "manager"), (outside, "colleague")):
        who.sign_in(client, part)
        assert "It names somebody" in under(client, page)
        assert "A comment on “Open”" in client.get(address("moderation")).content.decode()
        assert "High Street" not in client.get(address("reports", page.public_id)).content.decode()
    appeal = address("appeal", page.public_id, made.public_id)
    assert client.post(appeal, {"words": "x"}).status_code == 403
    outside.sign_in(client, "keeper")
    assert "It is yours" in under(client, page)
    assert "High Street" in client.get(address("reports", page.public_id)).content.decode()
    client.post(appeal, {"words": "He is invented"})
    show = address("judge", page.public_id, made.public_id, "show")
    council.sign_in(client, "adviser")
    again = client.post(show, {"reason": "Yes"}, follow=True).content.decode()
    assert "Somebody else looks now." in again
    council.sign_in(client, "administrator")
    client.post(show, {"reason": "Jo Bloggs is invented"})
    council.sign_in(client, "manager")
    assert "3 High Street" in under(client, page)


def test_nobody_judges_what_they_wrote_or_what_is_said_of_their_page(client, council):
    page = published(council.member)
    one = said(page, council.adviser)
    council.sign_in(client, "colleague")
    made = reported(client, page, one)
    given = {"report": made, "reason": "x", "at": NOW}
    with pytest.raises(Refused, match="You wrote this comment"):
        actions.keep(by=council.adviser, **given)
    actions.add_writer(
        page=page,
        email="administrator@strathbeg.example",
        is_author=False,
        by=council.member,
        at=NOW,
    )
    with pytest.raises(Refused, match="You write this page"):
        actions.keep(by=council.administrator, **given)


def test_a_page_is_hidden_meanwhile_and_shown_again(client, council):
    page = published(council.member, "everyone")
    given = {"by": council.adviser, "at": NOW}
    made = actions.report(page=page, wrong="unsafe", words="", by=council.colleague, at=NOW)
    actions.hold(report=made, reason="We look at it", **given)
    council.sign_in(client, "manager")
    assert "We look at it" in under(client, page)
    actions.keep(report=made, reason="It is safe", **given)
    assert "This page is hidden" not in under(client, page)
    with pytest.raises(Refused):
        actions.hold(report=made, reason="Again", **given)


def test_erasing_somebody_who_spoke_elsewhere_leaves_no_name(council, outside):
    page = published(council.member, "everyone")
    catriona = named("Catriona Mor", outside)
    said(page, catriona, "I tried it")
    said(page, council.manager, "@Catriona Mor thank you", at=NOW + MINUTES)
    catriona.ended_at = NOW
    catriona.save()
    given = {"reason": "asked", "by": outside.administrator, "at": NOW + DAY}
    erasing.erase_person(membership=catriona, **given)
    spoke, answered = Comment.objects.order_by("pk")
    assert spoke.author.erased_at
    assert "Catriona" not in spoke.author.name + answered.text
    assert not Mention.objects.exists()
