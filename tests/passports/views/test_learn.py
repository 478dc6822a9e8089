import pytest
from django.urls import reverse

from mercat.passports import actions
from mercat.passports.models import Passport
from tests.passports.actions.test_learn import ANSWERS

URL = "/passports/learn/"
FILLED = {**ANSWERS, "declare_policy": "on"}


def test_learn_shows_three_questions(client, council):
    council.sign_in(client, "member")

    page = client.get(URL).content.decode()

    assert page.count("<textarea") == 2
    assert "Which tools would you use?" in page


def test_learn_leads_to_the_passport(client, council):
    council.sign_in(client, "member")

    answer = client.post(URL, FILLED, follow=True)

    assert answer.redirect_chain == [(f"/passports/{Passport.objects.get().public_id}/", 302)]
    assert "Learning passport" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("purpose", "Say what you would like to use it for"),
        ("tools", "Name at least one tool"),
        ("brings", "Say in a sentence what it will bring the people we serve"),
        ("declare_policy", "Confirm that you have read the policy"),
    ],
)
def test_learn_with_a_field_empty_says_so_and_keeps_the_rest(client, council, field, sentence):
    council.sign_in(client, "member")

    answer = client.post(URL, {**FILLED, field: ""})

    assert answer.context["form"].errors == {field: [sentence]}
    kept = set(ANSWERS) - {field}
    assert all(ANSWERS[name] in answer.content.decode() for name in kept)
    assert Passport.objects.count() == 0


def test_held_lists_everybody_for_the_chair_alone(client, council, at, django_assert_num_queries):
    for part in ("member", "colleague", "applicant"):
        actions.learn(answers=ANSWERS, declarations=["policy"], by=council.members[part], at=at)
    council.sign_in(client, "chair")

    with django_assert_num_queries(5):
        page = client.get("/passports/held/").content.decode()

    assert [page.count(name) for name in (">Member<", ">Colleague<", ">Applicant<")] == [1, 1, 1]
    council.sign_in(client, "member")
    assert client.get("/passports/held/").status_code == 403


def test_person_page_says_what_somebody_holds(client, council, at):
    council.case("released")
    actions.learn(answers=ANSWERS, declarations=["policy"], by=council.applicant, at=at)
    url = reverse("passports:person", args=[council.applicant.person.public_id])
    council.sign_in(client, "keeper")

    page = client.get(url).content.decode()

    assert page.count("Strathbeg Archives on Instagram") == 3  # its passport, and both parts
    assert page.count("Learning passport") == 1


def test_person_page_is_for_oneself_and_those_who_keep_the_record(client, council, outside):
    url = reverse("passports:person", args=[council.applicant.person.public_id])

    answers = {}
    for name in ("applicant", "clerk", "member"):
        council.sign_in(client, name)
        answers[name] = client.get(url).status_code
    outside.sign_in(client, "chair")

    assert answers == {"applicant": 200, "clerk": 200, "member": 404}
    assert client.get(url).status_code == 404
