import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from mercat.home import actions
from mercat.organisations.models import Department, MembershipRole, Organisation
from mercat.passports.models import Policy
from tests.factories import InvitationFactory, MembershipFactory, OrganisationFactory, PersonFactory

TYPED = {
    "domain": "https://www.aberdeen.example/home",
    "admin_name": "Hamish Dow",
    "admin_email": "hamish@aberdeen.example",
    "policy": "one_adviser",
}
OTHER = {**TYPED, "name": "Glentarbet Care", "nation": "wales"}


@pytest.fixture
def path(db):
    return actions.offer_first_run(at=timezone.now())


def page(response):
    return html.document_fromstring(response.content)


def words(element):
    return " ".join(element.text_content().split())


def main(response):
    return words(page(response).xpath("//main")[0])


def steps(response):
    items = page(response).xpath("//main//li[contains(@class, 'govuk-task-list__item')]")
    title, status = ".//a", ".//*[contains(@class, 'task-list__status')]"
    return {words(each.xpath(title)[0]): words(each.xpath(status)[0]) for each in items}


def test_first_run_finds_authorities_as_links(client, path):
    response = client.get(f"{path}?q=cumbria")

    links = page(response).xpath("//main//*[@data-found]//li/a")
    assert [(words(link), link.get("href")) for link in links] == [
        ("Cumberland Council", "?authority=CBD"),
        ("Westmorland and Furness Council", "?authority=WAF"),
    ]
    assert "Cumbria County Council ended on 1 April 2023" in main(response)
    assert response["Referrer-Policy"] == "no-referrer"


def test_first_run_of_no_such_authority_offers_another_name(client, path):
    response = client.get(f"{path}?q=zzxqj")

    assert "No local authority in the United Kingdom has a name like “zzxqj”" in main(response)
    assert page(response).xpath("//*[@data-found]//a/@href") == ["?other=yes&q=zzxqj"]


@pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=" + "x" * 5000, "?authority=CMA"])
def test_first_run_asks_for_the_organisation_first(client, path, query):
    assert "Which organisation is it?" in main(client.get(path + query))


def test_first_run_begins_with_an_authority(client, path):
    response = client.post(f"{path}?authority=ABE", TYPED)

    organisation = Organisation.objects.get()
    assert (str(organisation), organisation.nation) == ("Aberdeen City Council", "scotland")
    assert organisation.domain_set.get().host == "aberdeen.example"
    assert Policy.objects.get().key == "one_adviser"
    assert "Sign in as hamish@aberdeen.example." in main(response)
    assert page(response).xpath("//main//a/@href") == ["/sign-in/code/?next=/organisation/"]


def test_first_run_begins_with_another_body(client, path):
    client.post(f"{path}?other=yes", OTHER)

    organisation = Organisation.objects.get()
    assert (organisation.slug, organisation.nation) == ("glentarbet-care", "wales")


def test_first_run_posts_from_a_page_without_referrer(path):
    strict = Client(enforce_csrf_checks=True)

    strict.post(f"{path}?authority=ABE", TYPED, headers={"origin": "null"})

    assert Organisation.objects.count() == 1


def test_first_run_explains_each_policy_and_ticks_the_usual_one(client, path):
    response = client.get(f"{path}?authority=ABE")

    policies = ["one_adviser", "small_panel", "full_panel"]
    assert page(response).xpath("//input[@name='policy']/@value") == policies
    assert page(response).xpath("//input[@checked]/@value") == ["small_panel"]
    assert "The chair records what was agreed." in main(response)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"domain": ""}, "domain"),
        ({"domain": "gov.uk"}, "domain"),
        ({"domain": "aberdeen"}, "domain"),
        ({"domain": "a b.example"}, "domain"),
        ({"domain": "x" * 300 + ".uk"}, "domain"),
        ({"admin_name": ""}, "admin_name"),
        ({"admin_name": "a\0b"}, "admin_name"),
        ({"admin_email": "hamish"}, "admin_email"),
        ({"policy": "no_panel"}, "policy"),
        ({"policy": ""}, "policy"),
        ({"name": "委員会"}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"nation": "france"}, "nation"),
    ],
)
def test_first_run_refuses_beside_the_field_and_keeps_what_was_typed(client, path, typed, field):
    response = client.post(f"{path}?other=yes", {**OTHER, **typed})

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form["admin_email"].value() == {**OTHER, **typed}["admin_email"]
    assert Organisation.objects.count() == 0
    assert client.get(path).status_code == 200


def test_first_run_is_404_without_a_living_link(client, path):
    assert client.get("/start/not-a-token/").status_code == 404
    client.post(f"{path}?authority=ABE", TYPED)

    assert client.get(path).status_code == 404
    assert client.post(f"{path}?authority=ABE", TYPED).status_code == 404


def test_first_run_is_404_once_there_is_an_organisation(client, path):
    OrganisationFactory()

    assert client.get(path).status_code == 404


def test_organisation_page_says_what_is_still_to_do(client, path):
    client.post(f"{path}?authority=ABE", {**TYPED, "policy": "small_panel"})
    organisation = Organisation.objects.get()
    client.force_login(organisation.membership_set.get().person)

    assert steps(client.get("/organisation/")) == {
        "Say who decides": "Done",
        "Invite your clerk to the panel": "To do",
        "Invite your chair of the panel": "To do",
        "Add departments": "To do",
        "Tell people, and invite those who will apply": "To do",
    }
    InvitationFactory(organisation=organisation, roles=["clerk"])
    MembershipFactory(organisation=organisation, roles=["chair"])
    InvitationFactory(organisation=organisation)
    Department.objects.create(organisation=organisation, name="Archives")
    assert list(steps(client.get("/organisation/")).values()) == [
        "Done",
        "Invited",
        "Done",
        "Done",
        "Invited",
    ]


def test_organisation_page_of_one_adviser_asks_for_one_person_with_all_three_roles(client, path):
    client.post(f"{path}?authority=ABE", TYPED)
    membership = Organisation.objects.get().membership_set.get()
    client.force_login(membership.person)
    title = "Invite your communications adviser and clerk to the panel and chair of the panel"
    assert steps(client.get("/organisation/"))[title] == "To do"

    for role in ("adviser", "clerk", "chair"):
        MembershipRole.objects.create(membership=membership, role=role)

    assert steps(client.get("/organisation/"))[title] == "Done"


@pytest.mark.parametrize("count", [1, 3])
def test_organisation_page_costs_the_same_queries(
    client, council, count, django_assert_num_queries
):
    council.sign_in(client, "administrator")
    for _ in range(count):
        MembershipFactory(organisation=council.organisation, roles=["clerk"])
        InvitationFactory(organisation=council.organisation)

    with django_assert_num_queries(9):
        client.get("/organisation/")


def test_policy_shows_what_is_in_force_and_what_was(client, council):
    council.sign_in(client, "auditor")

    response = client.get("/organisation/policy/")

    assert "Small panel" in main(response)
    assert "10 working days" in main(response)
    assert page(response).xpath("//main//a[@role='button']") == []


def test_policy_is_adopted_after_its_effect_is_said(client, council):
    council.case("submitted")
    council.sign_in(client, "administrator")

    asked = client.get("/organisation/policy/adopt/")
    response = client.post("/organisation/policy/adopt/", {"policy": "one_adviser"}, follow=True)

    assert "Those sent before, 1 now, keep the policy" in main(asked)
    assert page(asked).xpath("//input[@checked]/@value") == ["small_panel"]
    assert "From now on: One adviser." in main(response)
    assert Policy.objects.latest("version").key == "one_adviser"


def test_policy_that_is_in_force_is_not_adopted_again(client, council):
    council.sign_in(client, "administrator")

    client.post("/organisation/policy/adopt/", {"policy": "small_panel"})

    assert Policy.objects.count() == 1


@pytest.mark.parametrize("key", ["", "no_panel", "small_panel\0", "nothing"])
def test_policy_that_nobody_can_choose_is_refused_in_words(client, council, key):
    council.sign_in(client, "administrator")

    response = client.post("/organisation/policy/adopt/", {"policy": key})

    assert list(response.context["form"].errors) == ["policy"]
    assert Policy.objects.count() == 1


def test_policy_of_an_organisation_without_one_says_what_one_can_do(client, db):
    person = PersonFactory()
    MembershipFactory(person=person, roles=["administrator"])
    client.force_login(person)

    assert "Nobody has said yet who decides" in main(client.get("/organisation/policy/"))
    assert steps(client.get("/organisation/"))["Say who decides"] == "To do"
