"""How one hears of it; reports of comments, and what becomes of them."""

import pytest

from mercat.comments.models import Comment
from mercat.common.refusals import Refused
from mercat.home.erasure import erasing
from mercat.practice import actions
from mercat.practice.models import Mention, Notice, PageReport
from tests.factories.council import NOW
from tests.practice.talk import DAY, MINUTES, address, kinds, mails, named, said, under
from tests.practice.written import published


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
