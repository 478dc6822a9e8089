import pytest

from mercat.passports import actions
from tests.factories import MembershipFactory, PersonFactory
from tests.factories.council import NOW


@pytest.fixture
def application(council):
    application = council.case("draft")
    actions.add_helper(
        application=application, helper=council.colleague, by=council.applicant, at=NOW
    )
    return application


@pytest.fixture
def case(application):
    return f"/passports/applications/{application.public_id}/"


def test_applicant_finds_a_colleague_and_asks_them(case, application, council, client):
    council.sign_in(client, "applicant")

    page = client.get(f"{case}helpers/add/", {"colleague": "mana"})
    answer = client.post(f"{case}helpers/add/", {"member": council.manager.public_id}, follow=True)

    assert "Manager" in page.content.decode()
    assert "Manager can write in it now, and has a mail." in answer.content.decode()
    assert set(application.helpers.values_list("person__name", flat=True)) == {
        "Colleague",
        "Manager",
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("colleague@strathbeg.example", {"Colleague"}),
        ("colleague@STRATHBEG.example", {"Colleague"}),
        ("panel member", {"Panel Member"}),
        ("applicant", set()),  # oneself
        ("glentarbet", set()),  # another organisation
        ("nobody", set()),
    ],
)
def test_colleague_is_found_by_name_or_mail_here_alone(
    words, found, case, council, outside, client
):
    council.sign_in(client, "applicant")

    page = client.get(f"{case}helpers/add/", {"colleague": words})

    assert {each.person.name for each in page.context["found"]} == found
    assert ("Nobody else here has this name" in page.content.decode()) == (not found)


def test_common_name_asks_for_more_of_it(case, council, client):
    for number in range(12):
        person = PersonFactory(name=f"Morag {number}")
        MembershipFactory(organisation=council.organisation, person=person)
    council.sign_in(client, "applicant")

    page = client.get(f"{case}helpers/add/", {"colleague": "morag"})

    assert len(page.context["found"]) == 10
    assert "More people are called that" in page.content.decode()


@pytest.mark.parametrize("member", ["", "bcdfghjkmn", "\x00", "x" * 500, "🦊"])
def test_member_who_is_not_there_is_refused_in_words(member, case, application, council, client):
    council.sign_in(client, "applicant")

    page = client.post(f"{case}helpers/add/", {"member": member}, follow=True)

    assert page.status_code == 200
    assert "Choose a colleague from the list." in page.content.decode()
    assert application.helpers.count() == 1


def test_stranger_cannot_be_asked(case, application, council, outside, client):
    council.sign_in(client, "applicant")

    page = client.post(f"{case}helpers/add/", {"member": outside.member.public_id}, follow=True)

    assert "Choose a colleague from the list." in page.content.decode()
    assert application.helpers.count() == 1


def test_draft_says_who_writes_it(case, council, client):
    council.sign_in(client, "applicant")
    mine = client.get(case).content.decode()
    council.sign_in(client, "colleague")
    theirs = client.get(case).content.decode()

    assert "Ask a colleague to help" in mine
    assert "Withdraw this application" in mine
    assert "This is the application of Applicant, and you help to write it." in theirs
    assert "Stop helping" in theirs
    assert "Ask a colleague to help" not in theirs
    assert "Withdraw this application" not in theirs


def test_helper_writes_a_part_and_the_applicant_reads_who_saved_it(case, council, client):
    council.sign_in(client, "colleague")
    answer = client.post(f"{case}sections/risks/", {"risks": "Spam", "row_version": 1})
    council.sign_in(client, "applicant")
    page = client.get(f"{case}sections/risks/").content.decode()

    assert answer.status_code == 302
    assert "Saved by Colleague on" in page
    assert "Spam" in page


def test_helper_reads_what_would_be_sent_and_cannot_send_it(case, application, council, client):
    council.sign_in(client, "colleague")
    declared = {f"declare_{key}": "on" for key in ("policy", "belongs", "manager")}

    page = client.get(f"{case}send/").content.decode()
    answer = client.post(f"{case}send/", declared)

    application.refresh_from_db()
    assert "Only Applicant can declare and send it." in page
    assert "<form" not in page.split("<main")[1]
    assert (answer.status_code, application.status) == (403, "draft")


@pytest.mark.parametrize("page", ["withdraw/", "helpers/add/"])
def test_pages_of_the_applicant_are_refused_to_a_helper(page, case, council, client):
    council.sign_in(client, "colleague")

    assert client.get(case + page).status_code == 403
    assert client.post(case + page).status_code == 403


def test_helper_who_is_removed_finds_nothing(case, council, client):
    council.sign_in(client, "applicant")
    person = council.colleague.person.public_id
    page = client.post(f"{case}helpers/{person}/remove/", follow=True)
    again = client.post(f"{case}helpers/{person}/remove/", follow=True)
    council.sign_in(client, "colleague")

    assert "Colleague no longer helps. You can ask them again." in page.content.decode()
    assert again.status_code == 200
    assert client.get(case).status_code == 404
    assert client.post(f"{case}sections/risks/", {"risks": "x"}).status_code == 404


def test_helper_stops_by_themselves(case, council, client):
    council.sign_in(client, "colleague")
    listed = client.get("/passports/").content.decode()
    page = client.post(f"{case}helpers/stop/", follow=True).content.decode()

    assert "Applications you help with" in listed
    assert "You no longer help. Applicant has a mail." in page
    assert "Applications you help with" not in page


def test_helper_reads_the_sent_case_without_letter_and_manager(council, client):
    application = council.case("released")
    application.helpers.create(person=council.colleague.person, added_at=NOW)
    council.sign_in(client, "colleague")

    page = client.get(f"/passports/applications/{application.public_id}/").content.decode()

    assert "You help Applicant with this application." in page
    assert "Answer family historians in public" in page
    assert "A clear purpose." not in page
    assert "The manager" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_draft_takes_as_many_queries_for_one_helper_as_for_three(
    count, case, application, council, client, django_assert_num_queries
):
    for _ in range(count - 1):
        member = MembershipFactory(organisation=council.organisation)
        application.helpers.create(person=member.person, added_at=NOW)
    council.sign_in(client, "colleague")
    client.get(case)

    with django_assert_num_queries(11):
        client.get(case)


def test_two_people_save_the_same_part_and_neither_loses_a_word(case, council, client):
    council.sign_in(client, "applicant")
    client.get(f"{case}sections/risks/")
    council.sign_in(client, "colleague")
    client.post(f"{case}sections/risks/", {"risks": "By the colleague", "row_version": 1})
    council.sign_in(client, "applicant")

    page = client.post(f"{case}sections/risks/", {"risks": "By the applicant", "row_version": 1})

    text = page.content.decode()
    assert "Colleague saved this part since you opened it." in text
    assert text.count("By the colleague") == 1
    assert text.count("By the applicant") == 1
