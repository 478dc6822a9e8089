"""Filters, search, saved views, and numbers that tick counted."""

from datetime import date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from mercat.common.refusals import NotAllowed, Refused
from mercat.register import actions, queries, search
from mercat.register.models import MonthTally, SavedView, Tally
from mercat.register.queries import finding
from tests.factories import AccountFactory, DepartmentFactory
from tests.factories.council import NOW
from tests.passports.views.reading import said_on
from tests.register.asking import owned


@pytest.fixture
def register(council):
    def add(name, **fields):
        return AccountFactory(organisation=council.organisation, name=name, **fields)

    add("Strathbeg Libraries", handle="StrathLibs", administrator_count=2)
    add("Comhairle Shrath Bheag Ìle", handle="ile.news", languages=["gd", "en"])
    add("Roads", handle="roads_strathbeg", platform="x", key="x:roads", confirmed_at=None)
    add("Old Events", handle="events", status="closed_parked", closed_on=NOW.date())
    return council


def found(council, **chosen):
    rows = queries.accounts_found(council.organisation, chosen, at=NOW - timedelta(days=60))
    return sorted(account.name for account in rows)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("librar", ["Strathbeg Libraries"]),
        ("STRATHBEG lib", ["Strathbeg Libraries"]),
        ("strathbeg", ["Roads", "Strathbeg Libraries"]),
        ("ile", ["Comhairle Shrath Bheag Ìle"]),
        ("Ìle news", ["Comhairle Shrath Bheag Ìle"]),
        ("https://m.facebook.com/strathlibs/", ["Strathbeg Libraries"]),
        ("nothing", []),
        ("' OR 1=1 --", []),
        ('"* : NEAR(', []),
        ("---", []),
    ],
)
def test_search_finds_by_the_beginning_of_words_and_by_address(text, names, register):
    assert found(register, q=text) == names


def test_search_follows_a_change_of_name(register):
    account = register.organisation.account_set.get(name="Old Events")
    account.name = "Festival"
    account.save()

    assert (found(register, q="old"), found(register, q="festi")) == ([], ["Festival"])


def test_search_finds_by_another_address(register):
    account = register.organisation.account_set.get(handle="StrathLibs")
    account.aliases.create(
        platform="facebook",
        key="facebook:oldlibs",
        handle="oldlibs",
        url="https://www.facebook.com/oldlibs",
        kind="former",
        until=NOW.date(),
        how="Looked",
        checked_by=register.keeper.person,
        checked_at=NOW,
    )

    assert found(register, q="facebook.com/oldlibs") == ["Strathbeg Libraries"]


def test_search_stays_in_its_organisation(register, outside):
    AccountFactory(organisation=outside.organisation, name="Strathbeg Libraries")

    assert found(outside, q="roads") == []
    assert len(found(register, q="librar")) == 1


def test_search_index_is_put_back_after_its_triggers_went(register):
    search.restore()

    assert found(register, q="librar") == ["Strathbeg Libraries"]


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({"platform": "x"}, ["Roads"]),
        ({"status": "closed_parked"}, ["Old Events"]),
        ({"language": "gd"}, ["Comhairle Shrath Bheag Ìle"]),
        ({"need": "unconfirmed"}, ["Roads"]),
        ({"need": "short"}, ["Comhairle Shrath Bheag Ìle", "Roads"]),
    ],
)
def test_filters_narrow_the_list(chosen, names, register):
    assert found(register, **chosen) == names


def test_filter_of_a_department_takes_what_is_below_it(council):
    below = DepartmentFactory(organisation=council.organisation, parent=council.department)
    AccountFactory(organisation=council.organisation, name="Maps", department=below)
    AccountFactory(organisation=council.organisation, name="Roads")

    assert found(council, department=council.department) == ["Maps"]


def test_filter_of_an_owner_takes_theirs(council):
    owned(council, name="Mine")
    AccountFactory(organisation=council.organisation)

    assert found(council, owner=council.applicant.person) == ["Mine"]


@pytest.mark.parametrize(
    "query",
    ["status=own", "department=x", "sort=x", "platform=%00", "q=%00%22*", "owner=nobody@x.example"],
)
def test_list_with_a_bent_filter_is_a_list(query, register, client):
    register.sign_in(client, "keeper")

    assert client.get(f"/register/?{query}").status_code == 200


def test_owner_is_no_filter_for_plain_members(register, client):
    register.sign_in(client, "member")

    assert "owner" not in client.get("/register/").content.decode().split("m-two__main")[0]


def test_filters_stay_from_page_to_page(council, client):
    for number in range(60):
        AccountFactory(
            organisation=council.organisation, name=f"News {number:02}", status="dormant"
        )
    council.sign_in(client, "member")

    page = client.get("/register/?status=dormant&sort=newest").content.decode()

    assert "&amp;status=dormant&amp;sort=newest" in page


def test_saved_views_are_ones_own_or_shared(council, client):
    council.sign_in(client, "member")
    given = {"query": urlencode({"status": "dormant"})}
    client.post(reverse("register:save_view"), {"name": "Asleep", **given})
    client.post(reverse("register:save_view"), {"name": "All", "is_shared": "on", **given})

    seen = {}
    for part in ("member", "keeper"):
        council.sign_in(client, part)
        seen[part] = "Asleep" in client.get("/register/").content.decode()
        assert "?status=dormant" in client.get("/register/").content.decode()

    assert seen == {"member": True, "keeper": False}


def test_saved_view_is_named_once_and_removed_by_its_person(council):
    view = actions.save_view(name="Mine", query="", is_shared=True, by=council.member)

    with pytest.raises(Refused):
        actions.save_view(name="Mine", query="", is_shared=False, by=council.member)
    with pytest.raises(NotAllowed):
        actions.remove_view(view=view, by=council.keeper)
    actions.remove_view(view=view, by=council.member)

    assert not SavedView.objects.exists()


def test_tick_counts_by_department_and_platform(register):
    actions.count_register(at=NOW)
    actions.count_register(at=NOW)

    rows = Tally.objects.order_by("platform").values_list(
        "platform", "open_count", "closed_count", "unconfirmed_count", "short_count"
    )
    assert list(rows) == [("facebook", 2, 1, 0, 1), ("x", 1, 0, 1, 1)]


def test_tick_counts_the_months(register):
    AccountFactory(
        organisation=register.organisation,
        status="lost",
        since=date(2026, 10, 3),
        created_at=datetime.fromisoformat("2026-09-30T10:00:00Z"),
    )

    actions.count_register(at=NOW)

    months = MonthTally.objects.order_by("month").values_list("month", "entered", "ended")
    assert list(months) == [
        (date(2026, 6, 1), 4, 1),
        (date(2026, 9, 1), 1, 0),
        (date(2026, 10, 1), 0, 1),
    ]


def test_tick_counts_administrators_anew_when_somebody_left(council):
    account = owned(council)
    for member in (council.colleague, council.manager):
        actions.add_custodian(
            account=account,
            person=member.person,
            level="administrator",
            reason="New",
            by=council.keeper,
            at=NOW,
        )
    council.manager.ended_at = NOW
    council.manager.save()

    actions.count_register(at=NOW)

    account.refresh_from_db()
    assert account.administrator_count == 1


def test_departments_show_their_own_and_what_is_below(council, client, django_assert_num_queries):
    below = DepartmentFactory(
        organisation=council.organisation, parent=council.department, name="Maps"
    )
    for department in (council.department, below, None):
        AccountFactory(organisation=council.organisation, department=department)
    actions.count_register(at=NOW)
    council.sign_in(client, "member")

    with django_assert_num_queries(6):
        page = client.get("/register/departments/")

    assert said_on(page, "tbody/tr") == ["Archives202", "– Maps101"]
    assert "1 account in use belongs to no service." in page.content.decode()


def test_overview_draws_growth_and_map(register, client, django_assert_num_queries):
    actions.count_register(at=NOW)
    register.sign_in(client, "member")

    with django_assert_num_queries(6):
        page = client.get("/register/overview/")

    quiet = [f"{month} 2026300" for month in ("November", "October", "September", "August", "July")]
    rows = [*quiet, "June 2026341", "No department 2 1"]
    assert said_on(page, "tbody/tr") == rows


@pytest.mark.parametrize("path", ["departments", "overview"])
def test_pictures_of_an_empty_register_say_so(path, council, client):
    council.sign_in(client, "member")

    assert client.get(f"/register/{path}/").status_code == 200


def test_search_that_is_cut_says_so(council, client, monkeypatch):
    monkeypatch.setattr(finding, "MOST_FOUND", 60)
    for number in range(61):
        AccountFactory(organisation=council.organisation, name=f"Library {number:02}")
    council.sign_in(client, "keeper")
    said = "Only 1000 of them are listed"

    assert said in client.get("/register/?q=library").content.decode()
    assert said not in client.get("/register/?q=library+60").content.decode()
    assert said not in client.get("/register/").content.decode()
    page = client.post(
        "/register/bulk/choose/", {"choose": "found", "query": "q=library"}, follow=True
    )
    assert "These are more than 1,000 accounts." in page.content.decode()
