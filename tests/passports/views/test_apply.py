"""The applicant's way: begin, fill in, send, withdraw."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mercat.passports import actions
from mercat.passports.models import Application, Policy
from tests.factories import AccountFactory, DepartmentFactory
from tests.factories.council import NOW
from tests.passports.states import in_state
from tests.passports.views.reading import errors_of, messages_of, said_on

DECLARED = {f"declare_{key}": "on" for key in ("policy", "belongs", "manager")}


def url(name, application, *more):
    return reverse(f"passports:{name}", args=[application.public_id, *more])


def hold(council, count):
    """So many applications of each kind, and passports."""
    for _ in range(count):
        council.case("draft")
        council.case("released")


@pytest.mark.parametrize("count", [1, 3])
def test_index_takes_as_many_queries_for_one_as_for_three(
    count, council, client, django_assert_num_queries
):
    hold(council, count)
    council.sign_in(client, "applicant")

    with django_assert_num_queries(8):
        page = client.get("/passports/")

    assert len(said_on(page, "tbody/tr")) == 2 * count


def test_index_of_a_newcomer_says_what_one_can_do(council, client):
    council.sign_in(client, "member")

    page = client.get("/passports/")

    assert said_on(page, "h1") == ["Passports"]
    assert "You hold none yet." in page.content.decode()


def test_index_shows_nothing_of_others(council, client):
    hold(council, 1)
    council.sign_in(client, "clerk")

    assert said_on(client.get("/passports/"), "tbody/tr") == []


@pytest.mark.parametrize(("name", "method"), [("index", "post"), ("apply", "delete")])
def test_page_by_another_method_is_not_taken(name, method, council, client):
    council.sign_in(client, "member")

    assert getattr(client, method)(reverse(f"passports:{name}")).status_code == 405


@pytest.mark.parametrize("path", ["", "apply/", "recognise/", "nothing/", "a/b/c/"])
def test_page_sends_nobody_to_sign_in(path, client, db):
    answer = client.get(f"/passports/{path}")

    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next=/passports/{path}")


def test_apply_begins_a_draft_and_opens_it(council, client):
    council.sign_in(client, "member")

    first, second = client.get("/passports/apply/"), client.post("/passports/apply/")

    application = Application.objects.get()
    assert said_on(first, "h1") == ["Apply to speak for Strathbeg Council"]
    assert second["Location"] == url("application", application)
    assert (application.status, application.applicant) == ("draft", council.member.person)


@pytest.mark.parametrize("method", ["get", "post"])
def test_apply_where_nobody_has_said_how_says_so(method, council, client):
    Policy.objects.all().delete()
    council.sign_in(client, "member")

    page = getattr(client, method)("/passports/apply/", follow=True)

    assert messages_of(page) == [
        "Nobody has said yet how cases are decided here. Ask an administrator."
    ]
    assert Application.objects.count() == 0


def test_apply_of_somebody_without_an_organisation_is_not_there(council, client):
    client.force_login(council.member.person)
    council.member.delete()

    assert client.get("/passports/apply/").status_code == 404


@pytest.mark.parametrize(
    ("section", "queries"),
    [("account", 10), ("case", 8), ("people", 9), ("conversations", 9), ("risks", 8)],
)
def test_section_takes_few_queries(section, queries, council, client, django_assert_num_queries):
    application = council.case("draft")
    council.sign_in(client, "applicant")

    with django_assert_num_queries(queries):
        client.get(url("section", application, section))


def test_section_shows_what_was_typed_before(council, client):
    application = council.case("draft", account="www.instagram.com/strathbeg.archives/?hl=en")
    council.sign_in(client, "applicant")

    page = client.get(url("section", application, "account")).content.decode()

    assert 'value="www.instagram.com/strathbeg.archives/?hl=en"' in page
    assert 'name="row_version" value="1"' in page
    assert "not on our register yet" in page


def test_section_says_when_the_account_is_on_the_register_already(council, client):
    AccountFactory(
        organisation=council.organisation, platform="instagram", key="instagram:strathbeg.archives"
    )
    application = council.case("draft")
    council.sign_in(client, "applicant")

    page = client.get(url("section", application, "account")).content.decode()

    assert "is on our register already" in page


def test_section_saved_goes_to_the_next_that_is_empty(council, client, at):
    application = actions.start(by=council.applicant, at=at)
    council.sign_in(client, "applicant")

    page = client.post(url("section", application, "account"), council.answers())

    assert page["Location"] == url("section", application, "case")


def test_section_saved_last_goes_to_the_list(council, client):
    application = council.case("draft")
    council.sign_in(client, "applicant")

    page = client.post(url("section", application, "risks"), {"risks": "None", "row_version": 1})

    assert page["Location"] == url("application", application)


def test_section_saved_to_check_its_address_stays(council, client, at):
    application = actions.start(by=council.applicant, at=at)
    council.sign_in(client, "applicant")

    page = client.post(url("section", application, "account"), {**council.answers(), "check": "1"})

    assert page["Location"] == url("section", application, "account")
    assert application.sections.count() == 1


def test_section_with_mistakes_keeps_what_was_typed_and_says_what_is_wrong(council, client):
    application = council.case("draft")
    council.sign_in(client, "applicant")
    typed = {**council.answers(), "account_name": "", "account": "faceb00k.com/strathbeg"}

    page = client.post(url("section", application, "account"), {**typed, "row_version": 1})

    assert errors_of(page) == {
        "account_name": "Enter the name that people will see",
        "account": "Careful: this address only looks like Facebook. It leads to a different "
        "website. Do not log in there. Find the account on Facebook and copy its address.",
    }
    assert 'value="faceb00k.com/strathbeg"' in page.content.decode()
    assert application.sections.get(section="account").row_version == 1


def test_section_of_an_old_window_keeps_what_was_typed_and_saves_nothing(council, client):
    application = council.case("draft")
    council.sign_in(client, "applicant")
    client.post(url("section", application, "risks"), {"risks": "First", "row_version": 1})

    page = client.post(url("section", application, "risks"), {"risks": "Second", "row_version": 1})

    assert "This page was saved in another window since you opened it." in page.content.decode()
    assert ">\nSecond</textarea>" in page.content.decode()
    assert application.sections.get(section="risks").answers == {"risks": "First"}


def test_section_that_does_not_exist_is_not_there(council, client):
    application = council.case("draft")
    council.sign_in(client, "applicant")

    assert client.get(url("section", application, "nothing")).status_code == 404


def test_section_with_hostile_words_shows_them_as_words(council, client):
    hostile = '"><script>alert(1)</script>'
    application = council.case("draft", account_name=hostile, risks=hostile)
    council.sign_in(client, "applicant")
    pages = [
        url("section", application, "account"),
        url("section", application, "risks"),
        url("send", application),
        url("application", application),
    ]

    told = "".join(client.get(page).content.decode() for page in pages)

    assert ("<script>alert" in told, "&lt;script&gt;alert" in told) == (False, True)


def test_send_without_declarations_says_which_are_missing(council, client):
    application = council.case("draft")
    council.sign_in(client, "applicant")

    page = client.post(url("send", application), {"declare_policy": "on"})

    application.refresh_from_db()
    assert errors_of(page) == {
        "declare_belongs": "Confirm that the account belongs to the organisation",
        "declare_manager": "Confirm that your line manager knows",
    }
    assert application.status == "draft"


def test_send_with_parts_missing_is_refused(council, client):
    application = council.case("draft")
    application.sections.get(section="people").delete()
    council.sign_in(client, "applicant")

    shown = client.get(url("send", application))
    page = client.post(url("send", application), DECLARED, follow=True)

    application.refresh_from_db()
    assert "Some parts are not filled in yet." in shown.content.decode()
    assert messages_of(page) == ["Some parts are not filled in yet. The list shows which."]
    assert application.status == "draft"


@pytest.mark.parametrize(("typed", "shows"), [({}, False), ({"shows_name": "on"}, True)])
def test_send_keeps_whether_the_name_is_shown(typed, shows, council, client):
    application = council.case("draft")
    council.sign_in(client, "applicant")

    page = client.post(url("send", application), {**DECLARED, **typed}, follow=True)

    revision = application.revisions.get()
    assert messages_of(page) == ["Your application is sent. A mail confirms it."]
    assert revision.content["shows_name"] is shows
    assert revision.content["declarations"] == ["policy", "belongs", "manager"]


def test_send_of_what_was_sent_already_changes_nothing(council, client):
    application = council.case("submitted", at=timezone.now())
    council.sign_in(client, "applicant")

    page = client.post(url("send", application), DECLARED, follow=True)

    assert messages_of(page) == [
        "Somebody changed this while you were reading. Look at it again, then decide."
    ]
    assert application.revisions.count() == 1


def test_withdraw_keeps_the_case_readable(council, client):
    application = in_state(council, "in_panel", at=timezone.now())
    council.sign_in(client, "applicant")

    page = client.post(url("withdraw", application), {"reason": "Another way"}, follow=True)

    assert messages_of(page) == ["Your application is withdrawn. You may apply again any time."]
    assert "Records of living people: the 100-year rule" in page.content.decode()


@pytest.mark.parametrize("state", ["released", "withdrawn"])
def test_withdraw_of_what_has_ended_says_so(state, council, client):
    application = in_state(council, state, at=timezone.now())
    council.sign_in(client, "applicant")

    page = client.post(url("withdraw", application), {"reason": "x"}, follow=True)

    application.refresh_from_db()
    assert messages_of(page) == ["This application has ended already."]
    assert application.status == state


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            {"text": "instagram.com/strathbeg.archives"},
            "Instagram strathbeg.archives not on our register yet",
        ),
        (
            {"text": "strathbeg", "platform": "instagram"},
            "Instagram strathbeg not on our register yet",
        ),
        (
            {"text": "<b>strathbeg</b>"},
            (
                "We cannot read this as an address. Open the account, copy "
                "the address from the top of your browser and paste it here."
            ),
        ),
        ({}, "Nothing was typed. Paste the address of the account."),
        (
            {"text": "\0"},
            (
                "We cannot read this as an address. Open the account, copy "
                "the address from the top of your browser and paste it here."
            ),
        ),
        ({"text": "x" * 10**5}, "This text is too long to be an address. Paste only the address."),
        (
            {"text": "strathbeg", "platform": "nothing"},
            (
                "This name could be on several platforms. "
                "Choose the platform, or paste the full address."
            ),
        ),
    ],
    ids=["address", "name", "hostile", "nothing", "nul", "long", "platform"],
)
def test_recognise_says_what_was_typed(typed, told, council, client):
    council.sign_in(client, "member")

    piece = client.get("/passports/recognise/", typed)

    assert (piece.status_code, said_on(piece, "p")) == (200, [told])


def test_recognise_by_another_method_is_not_taken(council, client):
    council.sign_in(client, "member")

    assert client.post("/passports/recognise/", {"text": "x"}).status_code == 405


def test_index_keeps_the_newest_application_on_top(council, client):
    council.case("draft", account_name="Older")
    council.case("draft", account_name="Newer", at=NOW.replace(hour=12))
    council.sign_in(client, "applicant")

    names = said_on(client.get("/passports/"), "tbody/tr/th")

    assert names == ["Newer on Instagram", "Older on Instagram"]


@pytest.mark.parametrize("count", [1, 3])
def test_section_takes_as_many_queries_for_one_service_as_for_three(
    count, council, client, django_assert_num_queries
):
    application = council.case("draft")
    for _ in range(count - 1):
        DepartmentFactory(organisation=council.organisation)
    council.sign_in(client, "applicant")

    with django_assert_num_queries(10):
        page = client.get(url("section", application, "account"))

    assert len(said_on(page, "select[@name='department']/option")) == count + 1
