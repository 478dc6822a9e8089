"""Who is reminded, once, and who is not."""

from datetime import timedelta

import pytest

from mercat.common.refusals import Refused
from mercat.practice.papers import actions
from mercat.practice.papers.models import PaperComment
from tests.practice.papers.written import DAY, NOW, link_of, mails, opened, said


def remind(days):
    return actions.remind_before_closing(at=NOW + timedelta(days=days))


def test_those_who_follow_and_have_not_spoken_are_reminded_once(council):
    paper = opened(council)
    for who in ("member", "colleague"):
        actions.follow(paper=paper, by=council.members[who], at=NOW)
    said(paper, by=council.colleague)

    assert remind(10) == 0
    assert remind(18) == 1
    assert remind(19) == 0
    (mail,) = mails("papers/closing")
    assert mail.to == "member@strathbeg.example"


def test_more_time_means_one_more_reminder(council):
    paper = opened(council)
    actions.follow(paper=paper, by=council.member, at=NOW)
    remind(18)
    actions.extend(paper=paper, closes_on=paper.closes_on + 10 * DAY, by=council.adviser, at=NOW)

    assert remind(20) == 0
    assert remind(28) == 1


def test_whoever_may_not_read_it_any_more_gets_no_mail(council):
    paper = opened(council)
    actions.follow(paper=paper, by=council.member, at=NOW)
    council.member.ended_at = NOW
    council.member.save()

    assert remind(18) == 0
    assert mails("papers/closing") == []


def test_invited_by_address_with_a_way_out(client, council):
    paper = opened(council, "public")
    given = {"by": council.adviser, "at": NOW}
    some = ["mairi@post.example", "member@strathbeg.example"]

    assert actions.invite(paper=paper, addresses=some, **given) == 2
    assert actions.invite(paper=paper, addresses=some[:1], **given) == 0
    outside, inside = mails("papers/invited")
    assert outside.to == "mairi@post.example"
    assert inside.link is None
    link = link_of(outside)
    assert "No reminder of this paper?" in client.get(link).content.decode()
    assert paper.followers.count() == 2
    client.post(link)
    assert [each.person for each in paper.followers.all()] == [council.member.person]
    assert client.post(link).status_code == 410
    assert remind(18) == 1


def test_only_readers_can_be_invited(council, outside):
    paper = opened(council)

    with pytest.raises(Refused, match=r"adviser@glentarbet\.example cannot read"):
        actions.invite(
            paper=paper, addresses=["adviser@glentarbet.example"], by=council.adviser, at=NOW
        )


def test_what_nobody_confirms_goes(council):
    paper = opened(council, "public")
    said(paper)
    said(paper, by=council.member, text="Stays")

    assert actions.forget_unconfirmed(at=NOW + 6 * DAY) == 0
    assert actions.forget_unconfirmed(at=NOW + 8 * DAY) == 1
    assert [each.text for each in PaperComment.objects.all()] == ["Stays"]


def test_addresses_of_the_public_go_a_year_after_the_end(council):
    paper = opened(council, "public")
    one = said(paper)
    given = {"addresses": ["una@post.example"], "by": council.adviser}
    actions.invite(paper=paper, **given, at=NOW)
    actions.follow_days(at=NOW + 30 * DAY)

    assert actions.forget_addresses(at=NOW + 300 * DAY) == 0
    assert actions.forget_addresses(at=NOW + 400 * DAY) == 1
    one.refresh_from_db()
    assert (one.name, one.email) == ("Mairi Gunn", "")
    assert not paper.followers.exists()


def test_one_mail_says_that_some_wait_until_somebody_looks(client, council):
    paper = opened(council, "public")
    for text in ("One", "Two"):
        said(paper, text=text)
    for mail in mails("papers/confirm"):
        client.post(link_of(mail))

    assert paper.comments.filter(state="waiting").count() == 2
    assert [mail.to for mail in mails("papers/waiting")] == ["adviser@strathbeg.example"]
