"""The pages of administration; tests/test_outsiders.py asks who may open them."""

import pytest
from lxml import html

from mercat.common.models import OutboxMail
from mercat.organisations.models import Department, Invitation, Membership, MembershipRole
from tests.factories import DepartmentFactory, InvitationFactory, MembershipFactory, PersonFactory

INVITE = "/organisation/people/invite/"
ADDED = {"name": "Parks", "second": "", "parent": ""}


@pytest.fixture
def administrator(client, council):
    return council.sign_in(client, "administrator")


def words(element):
    return " ".join(element.text_content().split())


def page(response):
    return html.document_fromstring(response.content)


def main(response):
    return words(page(response).xpath("//main")[0])


def rows(response):
    return [[words(cell) for cell in row] for row in page(response).xpath("//main//tbody/tr")]


def errors(response):
    return [words(each) for each in page(response).xpath("//*[@class='govuk-error-message']")]


def person_page(membership, page=""):
    return f"/organisation/people/{membership.public_id}/{page}"


def invitation_page(invitation, page=""):
    return f"/organisation/invitations/{invitation.public_id}/{page}"


def department_page(department, page=""):
    return f"/organisation/departments/{department.public_id}/{page}"


def test_people_lists_who_is_here_with_what_they_do(client, council, administrator):
    response = client.get("/organisation/people/?q=applicant")

    assert rows(response) == [
        ["Applicantapplicant@strathbeg.example", "Archives", "Manager", "Member"]
    ]


def test_people_who_left_are_a_list_of_their_own(client, council, administrator, at):
    council.member.ended_at = at
    council.member.save()

    assert len(rows(client.get("/organisation/people/"))) == 11
    assert rows(client.get("/organisation/people/?state=left"))[0][3] == "Left"


def test_people_of_nobody_found_says_what_to_try(client, administrator):
    assert "Nobody here is like that" in main(client.get("/organisation/people/?q=zzz"))


def test_people_pages_keep_the_filters(client, council, administrator):
    for _ in range(51):
        MembershipFactory(organisation=council.organisation)

    first = client.get("/organisation/people/?q=person&role=")
    (following,) = page(first).xpath("//a[@rel='next']/@href")
    second = client.get(f"/organisation/people/{following}")

    assert (len(rows(first)), len(rows(second))) == (50, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_people_cost_the_same_queries(client, administrator, count, django_assert_num_queries):
    for _ in range(count - 1):
        MembershipFactory(
            organisation=administrator.organisation,
            department=administrator.department,
            manager=PersonFactory(),
            roles=["clerk", "chair"],
        )

    with django_assert_num_queries(7):
        client.get("/organisation/people/?role=")


@pytest.mark.parametrize("count", [1, 3])
def test_invitations_cost_the_same_queries(client, administrator, count, django_assert_num_queries):
    InvitationFactory.create_batch(count, organisation=administrator.organisation, roles=["clerk"])

    with django_assert_num_queries(5):
        response = client.get("/organisation/invitations/")

    assert len(rows(response)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_departments_cost_the_same_queries(client, administrator, count, django_assert_num_queries):
    organisation = administrator.organisation
    DepartmentFactory.create_batch(
        count, organisation=organisation, parent=administrator.department
    )

    with django_assert_num_queries(5):
        response = client.get("/organisation/departments/")

    assert len(rows(response)) == count + 1


def test_member_shows_what_they_do(client, council, administrator):
    response = client.get(person_page(council.chair))

    assert "Chair of the panel" in main(response)
    assert "Change" in main(response)


def test_member_offers_an_auditor_no_change(client, council):
    council.sign_in(client, "auditor")

    assert page(client.get(person_page(council.chair))).xpath("//main//form") == []


def test_change_member_changes_and_says_so(client, council, administrator):
    typed = {
        "roles": ["clerk", "keeper"],
        "department": council.department.public_id,
        "job_title": "Archivist",
        "manager": "MANAGER@strathbeg.example",
    }

    response = client.post(person_page(council.member, "change/"), typed, follow=True)

    council.member.refresh_from_db()
    assert {held.role for held in council.member.roles.all()} == {"clerk", "keeper"}
    assert council.member.manager == council.manager.person
    assert "What Member does here is changed." in main(response)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"manager": "stranger@strathbeg.example"}, "Nobody here has the address"),
        ({"manager": "member@strathbeg.example"}, "Nobody is their own line manager"),
        ({"manager": "nobody"}, "Enter an email address"),
        ({"roles": ["operator"]}, "Choose one of the answers shown"),
        ({"department": "bcdfghjkmn"}, "Choose one of the answers shown"),
        ({"job_title": "x" * 121}, "must be 120 characters or fewer"),
        ({"job_title": "a\0b"}, "holds a character we cannot keep"),
    ],
)
def test_change_member_refuses_and_keeps_what_was_typed(
    client, council, administrator, typed, sentence
):
    response = client.post(
        person_page(council.member, "change/"), {"job_title": "Archivist", **typed}
    )

    (error,) = errors(response)
    assert sentence in error
    assert typed.get("job_title", "Archivist") in response.context["form"]["job_title"].value()


def test_change_member_keeps_a_manager_who_left(client, council, administrator, at):
    council.manager.ended_at = at
    council.manager.save()
    typed = {"job_title": "Archivist", "manager": council.manager.person.email}

    client.post(person_page(council.applicant, "change/"), typed)

    council.applicant.refresh_from_db()
    assert council.applicant.job_title == "Archivist"
    assert council.applicant.manager == council.manager.person


def test_end_membership_says_what_it_means_then_does_it(client, council, administrator):
    asked = client.get(person_page(council.manager, "end/"))
    assert "They cannot sign in any more" in main(asked)
    assert "They are line manager of Applicant" in main(asked)

    response = client.post(person_page(council.manager, "end/"), follow=True)

    council.manager.person.refresh_from_db()
    assert council.manager.person.is_active is False
    assert "Manager has left Strathbeg Council." in main(response)


def test_end_membership_of_somebody_who_works_elsewhere_too(
    client, council, outside, administrator
):
    MembershipFactory(organisation=outside.organisation, person=council.clerk.person)

    asked = client.get(person_page(council.clerk, "end/"))

    assert "They can still sign in" in main(asked)


def test_end_membership_of_the_last_administrator_is_refused(client, council, administrator):
    response = client.post(person_page(administrator, "end/"))

    assert "Somebody has to be administrator" in main(response)
    assert Membership.objects.get(pk=administrator.pk).ended_at is None


def test_invite_many_from_a_pasted_list(client, council, administrator):
    typed = {
        "addressees": "Rennie, Ailsa <ailsa@strathbeg.example>;\niona@strathbeg.example",
        "roles": ["clerk"],
    }

    response = client.post(INVITE, typed, follow=True)

    assert "2 mails are on the way." in main(response)
    assert rows(response) == [
        ["ailsa@strathbeg.exampleAilsa Rennie", "Clerk to the panel", rows(response)[0][2]],
        ["iona@strathbeg.example", "Clerk to the panel", rows(response)[1][2]],
    ]


def test_invite_refuses_each_wrong_address_and_sends_nothing(client, council, administrator):
    InvitationFactory(organisation=council.organisation, email="iona@strathbeg.example")
    text = "ailsa@strathbeg.example, callum@, MEMBER@strathbeg.example, iona@strathbeg.example"

    response = client.post(INVITE, {"addressees": text})

    assert [each.removeprefix("Error: ") for each in errors(response)] == [
        "“callum@” is not an e-mail address",
        "member@strathbeg.example is a member already",
        "iona@strathbeg.example was invited already: see the list of invitations",
    ]
    assert "These are good, and no mail has gone out yet: ailsa@strathbeg.example" in main(response)
    assert response.context["form"]["addressees"].value() == text
    assert OutboxMail.objects.count() == 0


@pytest.mark.parametrize("text", ["", "   ", ";,;", "x" * 200_000])
def test_invite_of_nobody_is_refused_in_words(client, administrator, text):
    assert len(errors(client.post(INVITE, {"addressees": text}))) == 1


def test_invite_of_too_many_is_refused(client, administrator):
    text = "\n".join(f"p{number}@strathbeg.example" for number in range(201))

    (error,) = errors(client.post(INVITE, {"addressees": text}))

    assert "Invite 200 people or fewer at a time." in error


def test_invite_ticks_the_roles_that_the_first_steps_ask_for(client, administrator):
    response = client.get(f"{INVITE}?roles=clerk")

    assert page(response).xpath("//input[@checked]/@value") == ["clerk"]


def test_invitation_again_and_withdrawn(client, council, administrator):
    invitation = InvitationFactory(organisation=council.organisation)

    again = client.post(invitation_page(invitation, "again/"), follow=True)
    withdrawn = client.post(invitation_page(invitation, "withdraw/"), follow=True)
    late = client.post(invitation_page(invitation, "again/"), follow=True)

    invitation.refresh_from_db()
    assert f"A new mail is on its way to {invitation.email}." in main(again)
    assert "is withdrawn" in main(withdrawn)
    assert "accepted or withdrawn already" in main(late)
    assert (invitation.revision, OutboxMail.objects.count()) == (2, 1)
    assert "This invitation was withdrawn" in main(client.get(invitation_page(invitation)))


def test_invitations_of_nobody_say_what_one_can_do(client, administrator):
    assert "Nobody waits" in main(client.get("/organisation/invitations/"))


def test_department_is_added_changed_and_removed(client, council, administrator):
    added = client.post("/organisation/departments/add/", ADDED, follow=True)
    parks = Department.objects.latest("pk")
    typed = {"name": "Green places", "second": "", "parent": council.department.public_id}
    changed = client.post(department_page(parks), typed, follow=True)
    removed = client.post(department_page(parks, "remove/"), follow=True)

    assert "Parks is added." in main(added)
    assert rows(changed)[-1] == ["– Green places", "Archives", "–"]
    assert "Green places is removed." in main(removed)
    assert Department.objects.filter(pk=parks.pk).exists() is False


def test_department_that_is_there_already_is_refused(client, council, administrator):
    response = client.post("/organisation/departments/add/", {**ADDED, "name": "archives"})

    assert errors(response) == ["Error: archives is there already"]


def test_department_in_use_is_not_removed(client, council, administrator):
    response = client.post(department_page(council.department, "remove/"), follow=True)

    assert "Archives is in use" in main(response)


def test_departments_of_a_new_organisation_say_what_one_can_do(client, db):
    person = PersonFactory()
    MembershipFactory(person=person, roles=["administrator"])
    client.force_login(person)

    assert "There are no departments yet" in main(client.get("/organisation/departments/"))


@pytest.mark.parametrize("page", ["people/bcdfghjkmn/", "departments/x/", "invitations/x/"])
def test_address_of_nothing_is_404(client, administrator, page):
    assert client.get(f"/organisation/{page}").status_code == 404


def test_navigation_has_the_organisation_for_administrators_and_auditors_alone(client, council):
    seen = {}
    for part in ("administrator", "auditor", "clerk"):
        council.sign_in(client, part)
        band = page(client.get("/")).xpath("//header")[0]
        seen[part] = "Organisation" in [words(link) for link in band.xpath(".//a")]

    assert seen == {"administrator": True, "auditor": True, "clerk": False}


def test_roles_of_nobody_else_are_touched(client, council, administrator):
    before = MembershipRole.objects.exclude(membership=council.member).count()

    client.post(person_page(council.member, "change/"), {"roles": ["keeper"]})

    assert MembershipRole.objects.exclude(membership=council.member).count() == before
    assert Invitation.objects.count() == 0
