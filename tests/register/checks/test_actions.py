"""What a person makes of it: every judgement, who may, and what stays."""

from datetime import date, timedelta

import pytest

from mercat.audit.models import Event
from mercat.common.refusals import NotAllowed, Refused
from mercat.platforms import likely, recognise
from mercat.register.actions import publish
from mercat.register.checks import actions, running
from mercat.register.checks.lifecycle import State
from mercat.register.checks.models import Code, Finding, Proof, Watch
from mercat.register.models import Custodian
from tests.factories import AccountFactory

DID = "did:plc:" + "a" * 24
DAY = timedelta(days=1)
OTHERS = ["adviser", "administrator", "auditor", "clerk", "chair", "member", "applicant"]


def make_account(council, address="https://bsky.app/profile/strathbeg.scot"):
    found = likely(recognise(address))
    values = {name: getattr(found, name) for name in ("platform", "key", "handle", "url")}
    return AccountFactory(**values, organisation=council.organisation, name="Strathbeg")


def make_finding(account, at, *, trouble="renamed", **more):
    called = likely(recognise("https://bsky.app/profile/news.strathbeg.scot"))
    named = {"key": called.key, "handle": called.handle, "url": called.url}
    return Finding.objects.create(
        organisation=account.organisation,
        account=account,
        trouble=trouble,
        platform=account.platform,
        old_handle=account.handle,
        seen="It is called news.strathbeg.scot now.",
        stable_id=DID,
        found_at=at,
        latest_at=at,
        **(named if trouble == "renamed" else {}),
        **more,
    )


@pytest.fixture
def account(council):
    return make_account(council)


@pytest.fixture
def finding(account, at):
    return make_finding(account, at)


def judge(finding, action, *, by, at):
    more = {
        "lose": {"since": date(2026, 11, 1), "reason": "x"},
        "ignore": {"reason": "x"},
    }
    return getattr(actions, action)(finding=finding, **more.get(action, {}), by=by, at=at)


def test_rename_takes_over_the_new_name(council, account, finding, at):
    publish(account=account, at=at)

    actions.rename(finding=finding, by=council.keeper, at=at)

    account.refresh_from_db()
    finding.refresh_from_db()
    assert (account.handle, account.key) == ("news.strathbeg.scot", "bluesky:news.strathbeg.scot")
    assert account.publication.handle == "news.strathbeg.scot"
    assert (finding.state, finding.judged_by) == ("renamed", council.keeper.person)
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs[-2:] == ["register.account.renamed", "register.finding.rename"]


def test_rename_is_refused_when_another_account_has_the_name(council, account, finding, at):
    make_account(council, "https://bsky.app/profile/news.strathbeg.scot")

    with pytest.raises(Refused, match="on the register already"):
        actions.rename(finding=finding, by=council.keeper, at=at)

    finding.refresh_from_db()
    assert finding.state == "open"


@pytest.mark.parametrize("trouble", ["gone", "replaced", "unproven"])
def test_rename_is_refused_where_no_new_name_was_seen(council, account, at, trouble):
    finding = make_finding(account, at, trouble=trouble)

    with pytest.raises(Refused, match="no new name"):
        actions.rename(finding=finding, by=council.keeper, at=at)


def test_lose_is_what_the_look_up_says_at_once(council, account, at):
    publish(account=account, at=at)
    finding = make_finding(account, at, trouble="replaced")

    actions.lose(finding=finding, since=date(2026, 11, 1), reason="Taken", by=council.keeper, at=at)

    account.refresh_from_db()
    assert (account.status, account.since) == ("lost", date(2026, 11, 1))
    assert account.publication.answer == "not_controlled"


def test_what_was_ignored_is_not_raised_again(council, account, at, web):
    from tests.register.checks.platforms import be_bluesky

    be_bluesky(web, DID, called="news.strathbeg.scot")
    Watch.objects.create(account=account, stable_id=DID, next_at=at)
    running.check_due(at=at)
    actions.ignore(finding=Finding.objects.get(), reason="A test", by=council.keeper, at=at)
    Watch.objects.update(next_at=at)

    running.check_due(at=at + DAY)

    assert list(Finding.objects.values_list("state", flat=True)) == ["ignored"]


@pytest.mark.parametrize("action", ["rename", "lose", "ignore"])
@pytest.mark.parametrize("state", [each for each in State if each != State.OPEN])
def test_no_finding_is_judged_twice(council, account, at, action, state):
    finding = make_finding(account, at, state=state, judged_at=at)

    with pytest.raises(Refused, match="settled already"):
        judge(finding, action, by=council.keeper, at=at)


@pytest.mark.parametrize("action", ["rename", "lose", "ignore"])
def test_keeper_alone_judges(council, outside, finding, action, at):
    for other in [council.members[name] for name in OTHERS] + [outside.keeper]:
        with pytest.raises(NotAllowed):
            judge(finding, action, by=other, at=at)

    assert judge(finding, action, by=council.keeper, at=at).state != State.OPEN


def test_check_again_puts_it_first_and_not_too_often(council, account, at):
    actions.check_again(account=account, by=council.keeper, at=at)

    assert Watch.objects.get().next_at == at
    with pytest.raises(Refused, match="ten minutes"):
        actions.check_again(account=account, by=council.keeper, at=at + timedelta(minutes=9))
    actions.check_again(account=account, by=council.keeper, at=at + timedelta(minutes=11))


@pytest.mark.parametrize("status", ["own", "lost", "false", "closed_released", "proposed"])
def test_check_again_is_refused_for_what_nobody_looks_at(council, account, at, status):
    account.status = status

    with pytest.raises(Refused):
        actions.check_again(account=account, by=council.keeper, at=at)


def test_name_page_of_ours_and_of_nobody_else(council, account, at):
    host = "council.example"
    council.organisation.domain_set.create(host=host, method="operator", verified_at=at)

    actions.name_page(account=account, url=f"https://www.{host}/us", by=council.keeper, at=at)
    assert Watch.objects.get().page == f"https://www.{host}/us"
    with pytest.raises(Refused, match="no website of ours"):
        actions.name_page(account=account, url="https://fan.scot/", by=council.keeper, at=at)


def test_make_code_is_new_each_time(council, account, at):
    first = actions.make_code(account=account, by=council.keeper, at=at).code
    second = actions.make_code(account=account, by=council.keeper, at=at).code

    assert first != second
    assert Code.objects.get().code == second


def test_attest_keeps_who_saw_what(council, account, at):
    code = actions.make_code(account=account, by=council.keeper, at=at)

    actions.attest(
        account=account, is_ours=True, saw_code=True, seen="Our crest", by=council.adviser, at=at
    )

    found = Proof.objects.order_by("kind").values_list("kind", "result", "by__name", "seen")
    name = council.adviser.person.name
    assert list(found) == [
        ("attested", "found", name, "Our crest"),
        ("bio_code", "found", name, "Our crest"),
    ]
    code.delete()
    with pytest.raises(Refused, match="run out"):
        actions.attest(
            account=account, is_ours=True, saw_code=True, seen="x", by=council.adviser, at=at
        )


def test_attest_is_for_a_second_person(council, outside, account, at):
    Custodian.objects.create(
        account=account, person=council.adviser.person, level="owner", since=at
    )

    for other in [council.adviser, council.member, council.auditor, outside.keeper]:
        with pytest.raises(NotAllowed):
            actions.attest(account=account, is_ours=True, saw_code=False, seen="x", by=other, at=at)


def test_rename_keeps_the_old_name(council, finding, account, at):
    actions.rename(finding=finding, by=council.keeper, at=at)

    kept = account.aliases.values_list("handle", "kind", "checked_by__name")
    assert list(kept) == [("strathbeg.scot", "former", council.keeper.person.name)]
