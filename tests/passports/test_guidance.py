"""Guidance beside questions and conditions."""

import pytest
from django.urls import reverse

from mercat.audit.models import Event
from mercat.common.refusals import NotAllowed, Refused
from mercat.passports import actions, library, queries, question_sets
from mercat.passports.queries import guidance
from mercat.practice import actions as practice
from mercat.practice.content import bringing, reading
from mercat.practice.models import Page
from tests.factories.council import NOW
from tests.outsiders import GUIDANCE_POST_ONLY
from tests.passports.conversations import answer, in_general
from tests.practice.written import draft, published


def test_each_key_and_each_file_is_there():
    files = {each.key for each in reading.shipped()}
    asked = {
        question.key
        for name in ("speak-1", "speak-2")
        for question in question_sets.load(name).questions()
    }

    assert set(guidance.OF_QUESTIONS) <= asked
    assert set(guidance.OF_CONDITIONS) <= {each.key for each in library.conditions()}
    assert {*guidance.OF_QUESTIONS.values(), *guidance.OF_CONDITIONS.values()} <= files


def test_nothing_stands_there_before_it_is_brought_in(council, django_assert_num_queries):
    assert queries.guidance_on_questions(council.organisation, ["security"]) == {}
    with django_assert_num_queries(1):
        assert queries.guidance_on_questions(council.organisation, ["purpose"]) == {}


def test_our_own_copy_goes_before_the_one_of_the_library(council, outside):
    bringing.bring_in(at=NOW)
    original = Page.objects.get(source="Mercat: account-security")
    copy = practice.begin(
        kind="guidance",
        title="How we keep ours safe",
        body="Ask Hamish.",
        licence="ogl-3",
        adapted_from=original,
        adapted_number=1,
        by=council.adviser,
        at=NOW,
    )

    found = queries.guidance_on_questions(council.organisation, ["mailbox", "purpose"])
    assert found == {"mailbox": [original]}
    practice.publish(page=copy, visibility="organisation", by=council.adviser, at=NOW)
    assert queries.guidance_on_condition(council.organisation, "two_steps") == [copy]
    assert queries.guidance_on_condition(outside.organisation, "two_steps") == [original]
    assert queries.guidance_on_condition(outside.organisation, "confirm") == []


def test_applicant_finds_it_beside_the_question(client, council):
    bringing.bring_in(at=NOW)
    application = council.case("draft")
    council.sign_in(client, "applicant")
    sections = queries.question_set_of(application).sections
    shown = "".join(
        client.get(
            reverse("passports:section", args=[application.public_id, each.key])
        ).content.decode()
        for each in sections
    )

    assert "Guidance: " in shown


def place(council, key="administrator", kind="question"):
    return queries.guidance_place(council.organisation, kind, key)


def at(name, kind="question", key="administrator"):
    return reverse(f"passports:{name}", args=[kind, key])


def test_what_an_organisation_chooses_stands_there_instead(client, council, outside):
    bringing.bring_in(at=NOW)
    usual = place(council).pages
    page = published(council.member, title="Two steps, in our way")
    council.sign_in(client, "adviser")
    listed = client.get(at("guidance_place"), {"q": "two steps way"}).content.decode()
    assert "Show it there" in listed

    client.post(at("show_guidance"), {"page": page.public_id})
    assert place(council).pages == sorted([*usual, page], key=lambda each: each.title)
    client.post(at("remove_guidance"), {"page": usual[0].public_id})
    assert place(council).pages == [page]
    assert place(outside).pages == usual
    assert queries.guidance_on_questions(council.organisation, ["administrator"]) == {
        "administrator": [page]
    }
    client.post(at("remove_guidance"), {"page": page.public_id})
    assert place(council).pages == []
    assert "Nothing stands there" in client.get(at("guidance_place")).content.decode()
    client.post(at("reset_guidance"))
    assert place(council).pages == usual
    verbs = Event.objects.filter(verb__startswith="passports.guidance").order_by("pk")
    assert [each.verb.rpartition(".")[2] for each in verbs] == [
        *("shown", "removed", "removed", "reset"),
    ]


def test_a_condition_has_what_was_chosen_for_it(council):
    page = published(council.member, title="How we block")
    chosen = place(council, "blocks", "condition")
    actions.show_guidance(place=chosen, page=page, by=council.administrator, at=NOW)

    assert queries.guidance_on_condition(council.organisation, "blocks") == [page]
    assert queries.guidance_on_condition(council.organisation, "") == []


def test_what_is_taken_down_or_of_others_stands_nowhere(client, council, outside):
    page = published(council.member, title="For a while")
    actions.show_guidance(place=place(council), page=page, by=council.adviser, at=NOW)
    practice.withdraw(page=page, reason="Old", by=council.member, at=NOW)
    assert place(council).pages == []

    for hidden in (draft(council.adviser), published(outside.member)):
        with pytest.raises(Refused):
            actions.show_guidance(place=place(council), page=hidden, by=council.adviser, at=NOW)
        council.sign_in(client, "adviser")
        answered = client.post(at("show_guidance"), {"page": hidden.public_id})
        assert answered.status_code == 404


def test_five_pages_are_enough(council):
    pages = [published(council.member, title=f"Page {number}") for number in range(6)]
    for page in pages[:5]:
        actions.show_guidance(place=place(council), page=page, by=council.adviser, at=NOW)
    with pytest.raises(Refused):
        actions.show_guidance(place=place(council), page=pages[5], by=council.adviser, at=NOW)


def test_who_chooses_and_what_is_not_there(client, council):
    page = published(council.member)
    with pytest.raises(NotAllowed):
        actions.show_guidance(place=place(council), page=page, by=council.clerk, at=NOW)
    council.sign_in(client, "administrator")
    listed = client.get(reverse("passports:guidance")).content.decode()
    assert at("guidance_place") in listed
    assert at("guidance_place", "condition", "leavers") in listed
    assert client.get(at("guidance_place", key="no-such")).status_code == 404
    assert client.get(at("guidance_place", kind="neither")).status_code == 404


def test_the_list_asks_as_often_however_much_was_chosen(client, council, django_assert_num_queries):
    bringing.bring_in(at=NOW)
    page = published(council.member, title="One")
    for key in ("administrator", "purpose", "casework"):
        actions.show_guidance(place=place(council, key), page=page, by=council.adviser, at=NOW)
    with django_assert_num_queries(4):
        shown = queries.guidance_places(council.organisation)
    assert sum(page in each.pages for each in shown) == 3
    council.sign_in(client, "adviser")
    assert client.get(reverse("passports:guidance")).content.decode().count("One<") == 3


def test_an_answer_points_to_pages_that_the_asker_can_read(client, council, outside):
    bringing.bring_in(at=NOW)
    advice = in_general(council)
    page = published(council.member, title="Answering in the evening")
    library = place(council).pages[0]
    council.sign_in(client, "adviser")
    where = reverse("passports:advice", args=[advice.public_id])
    typed = {
        "text": "Read these.",
        "guidance": library.public_id,
        "address": f"https://mercat.example/practice/{page.public_id}/?x=1",
    }
    assert client.post(where, typed).status_code == 302
    council.sign_in(client, "member")
    shown = client.get(where).content.decode()
    assert f"Guidance: {library.title_shown}" in shown
    assert "Guidance: Answering in the evening" in shown
    practice.withdraw(page=page, reason="Old", by=council.member, at=NOW)
    assert "Answering in the evening" not in client.get(where).content.decode()


@pytest.mark.parametrize("which", ["draft", "elsewhere", "nonsense"])
def test_an_answer_points_to_nothing_that_the_asker_cannot_read(client, council, outside, which):
    page = {"draft": lambda: draft(council.adviser), "elsewhere": lambda: published(outside.member)}
    address = f"/practice/{page[which]().public_id}/" if which in page else "https://a.example/"
    advice = in_general(council)
    council.sign_in(client, "adviser")
    where = reverse("passports:advice", args=[advice.public_id])
    answered = client.post(where, {"text": "Read this.", "address": address})

    assert "There is no page of Shared practice here" in answered.content.decode()
    assert ">Read this.</textarea>" in answered.content.decode().replace("\n", "")
    assert advice.thread.comments.count() == 1


def test_askers_point_to_nothing(client, council):
    advice = in_general(council)
    answer(advice, council.adviser)
    page = published(council.member)
    council.sign_in(client, "member")
    where = reverse("passports:advice", args=[advice.public_id])
    assert 'name="address"' not in client.get(where).content.decode()
    client.post(where, {"text": "And this?", "address": f"/practice/{page.public_id}/"})
    assert queries.pointed_to(council.organisation, advice.thread.comments.all()) == {}


@pytest.mark.parametrize("name", sorted(GUIDANCE_POST_ONLY))
def test_what_advisers_post_is_refused_to_others_and_to_get(client, council, name):
    where = at(name.partition(":")[2])
    for part in ("member", "clerk", "auditor"):
        council.sign_in(client, part)
        assert (part, client.post(where).status_code) == (part, 403)
    council.sign_in(client, "adviser")
    assert client.get(where).status_code == 405
