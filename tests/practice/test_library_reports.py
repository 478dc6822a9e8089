"""Reports of what came with Mercat: nobody here wrote it, and somebody answers all the same."""

import pytest
from django.urls import reverse

from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.practice import actions, queries
from mercat.practice.content import bringing
from mercat.practice.models import Page, PageReport
from tests.factories.council import NOW
from tests.practice.written import published


@pytest.fixture
def page(db):
    bringing.bring_in(at=NOW)
    return Page.objects.select_related("organisation").get(source="Mercat: leavers")


def address(name, page, *args):
    return reverse(f"practice:{name}", args=[page.public_id, *args])


def operator(member):
    member.person.is_operator = True
    member.person.save(update_fields=["is_operator"])
    return member


def reported(page, by, words="Line two"):
    return actions.report(page=page, wrong="false", words=words, by=by, at=NOW)


def mails(purpose):
    found = OutboxMail.objects.filter(purpose=f"practice/{purpose}").order_by("to")
    return [each.to for each in found]


def test_an_operator_hears_looks_hides_it_for_all_and_says_why(client, council, outside, page):
    operator(outside.member)
    council.sign_in(client, "member")
    form = client.get(address("report", page)).content.decode()
    assert "It came with Mercat" in form
    client.post(address("report", page), {"wrong": "false", "words": "Line two"})
    made = PageReport.objects.get()
    assert mails("reported") == [outside.member.person.email]
    outside.sign_in(client, "member")
    assert "Reported pages" in client.get(reverse("practice:index")).content.decode()
    assert page.title in client.get(reverse("practice:reviews")).content.decode()
    assert "Line two" in client.get(address("reports", page)).content.decode()
    client.post(address("judge", page, made.public_id, "hide"), {"reason": "The law has changed"})
    page.refresh_from_db()
    assert page.status == "hidden"
    assert mails("judged") == [council.member.person.email]
    for each in (council, outside):
        assert not queries.published_for(each.organisation).filter(pk=page.pk).exists()
    council.sign_in(client, "member")
    told = client.get(address("page", page)).content.decode()
    assert "The law has changed" in told
    assert "The law has changed" in client.get(reverse("practice:moderation")).content.decode()
    (event,) = Event.objects.filter(verb="practice.page.report_hide")
    assert event.organisation_id == page.organisation.public_id


def test_nobody_decides_for_other_organisations_readers(client, council, outside, page):
    operator(outside.member)
    made = reported(page, council.member)
    for part in ("member", "adviser", "administrator", "auditor"):
        member = council.sign_in(client, part)
        for verb in ("keep", "hide", "hold"):
            where = address("judge", page, made.public_id, verb)
            assert client.post(where, {"reason": "Ours"}).status_code == 403
        with pytest.raises(NotAllowed):
            actions.hide(report=made, reason="Ours", by=member, at=NOW)
        assert "Line two" not in client.get(address("reports", page)).content.decode()
    council.sign_in(client, "adviser")
    assert page.title not in client.get(reverse("practice:reviews")).content.decode()
    page.refresh_from_db()
    assert page.status == "published"


def test_an_operator_decides_nothing_of_what_an_organisation_wrote(council, outside, page):
    theirs = published(council.member, "everyone")
    made = actions.report(page=theirs, wrong="false", words="", by=council.colleague, at=NOW)
    member = operator(outside.member)
    with pytest.raises(NotAllowed, match="This is for"):
        actions.keep(report=made, reason="Fine", by=member, at=NOW)
    assert member.person.email not in mails("reported")
    assert not queries.reports_to_answer(member).exists()


def test_where_one_organisation_is_alone_those_who_review_its_pages_answer(client, council, page):
    made = reported(page, council.member)
    assert mails("reported") == ["administrator@strathbeg.example", "adviser@strathbeg.example"]
    council.sign_in(client, "adviser")
    assert page.title in client.get(reverse("practice:reviews")).content.decode()
    client.post(address("judge", page, made.public_id, "keep"), {"reason": "It is true"})
    made.refresh_from_db()
    assert (made.state, made.reason) == ("kept", "It is true")


def test_where_nobody_could_answer_the_report_says_so_and_keeps_what_was_typed(
    client, council, outside, page
):
    council.sign_in(client, "member")
    said = client.post(address("report", page), {"wrong": "false", "words": "Line two"})
    assert "Nobody here looks after it yet." in said.content.decode()
    assert "Line two" in said.content.decode()
    assert not PageReport.objects.exists()


def test_whoever_would_read_it_may_ask_for_a_second_look_by_somebody_else(
    client, council, outside, page
):
    first, second = operator(outside.member), operator(outside.colleague)
    made = reported(page, council.member)
    actions.hide(report=made, reason="Old", by=first, at=NOW)
    council.sign_in(client, "member")
    assert client.get(address("appeal", page, made.public_id)).status_code == 404
    council.sign_in(client, "adviser")
    assert "Ask for a second look" in client.get(address("reports", page)).content.decode()
    client.post(address("appeal", page, made.public_id), {"words": "It is right still"})
    assert mails("appealed") == [second.person.email]
    with pytest.raises(Refused, match="Somebody else looks now"):
        actions.show(report=made, reason="Right", by=first, at=NOW)
    outside.sign_in(client, "colleague")
    client.post(address("judge", page, made.public_id, "show"), {"reason": "It is right still"})
    page.refresh_from_db()
    assert page.status == "published"


def test_an_only_operator_looks_a_second_time(council, outside, page):
    only = operator(outside.member)
    made = reported(page, council.member)
    actions.hide(report=made, reason="Old", by=only, at=NOW)
    actions.appeal(report=made, words="It is right still", by=council.adviser, at=NOW)
    assert mails("appealed") == [only.person.email]
    actions.show(report=made, reason="It is", by=only, at=NOW)
    page.refresh_from_db()
    assert page.status == "published"


def test_what_is_looked_at_is_hidden_meanwhile_and_comes_back(client, council, outside, page):
    operator(outside.member)
    made = reported(page, council.member)
    actions.hold(report=made, reason="We look", by=outside.member, at=NOW)
    outside.sign_in(client, "member")
    assert client.get(address("reports", page)).status_code == 200
    client.post(address("judge", page, made.public_id, "keep"), {"reason": "It is true"})
    page.refresh_from_db()
    assert page.status == "published"
    assert bringing.bring_in(at=NOW) == 0


def test_who_has_left_hears_nothing(council, outside, page):
    member = operator(outside.member)
    operator(outside.colleague)
    member.ended_at = NOW
    member.save(update_fields=["ended_at"])
    reported(page, council.member)
    assert mails("reported") == [outside.colleague.person.email]
