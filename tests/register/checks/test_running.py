"""Checks as they run by themselves: what is due, what is believed, what becomes work."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from mercat.audit.models import Event
from mercat.platforms import likely, recognise
from mercat.register.checks import running
from mercat.register.checks.models import Code, Finding, Proof, Watch
from mercat.register.models import Account
from tests.factories import AccountFactory, OrganisationFactory
from tests.register.checks.platforms import be_bluesky, be_mastodon

DID = "did:plc:" + "a" * 24
DAY = timedelta(days=1)


def account_at(address: str, **more) -> Account:
    found = likely(recognise(address))
    values = {name: getattr(found, name) for name in ("platform", "key", "handle", "url")}
    return AccountFactory(**values, **more)


@pytest.fixture
def organisation(db):
    return OrganisationFactory(slug="strathbeg", verified=True)


@pytest.fixture
def facebook(organisation):
    return account_at("https://www.facebook.com/StrathbegCouncil", organisation=organisation)


@pytest.fixture
def mastodon(organisation):
    return account_at("https://mastodon.scot/@council", organisation=organisation)


def check(at):
    """What the worker does when everything is due."""
    running.watch_new_accounts(at=at)
    Watch.objects.update(next_at=at)
    return running.check_due(at=at)


def proof(account, kind="official_page"):
    found = Proof.objects.get(account=account, kind=kind)
    return found.result, found.latest_result


def link_from_the_front_page(web, *accounts):
    links = "".join(f'<a href="{each.url}">' for each in accounts)
    web.page("https://strathbeg.example/", links or "<p>Nothing")


def findings():
    return list(Finding.objects.order_by("pk").values_list("trouble", "state"))


def test_new_accounts_come_under_watch(facebook, mastodon, at):
    assert running.watch_new_accounts(at=at) == 2
    assert running.watch_new_accounts(at=at) == 0
    account_at("https://x.com/strathbeg", organisation=facebook.organisation)
    assert running.watch_new_accounts(at=at) == 1


def test_check_keeps_what_was_seen(web, facebook, at):
    link_from_the_front_page(web, facebook)

    assert check(at) == 1

    found = Proof.objects.get(account=facebook, kind="official_page")
    assert (found.result, found.found_at, found.checked_at) == ("found", at, at)
    assert found.evidence_url == "https://strathbeg.example/"
    assert Watch.objects.get().next_at == at + 7 * DAY
    assert running.check_due(at=at + DAY) == 0


def test_front_page_is_asked_once_for_all_accounts_of_a_round(web, facebook, at):
    other = account_at("https://x.com/strathbeg", organisation=facebook.organisation)
    link_from_the_front_page(web, facebook, other)

    check(at)

    assert web.urls().count("https://strathbeg.example/") == 1
    assert [proof(each) for each in (facebook, other)] == [("found", "found")] * 2


def test_one_no_is_repeated_before_it_is_believed(web, facebook, at):
    link_from_the_front_page(web, facebook)
    check(at)
    link_from_the_front_page(web)

    check(at + DAY)

    assert proof(facebook) == ("found", "not_found")
    assert Watch.objects.get().next_at == at + DAY + timedelta(hours=6)
    assert findings() == []
    check(at + 2 * DAY)
    assert proof(facebook) == ("not_found", "not_found")
    assert findings() == [("unproven", "open")]


def test_last_sign_that_comes_back_settles_the_work(web, facebook, at):
    link_from_the_front_page(web, facebook)
    check(at)
    link_from_the_front_page(web)
    check(at + DAY)
    check(at + 2 * DAY)
    link_from_the_front_page(web, facebook)

    check(at + 3 * DAY)

    assert findings() == [("unproven", "settled")]
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["register.finding.raised", "register.finding.settled"]


def test_what_cannot_be_asked_counts_neither_way(web, facebook, at):
    link_from_the_front_page(web, facebook)
    check(at)
    web.page("https://strathbeg.example/", status=500)

    for day in range(1, 5):
        check(at + day * DAY)

    assert proof(facebook) == ("found", "error")
    assert findings() == []


def test_never_proved_is_no_trouble(web, facebook, at):
    link_from_the_front_page(web)

    check(at)
    check(at + DAY)

    assert proof(facebook) == ("not_found", "not_found")
    assert findings() == []


def test_account_that_is_gone_twice_becomes_work(web, mastodon, at):
    actor = be_mastodon(web, "council@mastodon.scot")
    check(at)
    web.page(actor, status=410)

    check(at + DAY)
    assert findings() == []
    check(at + 2 * DAY)
    check(at + 3 * DAY)

    assert findings() == [("gone", "open")]
    mastodon.refresh_from_db()
    assert mastodon.status == "active"


def test_outage_is_no_trouble(web, mastodon, at):
    actor = be_mastodon(web, "council@mastodon.scot")
    check(at)
    web.page(actor, status=503)

    for day in range(1, 4):
        check(at + day * DAY)

    assert findings() == []


def test_account_that_comes_back_settles_the_work(web, mastodon, at):
    actor = be_mastodon(web, "council@mastodon.scot")
    web.page(actor, status=410)
    check(at)
    check(at + DAY)
    be_mastodon(web, "council@mastodon.scot")

    check(at + 2 * DAY)

    assert findings() == [("gone", "settled")]


def test_new_name_becomes_work_at_once_and_changes_nothing(web, organisation, at):
    account = account_at("https://bsky.app/profile/strathbeg.scot", organisation=organisation)
    be_bluesky(web, DID, called="strathbeg.scot")
    check(at)
    be_bluesky(web, DID, called="news.strathbeg.scot")

    check(at + DAY)

    finding = Finding.objects.get()
    assert (finding.trouble, finding.handle) == ("renamed", "news.strathbeg.scot")
    account.refresh_from_db()
    assert account.handle == "strathbeg.scot"


def test_name_that_another_account_took_becomes_work(web, mastodon, at):
    be_mastodon(web, "council@mastodon.scot", actor_id="https://mastodon.scot/u/1")
    check(at)
    be_mastodon(web, "council@mastodon.scot", actor_id="https://mastodon.scot/u/2")

    check(at + DAY)
    check(at + 2 * DAY)

    assert findings() == [("replaced", "open")]


def test_code_that_was_seen_once_may_go_again(web, organisation, at):
    account = account_at("https://bsky.app/profile/strathbeg.scot", organisation=organisation)
    Code.objects.create(account=account, code="mercat-abcd", made_at=at, expires_at=at + 9 * DAY)
    be_bluesky(web, DID, called="strathbeg.scot", bio="mercat-abcd")
    check(at)
    be_bluesky(web, DID, called="strathbeg.scot")

    check(at + DAY)
    check(at + 2 * DAY)

    assert proof(account, "bio_code")[0] == "found"


@pytest.mark.parametrize("status", ["own", "proposed", "lost", "false", "closed_released"])
def test_account_that_is_not_to_be_looked_at(web, facebook, at, status):
    link_from_the_front_page(web, facebook)
    check(at)
    asked = len(web.asked)
    Account.objects.update(status=status)

    check(at + DAY)

    assert len(web.asked) == asked
    assert Proof.objects.exists() is (status != "own")
    assert Watch.objects.exists() is (status != "own")


def test_own_account_never_comes_under_watch(web, facebook, at):
    Account.objects.update(status="own")

    assert (running.watch_new_accounts(at=at), check(at)) == (0, 0)


def test_account_that_became_somebodys_own_while_it_was_asked(web, facebook, at):
    running.watch_new_accounts(at=at)
    watch = running._claim_one(at=at)
    report = running.proofs.look(running.question_of(watch, at=at), running.Asking())
    Account.objects.update(status="own")

    running.recording.record(watch=watch, report=report, at=at)

    assert not Proof.objects.exists()


def test_check_that_breaks_does_not_stop_the_others(
    web, facebook, mastodon, at, monkeypatch, caplog
):
    link_from_the_front_page(web, facebook, mastodon)
    look = running.proofs.look

    def broken(question, asking):
        if question.platform == "facebook":
            raise ValueError
        return look(question, asking)

    monkeypatch.setattr(running.proofs, "look", broken)

    assert check(at) == 2

    assert Proof.objects.filter(account=mastodon).exists()
    assert [each.message for each in caplog.records] == ["the check of an account failed"]


def test_round_ends_when_its_time_is_up(web, facebook, mastodon, at):
    running.watch_new_accounts(at=at)

    assert running.check_due(at=at, seconds=0) == 0


def test_looking_for_work_costs_one_query_when_there_is_none(
    facebook, at, django_assert_num_queries
):
    running.watch_new_accounts(at=at)
    Watch.objects.update(next_at=at + DAY)

    with django_assert_num_queries(3):  # begin, look, end
        assert running.check_due(at=at) == 0


def test_two_workers_share_the_work(flushable, at):
    organisation = OrganisationFactory()
    for number in range(8):
        account_at(f"https://x.com/strathbeg{number}", organisation=organisation)
    running.watch_new_accounts(at=at)
    claimed = []

    def work():
        while watch := running._claim_one(at=at):
            claimed.append(watch.pk)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()

    assert sorted(claimed) == sorted(Watch.objects.values_list("pk", flat=True))
