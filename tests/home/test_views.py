import pytest
from lxml import html

from tests.factories import AccountFactory

PUBLIC = ["/", "/about/accessibility/", "/about/privacy/"]


def page(response):
    return html.document_fromstring(response.content)


def words(element):
    return " ".join(element.text_content().split())


def headings(response):
    return [words(each) for each in page(response).xpath("//main//h2")]


def rows(response):
    return [[words(cell) for cell in row] for row in page(response).xpath("//main//tbody/tr")]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_opens_for_anyone(db, client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_opens_for_members(council, client, path):
    council.sign_in(client, "member")

    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_refuses_to_be_posted_to(db, client, path):
    assert client.post(path).status_code == 405


def test_front_page_asks_the_citizens_question(db, client):
    response = client.get("/")

    (form,) = page(response).xpath("//main//form[.//input[@name='q']]")
    assert words(page(response).xpath("//h1")[0]) == "Is this account really theirs?"
    assert (form.get("action"), form.method) == ("/lookup/", "GET")


def test_front_page_sets_no_cookie(db, client):
    client.get("/?q=facebook.com/StrathbegLibraries")

    assert list(client.cookies) == []


def test_navigation_of_nobody_has_the_public_section_and_sign_in(db, client):
    (band,) = page(client.get("/")).xpath("//header")

    assert [words(link) for link in band.xpath(".//div[@class='m-menu__in']//a")] == [
        "Is it official?",
        "Shared practice",
        "Sign in",
    ]


def test_navigation_of_a_member_has_all_sections_and_their_name(council, client):
    council.sign_in(client, "clerk")

    (band,) = page(client.get("/")).xpath("//header")

    assert [words(link) for link in band.xpath(".//div[@class='m-menu__in']//a")] == [
        "Is it official?",
        "Passports",
        "Register",
        "Learning",
        "Shared practice",
        "Tools",
        "Clerk: your work",
        "Your sign-in",
    ]


def test_navigation_marks_where_one_is(council, client):
    council.sign_in(client, "clerk")

    (menu, bar) = page(client.get("/register/")).xpath("//nav[@aria-label='Main']")

    assert [words(link) for link in bar.xpath(".//a[@aria-current]")] == ["Register"]
    assert words(menu) == words(bar)


def test_dashboard_with_nothing_says_what_one_can_do(council, client):
    council.sign_in(client, "colleague")

    response = client.get("/dashboard/")

    assert headings(response)[:2] == ["Waiting for you", "Your applications"]
    assert "Nothing waits for you." in words(page(response))
    assert "You have not applied yet" in words(page(response))
    assert page(response).xpath("//main//a/@href") == [
        "/passports/advice/",
        "/passports/apply/",
    ]


def test_dashboard_of_clerk_shows_the_work_with_its_day(council, client):
    council.case("submitted")
    council.sign_in(client, "clerk")

    response = client.get("/dashboard/")

    assert rows(response) == [
        ["Strathbeg Archives on Instagram", "Put it before the panel", "3 December 2026"]
    ]


def test_dashboard_of_holder_shows_application_passport_and_account(council, client):
    application = council.case("released")
    council.sign_in(client, "applicant")

    response = client.get("/dashboard/")

    links = page(response).xpath("//main//a/@href")
    account = application.passport.account
    assert f"/passports/applications/{application.public_id}/" in links
    assert f"/passports/{application.passport.public_id}/" in links
    assert f"/register/accounts/{account.public_id}/" in links


def test_dashboard_of_somebody_else_shows_nothing_of_it(council, outside, client):
    council.case("released")
    outside.sign_in(client, "applicant")

    response = client.get("/dashboard/")

    assert rows(response) == []
    assert "Strathbeg" not in words(page(response).xpath("//main")[0])


@pytest.mark.parametrize("count", [1, 3])
def test_dashboard_of_clerk_costs_the_same_for_one_case_and_three(
    council, client, count, django_assert_num_queries
):
    for _ in range(count):
        council.case("submitted")
    council.sign_in(client, "clerk")

    with django_assert_num_queries(26):
        response = client.get("/dashboard/")

    assert len(rows(response)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_dashboard_of_applicant_costs_the_same_for_one_row_and_three(
    council, client, count, django_assert_num_queries
):
    for number in range(count):
        council.case("released", account=f"instagram.com/archives{number}")
    council.sign_in(client, "applicant")

    with django_assert_num_queries(20):
        response = client.get("/dashboard/")

    assert len(rows(response)) == count


def test_dashboard_of_a_keeper_of_many_accounts_shows_twenty(council, client, at):
    person = council.keeper.person
    for _ in range(22):
        account = AccountFactory(organisation=council.organisation)
        account.custodians.create(person=person, level="owner", since=at)
    council.sign_in(client, "keeper")

    links = page(client.get("/dashboard/")).xpath("//main//a/@href")

    assert len([link for link in links if link.startswith("/register/accounts/")]) == 20


def test_healthz_answers_without_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_readyz_asks_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(1):
        response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_pages_are_plain_text_and_set_no_cookie(db, client, path):
    response = client.get(path)

    assert response.headers["Content-Type"] == "text/plain"
    assert list(client.cookies) == []


def test_form_without_its_token_says_how_to_go_on(db, client):
    client.handler.enforce_csrf_checks = True

    response = client.post("/sign-in/", {"login": "a@strathbeg.example", "password": "x"})

    assert response.status_code == 403
    assert words(page(response).xpath("//h1")[0]) == "Please send that again"


def test_unknown_page_says_how_to_go_on(db, client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert words(page(response).xpath("//h1")[0]) == "We cannot find that page"
