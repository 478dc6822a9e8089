"""The pages of a panel that votes: interest first, then a vote, then what the others said."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mercat.home.queries import waiting_for
from mercat.passports.models import Vote
from tests.passports.full_panel import cast, new_version, voted_on, votes_now
from tests.passports.views.reading import errors_of, messages_of, said_on


@pytest.fixture(autouse=True)
def _voting(council):
    votes_now(council)


def url(name, application):
    return reverse(f"passports:{name}", args=[application.public_id])


def now_on(council, **votes):
    return voted_on(council, at=timezone.now(), **votes)


def read(client, council, part, application):
    council.sign_in(client, part)
    return client.get(url("application", application))


def wanted(member):
    return [work.what for work in waiting_for(member)]


def test_case_takes_three_presses_of_a_member(council, client):
    application = council.case("in_panel", at=timezone.now())
    page = read(client, council, "second", application)
    assert wanted(council.second) == ["Say whether you have an interest, and vote"]
    assert "Do you have an interest in this case?" in said_on(page, "h2")
    assert "The panel’s discussion" not in said_on(page, "h2")

    page = client.post(url("interest", application), {"answer": "no"}, follow=True)
    assert "The panel’s discussion" in said_on(page, "h2")
    assert wanted(council.second) == ["Read it and vote"]

    typed = {"choice": "support", "revision": "1", "words": ""}
    page = client.post(url("vote", application), typed, follow=True)

    assert messages_of(page) == ["Your vote counts. You can change it until the chair decides."]
    assert wanted(council.second) == []


def test_after_each_vote_the_next_case_is_there(council, client):
    """Presses of a member, counted: open the work, then two for each case."""
    cases = [now_on(council), now_on(council), now_on(council)]
    council.sign_in(client, "second")
    page, presses = client.get(url("application", cases[0])), 1
    for case in cases:
        assert f'action="{url("vote", case)}"' in page.content.decode()
        typed = {"choice": "support", "revision": "1", "words": ""}
        page = client.post(url("vote", case), typed, follow=True)
        presses += 2  # what the vote is, and that it counts

    assert presses / len(cases) <= 3
    assert messages_of(page) == ["Your vote counts. You can change it until the chair decides."]
    assert set(Vote.objects.values_list("application", flat=True)) == {each.pk for each in cases}
    assert wanted(council.second) == []


def test_after_a_decision_the_chair_has_the_next_case(council, client):
    first, second = (now_on(council, chair="support") for _ in range(2))
    cast(first, "support", by=council.second)
    cast(first, "support", by=council.third)
    cast(second, "support", by=council.second)
    cast(second, "support", by=council.third)
    council.sign_in(client, "chair")

    typed = {"outcome": "approved", "reasons": "A clear purpose.", "revision": "1"}
    page = client.post(url("decide", first), typed)

    assert page.url == url("application", second)
    assert client.post(url("decide", second), typed).url == url("application", second)


def test_case_says_how_many_votes_it_still_wants(council, client):
    application = now_on(council, third="support")

    page = read(client, council, "second", application).content.decode()

    assert "Two more votes needed on this version." in page
    assert "Voted so far: 1 of 4 who take part." in page


def test_others_votes_are_hidden_until_one_has_voted(council, client):
    application = now_on(council, third="oppose")
    assert "There is one" not in read(client, council, "second", application).content.decode()
    assert "There is one" not in read(client, council, "clerk", application).content.decode()

    cast(application, "support", by=council.second, at=timezone.now())

    page = read(client, council, "second", application)
    assert "Oppose There is one" in said_on(page, "section[@aria-labelledby='votes']//dd")
    assert "There is one" not in read(client, council, "clerk", application).content.decode()


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"choice": "oppose", "words": " "}, "Say why you oppose it"),
        ({"choice": "conditions", "words": ""}, "Write the conditions"),
        ({"choice": "ask", "words": ""}, "Write your question"),
        ({"words": "I wonder"}, "Press one of the buttons to vote"),
    ],
)
def test_vote_with_a_mistake_says_so_and_keeps_the_words(typed, error, council, client):
    application = now_on(council)
    council.sign_in(client, "second")

    page = client.post(url("vote", application), {"revision": "1", **typed})

    assert errors_of(page) == {"words": error}
    assert typed["words"].strip() in page.content.decode()
    assert Vote.objects.count() == 0


def test_vote_on_an_old_version_shows_what_came_and_keeps_the_words(council, client):
    application = now_on(council)
    new_version(council, application, at=timezone.now())
    council.sign_in(client, "second")

    page = client.post(
        url("vote", application), {"choice": "oppose", "revision": "1", "words": "Too many"}
    )

    assert messages_of(page) == [
        "A new version came while you were reading. Look at what changed, then vote."
    ]
    assert "Too many</textarea>" in page.content.decode()
    assert "What changed since version 1" in said_on(page, "h2")


def test_stale_vote_is_confirmed_in_one_press(council, client):
    application = now_on(council, second="conditions")
    new_version(council, application, at=timezone.now())
    page = read(client, council, "second", application)
    assert "Your vote on version 1 was: support with conditions." in page.content.decode()
    assert wanted(council.second) == ["Vote again: a new version came"]

    page = client.post(url("confirm_vote", application), {"revision": "2"}, follow=True)

    assert messages_of(page) == ["Your vote counts. You can change it until the chair decides."]
    assert Vote.objects.get(revision__number=2).words == "Ask before the election"


def test_confirm_of_a_version_that_was_not_shown_is_refused(council, client):
    application = now_on(council, second="support")
    new_version(council, application, at=timezone.now())
    council.sign_in(client, "second")

    page = client.post(url("confirm_vote", application), {"revision": "1"}, follow=True)

    assert messages_of(page) == [
        "A new version came while you were reading. Look at what changed, then vote."
    ]


def test_chair_votes_before_deciding(council, client):
    application = now_on(council, second="oppose", third="oppose", panel_member="oppose")
    council.sign_in(client, "chair")
    assert wanted(council.chair) == ["Read it and vote"]

    page = client.get(url("decide", application), follow=True)

    assert messages_of(page) == ["Cast your own vote first: then you see how the others voted."]
    assert "There is one" not in page.content.decode()


def test_chair_gives_a_reason_to_decide_otherwise(council, client):
    application = now_on(council, chair="support", second="oppose", third="oppose")
    council.sign_in(client, "chair")
    assert wanted(council.chair) == ["Record the decision"]
    typed = {"outcome": "approved", "reasons": "A clear purpose."}
    page = client.post(url("decide", application), typed)
    assert errors_of(page) == {"override_reason": "The votes say no. To decide otherwise, say why."}
    assert "The votes say no." in said_on(page, "h2")

    page = client.post(
        url("decide", application), {**typed, "override_reason": "The law wants it."}, follow=True
    )

    shown = " ".join(said_on(page, "div[contains(@class, 'm-inset--ok')]"))
    assert "Votes: 1 for (0 with conditions), 2 against, 0 abstained." in shown
    assert "The law wants it." in shown


def test_interest_with_which_one_steps_out_closes_the_case(council, client):
    application = council.case("in_panel", at=timezone.now())
    council.sign_in(client, "second")
    typed = {"answer": "step_out", "kind": "personal", "words": "My sister runs it"}

    page = client.post(url("interest", application), typed, follow=True)

    assert messages_of(page) == [
        "You step out of this case. You see no more of it, and others see only that."
    ]
    assert client.get(url("application", application)).status_code == 404
    assert wanted(council.second) == []
    application.seats.update(interest_said=True)
    page = read(client, council, "third", application)
    assert "Second: steps out" in said_on(page, "div[@class='m-side']/ul/li")
    assert "My sister" not in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, {"answer": "Say whether you have an interest"}),
        ({"answer": "declare"}, {"kind": "Choose which interest it is"}),
    ],
)
def test_interest_with_a_mistake_says_so(typed, errors, council, client):
    application = council.case("in_panel", at=timezone.now())
    council.sign_in(client, "second")

    page = client.post(url("interest", application), {**typed, "words": "Hm"})

    assert errors_of(page) == errors
    assert "Hm</textarea>" in page.content.decode()


def test_clerk_reads_and_sets_interests(council, client):
    application = now_on(council)
    council.sign_in(client, "clerk")
    page = client.get(url("set_interest", application))
    assert any("Works in the same team" in each for each in said_on(page, "dd"))
    typed = {
        "person": council.third.person.public_id,
        "kind": "political",
        "effect": "step_out",
        "words": "Stands in this ward",
    }

    page = client.post(url("set_interest", application), typed, follow=True)

    assert messages_of(page) == ["It is set. Other members see only who steps out."]
    assert "Third: steps out" in said_on(page, "div[@class='m-side']/ul/li")


def test_clerk_is_told_what_to_do_when_the_chair_steps_out(council, client):
    application = now_on(council)
    application.seats.filter(person=council.chair.person).update(steps_out=True)

    page = read(client, council, "clerk", application).content.decode()
    told = client.post(url("call_again", application), follow=True)

    assert "Every chair steps out of this case. Ask an administrator" in page
    assert messages_of(told)[0].startswith("Everybody on the panel has a seat already.")


@pytest.mark.parametrize("count", [1, 3])
def test_case_takes_as_many_queries_for_one_vote_as_for_three(
    count, council, client, django_assert_num_queries
):
    votes = dict.fromkeys(["chair", "second", "third"][:count], "support")
    application = now_on(council, **votes)
    council.sign_in(client, "chair")

    with django_assert_num_queries(34):
        page = client.get(url("application", application))

    assert len(said_on(page, "section[@aria-labelledby='votes']//dd")) == count
