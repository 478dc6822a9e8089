"""What the system tells writers by itself: a changed original, a page to look at again."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed
from mercat.home import queries as home
from mercat.organisations.models import MembershipRole
from mercat.practice import actions, queries
from mercat.practice.models import Notice, Page
from tests.factories.council import NOW
from tests.practice.test_adapting import POLICY, adapted
from tests.practice.written import draft, published

DAY = timedelta(days=1)


def mails(kind):
    return OutboxMail.objects.filter(purpose=f"practice/{kind}").order_by("pk")


def improve(page, by, old, new, at=NOW):
    page.refresh_from_db()
    body = page.body.replace(old, new)
    assert body != page.body
    return actions.change(page=page, number=page.number, body=body, by=by, at=at)


def test_writers_of_a_copy_hear_once_what_changed_in_the_original(
    client, council, outside, mailoutbox
):
    page, copy = adapted(council, outside)
    assert actions.tell_of_originals(at=NOW) == 0
    improve(page, council.member, "Every year.", "Every spring, by Strathbeg Council.")
    assert actions.tell_of_originals(at=NOW) == 1
    assert actions.tell_of_originals(at=NOW + DAY) == 0
    (mail,) = mails("original")
    assert mail.to == "member@glentarbet.example"
    assert mail.context["lines"] == ["− Every year.", "+ Every spring, by Glentarbet Care."]
    outbox.send_due(at=NOW)
    (sent,) = mailoutbox
    assert sent.subject == "What “Our policy” was adapted from has changed"
    assert "+ Every spring, by Glentarbet Care." in sent.body
    where = reverse("practice:original", args=[copy.public_id])
    assert where in sent.body
    outside.sign_in(client, "member")
    shown = client.get(reverse("practice:index")).content.decode()
    assert f'href="{where}"' in shown
    (work,) = home.waiting_for(outside.member)
    assert work.url == reverse("practice:notices")


def test_ten_small_changes_of_a_day_are_one_mail(council, outside):
    page, _copy = adapted(council, outside)
    for number in range(10):
        improve(page, council.member, "## When", f"Line {number}.\n\n## When", at=NOW)
        actions.tell_of_originals(at=NOW + timedelta(hours=number))
    assert mails("original").count() == 1
    assert actions.tell_of_originals(at=NOW + DAY) == 1
    (first, last) = mails("original")
    assert len(first.context["lines"]) < len(last.context["lines"]) == 10


def test_a_long_difference_is_cut_in_the_mail(council, outside):
    page, _copy = adapted(council, outside)
    improve(page, council.member, "Every year.", "\n\n".join("x" * 500 for _ in range(40)))
    actions.tell_of_originals(at=NOW)
    lines = mails("original").get().context["lines"]
    assert len(lines) == 13
    assert max(map(len, lines)) == 202
    assert lines[-1] == "…"


def test_nobody_hears_of_an_original_that_they_may_read_no_more(council, outside):
    page, copy = adapted(council, outside)
    given = {"page": page, "by": council.member, "at": NOW}
    actions.set_visibility(visibility="organisation", **given)
    improve(page, council.member, "Every year.", "CANARY")
    assert actions.tell_of_originals(at=NOW) == 0
    assert not Notice.objects.exists()
    actions.set_visibility(visibility="everyone", **given)
    improve(page, council.member, "CANARY", "Every spring.")
    assert actions.tell_of_originals(at=NOW + 2 * DAY) == 1
    copy.refresh_from_db()
    assert copy.told_number == 3


def test_whoever_took_the_change_or_left_hears_nothing(council, outside):
    page, copy = adapted(council, outside)
    better = improve(page, council.member, "Every year.", "Every spring.")
    copy = Page.objects.get(pk=copy.pk)
    actions.take_change(page=copy, body=better.body, number=1, taken=2, by=outside.member, at=NOW)
    assert actions.tell_of_originals(at=NOW) == 0
    improve(page, council.member, "spring", "autumn")
    assert actions.tell_of_originals(at=NOW) == 1
    assert queries.unseen(outside.member).count() == 1
    copy = Page.objects.get(pk=copy.pk)
    given = {"body": copy.body.replace("spring", "autumn"), "number": 2, "taken": 3}
    actions.take_change(page=copy, **given, by=outside.member, at=NOW)
    assert queries.unseen(outside.member).count() == 0
    improve(page, council.member, "autumn", "winter")
    outside.member.ended_at = NOW
    outside.member.save()
    assert actions.tell_of_originals(at=NOW + DAY) == 0
    assert mails("original").count() == 1


def test_those_who_want_no_mail_have_a_notice(council, outside):
    page, _copy = adapted(council, outside)
    actions.choose_notices(chosen={"original": "here"}, by=outside.member)
    improve(page, council.member, "Every year.", "Every spring.")
    assert actions.tell_of_originals(at=NOW) == 1
    assert mails("original").count() == 0
    assert queries.unseen(outside.member).get().kind == "original"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([-15], 0),
        ([-14], 1),
        ([-14, -13, -1], 1),
        ([-14, 0], 2),
        ([-14, 0, 1, 27], 2),
        ([-14, 0, 28, 56], 4),
        ([0, 0, 0], 1),
        ([9], 1),
        ([9, 37], 2),
    ],
)
def test_a_review_date_reminds_once_for_each_step(council, days, told):
    review_on = date(2027, 3, 14)
    page = published(council.member, review_on=review_on)
    for each in days:
        at = NOW + (review_on - NOW.date()) + timedelta(days=each)
        actions.remind_of_reviews(at=at)
        actions.remind_of_reviews(at=at + timedelta(hours=1))
    assert mails("review").count() == told
    assert {each.to for each in mails("review")} <= {"member@strathbeg.example"}
    assert {each.context["path"] for each in mails("review")} <= {
        reverse("practice:look_again", args=[page.public_id])
    }


def due(council, by=None):
    return published(by or council.member, review_on=NOW.date() + 10 * DAY)


def test_a_new_day_begins_anew(client, council):
    page = due(council)
    actions.remind_of_reviews(at=NOW)
    council.sign_in(client, "member")
    where = reverse("practice:look_again", args=[page.public_id])
    past = {"review_on_day": "1", "review_on_month": "2", "review_on_year": "2020"}
    assert "still to come" in client.post(where, past).content.decode()
    given = {"review_on_day": "20", "review_on_month": "3", "review_on_year": "2027"}
    client.post(where, given)
    page.refresh_from_db()
    assert (page.review_on, page.number) == (date(2027, 3, 20), 1)
    assert not Notice.objects.exists()
    assert actions.remind_of_reviews(at=NOW + DAY) == 0
    assert actions.remind_of_reviews(at=NOW + 115 * DAY) == 1
    actions.change(
        page=page, number=1, review_on=date(2027, 3, 21), by=council.member, at=NOW + 116 * DAY
    )
    assert actions.remind_of_reviews(at=NOW + 117 * DAY) == 1


def test_drafts_and_pages_taken_down_remind_nobody(council):
    given = {"review_on": NOW.date()}
    draft(council.member, **given)
    page = published(council.member, **given)
    actions.withdraw(page=page, reason="Old", by=council.member, at=NOW)
    assert actions.remind_of_reviews(at=NOW) == 0
    assert Page.objects.filter(reminded_on=None).count() == 2


def test_when_its_writers_left_the_advisers_hear_of_it(council):
    due(council)
    council.member.ended_at = NOW
    council.member.save()
    assert actions.remind_of_reviews(at=NOW) == 2
    assert sorted(each.to for each in mails("review")) == [
        "administrator@strathbeg.example",
        "adviser@strathbeg.example",
    ]


def test_only_writers_say_that_it_is_right(council):
    with pytest.raises(NotAllowed):
        actions.look_again(page=due(council), review_on=NOW.date(), by=council.colleague, at=NOW)


def test_it_stands_among_the_work_of_its_writers(council):
    page = due(council)
    (work,) = home.waiting_for(council.member)
    assert (work.title, work.due_on) == (page.title, page.review_on)
    MembershipRole.objects.create(membership=council.colleague, role="auditor")
    assert home.waiting_for(council.colleague) == []


def test_what_changed_reads_in_our_own_words(council, outside):
    page, copy = adapted(council, outside)
    assert POLICY.startswith("## Who\n\nStrathbeg Council asks")
    better = improve(page, council.member, "asks [[records", "first asks [[records")
    assert queries.changed_lines(copy, better) == [
        "− Glentarbet Care asks [records manager].",
        "+ Glentarbet Care first asks [records manager].",
    ]
