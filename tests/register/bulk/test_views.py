"""The keeper ticks or filters, says what, looks, changes, undoes."""

import pytest
from django.urls import reverse

from mercat.register.models import Account, BulkChange
from tests.factories import AccountFactory, DepartmentFactory
from tests.register.asking import owned

REGISTER, CHOOSE = reverse("register:accounts"), reverse("register:choose_bulk")
MEMBER, APPLICANT = "member@strathbeg.example", "applicant@strathbeg.example"
DAY = {"since_day": "1", "since_month": "11", "since_year": "2026"}


@pytest.fixture
def accounts(council):
    return [owned(council, handle=f"Libs{n}", name=f"Libraries {n}") for n in range(3)]


@pytest.fixture
def bulk(council, client, accounts):
    """Two accounts that the keeper ticked."""
    council.sign_in(client, "keeper")
    chosen(client, *accounts[:2])
    return BulkChange.objects.get()


def url(name, bulk, *more):
    return reverse(f"register:{name}", args=[bulk.public_id, *more])


def chosen(client, *accounts, **typed):
    ids = [account.public_id for account in accounts]
    return client.post(CHOOSE, {"account": ids, **typed}, follow=True).content.decode()


def plan(client, bulk, kind, **typed):
    address = f"{url('plan_bulk', bulk)}?kind={kind}"
    return client.post(address, typed, follow=True).content.decode()


def test_change_of_ticked_accounts_from_choosing_to_undoing(client, bulk, accounts):
    assert f"choose-{accounts[0].public_id}" in client.get(REGISTER).content.decode()
    assert "You chose 2 accounts." in client.get(url("plan_bulk", bulk)).content.decode()

    page = plan(client, bulk, "tool", value="Hootsuite")
    assert "What would this change?" in page
    assert Account.objects.filter(tool="Hootsuite").count() == 0
    page = client.post(url("apply_bulk", bulk), follow=True).content.decode()
    assert "You can undo it as a whole." in page
    assert Account.objects.filter(tool="Hootsuite").count() == 2
    assert "Undo this change?" in client.get(url("undo_bulk", bulk)).content.decode()
    page = client.post(url("undo_bulk", bulk), follow=True).content.decode()
    assert "every account is as it was" in page
    assert Account.objects.filter(tool="Hootsuite").count() == 0
    listed = client.get(reverse("register:bulk_changes")).content.decode()
    assert "The tool that you post with" in listed


def test_change_of_all_that_the_filters_find(council, client, accounts):
    AccountFactory(organisation=council.organisation, name="Roads")
    council.sign_in(client, "keeper")
    assert "all that the filters find" not in client.get(REGISTER).content.decode()
    page = client.get(f"{REGISTER}?q=libr").content.decode()
    assert "Change all that the filters find" in page

    assert "You chose 3 accounts." in chosen(client, choose="found", query="q=libr")


def test_choose_with_nothing_ticked_says_so_and_keeps_the_filters(council, client, accounts):
    council.sign_in(client, "keeper")

    page = client.post(CHOOSE, {"choose": "ticked", "query": "q=libr"}, follow=True)

    assert page.redirect_chain[0][0] == f"{REGISTER}?q=libr"
    assert "Tick the accounts first" in page.content.decode()


def test_choose_takes_nothing_of_others(council, client, outside):
    theirs = AccountFactory(organisation=outside.organisation)
    own = AccountFactory(organisation=council.organisation, status="own")
    council.sign_in(client, "keeper")

    assert "Tick the accounts first" in chosen(client, theirs, own)


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("tool", {"value": ""}, "Say what it is to be"),
        ("contract", {"value": "password: hunter22"}, "This looks like a password."),
        ("department", {"value": "nonesuch"}, "There is a problem"),
        ("mailbox", {"value": "nobody"}, "There is a problem"),
        ("custodian", {"left": "x@y.example", "to": MEMBER}, "has worked here"),
        ("custodian", {"left": MEMBER, "to": MEMBER}, "This is the same person"),
        ("lost", {"reason": "Gone", "since_day": ""}, "Enter the day"),
    ],
)
def test_plan_with_a_fault_says_so_and_plans_nothing(kind, typed, sentence, client, bulk):
    assert sentence in plan(client, bulk, kind, **typed)
    bulk.refresh_from_db()
    assert bulk.state == "chosen"


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("lost", {**DAY, "reason": "Broken into"}),
        ("custodian", {"left": APPLICANT, "to": MEMBER, "reason": "Moves on"}),
        ("department", {}),
    ],
)
def test_each_kind_is_planned_and_reported(kind, typed, council, client, bulk):
    libraries = DepartmentFactory(organisation=council.organisation, name="Libraries")

    page = plan(client, bulk, kind, **(typed or {"value": libraries.public_id}))

    assert "What would this change?" in page
    report = b"".join(client.get(url("bulk_report", bulk, "csv")).streaming_content).decode()
    assert report.splitlines()[0].lstrip("\ufeff") == "Account,Address,Outcome,Was,Is to be,Why"
    assert report.count("Libraries 0 on Facebook") == 1


def test_plan_again_and_discard_leave_everything(client, bulk):
    plan(client, bulk, "tool", value="Buffer")

    assert "C 12" in plan(client, bulk, "contract", value="C 12")
    page = client.post(url("discard_bulk", bulk), follow=True).content.decode()
    assert "Nothing was changed." in page
    assert not BulkChange.objects.exists()
