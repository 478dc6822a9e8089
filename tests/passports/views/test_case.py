"""One address for a case; what stands there depends on who reads it, and when."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mercat.passports import actions
from tests.factories.council import decide
from tests.passports.states import in_state
from tests.passports.views.reading import errors_of, messages_of, said_on


def url(name, application):
    return reverse(f"passports:{name}", args=[application.public_id])


def case_of(council, state):
    return in_state(council, state, at=timezone.now())


def offered(page):
    """What the page lets its reader do: buttons, and links that act."""
    buttons = said_on(page, "main//button") + said_on(page, "main//a[contains(@class, 'button')]")
    links = [each for each in said_on(page, "main//a") if each.startswith("Ask the applicant")]
    return buttons + links


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("submitted", "Received"),
        ("in_panel", "With the panel"),
        ("decided", "With the panel"),
        ("released", "Decided"),
        ("withdrawn", "Withdrawn"),
    ],
)
def test_application_tells_the_applicant_where_it_stands(state, word, council, client):
    application = case_of(council, state)
    council.sign_in(client, "applicant")

    page = client.get(url("application", application))

    assert said_on(page, "h1") == ["Strathbeg Archives on Instagram"]
    assert said_on(page, "p[@class='m-under']/*")[0] == word


def test_application_tells_the_applicant_nothing_of_a_decision_before_its_release(council, client):
    application = council.case("in_panel", at=timezone.now())
    decide(application, by=council.chair, at=timezone.now(), reasons="CANARY")
    council.sign_in(client, "applicant")

    page = client.get(url("application", application)).content.decode()

    assert ("CANARY" in page, "approved" in page.lower()) == (False, False)


@pytest.mark.parametrize(
    ("state", "heading", "tasks"),
    [
        ("draft", "Your application", ["Done"] * 5 + ["To do"]),
        ("more_info", "Change your application", ["Done"] * 5 + ["To do"]),
    ],
)
def test_application_lists_the_parts_of_a_draft(state, heading, tasks, council, client):
    application = case_of(council, state)
    council.sign_in(client, "applicant")

    page = client.get(url("application", application))

    assert said_on(page, "h1") == [heading]
    assert said_on(page, "*[contains(@class, 'task-list__status')]") == tasks
    assert ("How often?" in page.content.decode()) == (state == "more_info")


def test_application_keeps_sending_closed_while_parts_are_missing(council, client):
    application = council.case("draft")
    application.sections.get(section="case").delete()
    council.sign_in(client, "applicant")

    page = client.get(url("application", application))

    assert said_on(page, "*[contains(@class, 'task-list__status')]") == [
        "Done",
        "To do",
        "Done",
        "Done",
        "Done",
        "Not yet",
    ]


@pytest.mark.parametrize(
    ("state", "part", "actions_offered"),
    [
        ("submitted", "clerk", ["Put before the panel", "Ask the applicant for something"]),
        ("submitted", "chair", ["Ask the applicant for something"]),
        ("submitted", "adviser", ["Ask the applicant for something"]),
        ("in_panel", "clerk", ["Add", "Ask the applicant for something"]),
        ("in_panel", "chair", ["Add", "Record the decision", "Ask the applicant for something"]),
        ("in_panel", "panel_member", ["Add", "I have nothing to add"]),
        ("in_panel", "auditor", []),
        ("more_info", "chair", ["Add"]),
        ("decided", "chair", ["Add", "Take the decision back"]),
        ("decided", "clerk", ["Add", "Preview the letter"]),
        ("released", "clerk", []),
        ("withdrawn", "chair", []),
        ("in_panel", "manager", []),
    ],
)
def test_application_offers_each_reader_what_they_may_do(
    state, part, actions_offered, council, client
):
    application = case_of(council, state)
    council.sign_in(client, part)

    page = client.get(url("application", application))

    assert offered(page) == actions_offered


def test_application_tells_the_panel_what_the_manager_said(council, client):
    application = council.case("in_panel", at=timezone.now())
    actions.give_view(
        manager_view=application.manager_view,
        view="object",
        text="Not before the summer",
        by=council.manager,
        at=timezone.now(),
    )
    council.sign_in(client, "panel_member")

    page = client.get(url("application", application)).content.decode()

    assert "<strong>Manager</strong> objects" in page
    assert "Not before the summer" in page


def test_application_names_who_sits_and_who_steps_out(council, client):
    council.applicant.roles.create(role="panel_member")
    application = council.case("in_panel", at=timezone.now())
    council.sign_in(client, "clerk")

    page = client.get(url("application", application))

    assert said_on(page, "div[@class='m-side']/ul/li") == [
        "Chair, chair",
        "Applicant: steps out",
        "Panel Member",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_application_takes_as_many_queries_for_one_comment_as_for_three(
    count, council, client, django_assert_num_queries
):
    application = council.case("in_panel", at=timezone.now())
    for _ in range(count):
        actions.discuss(application=application, text="Clear.", by=council.chair, at=timezone.now())
    council.sign_in(client, "chair")

    with django_assert_num_queries(25):
        page = client.get(url("application", application))

    assert len(said_on(page, "article")) == count


@pytest.mark.parametrize(
    ("state", "queries"), [("draft", 10), ("more_info", 9), ("in_panel", 13), ("released", 14)]
)
def test_application_takes_its_applicant_few_queries(
    state, queries, council, client, django_assert_num_queries
):
    application = case_of(council, state)
    council.sign_in(client, "applicant")

    with django_assert_num_queries(queries):
        client.get(url("application", application))


def test_discuss_shows_what_was_said_as_words(council, client):
    application = council.case("in_panel", at=timezone.now())
    council.sign_in(client, "panel_member")

    page = client.post(url("discuss", application), {"text": "<b>Clear</b>\nand kind"}, follow=True)

    assert said_on(page, "article/p") == [
        page_line(application),
        "<b>Clear</b>and kind",
    ]


def page_line(application):
    written = timezone.localtime(application.discussion.comments.get().written_at)
    clock = written.strftime("%H:%M")
    return f"Panel Member, {written.day} {written:%B %Y} at {clock}"


def test_discuss_without_words_says_so(council, client):
    application = council.case("in_panel", at=timezone.now())
    council.sign_in(client, "panel_member")

    page = client.post(url("discuss", application), {"text": "  "})

    assert errors_of(page) == {"text": "Write something first"}
    assert application.discussion.comments.count() == 0


def test_discuss_too_much_keeps_what_was_typed(council, client):
    application = council.case("in_panel", at=timezone.now())
    council.sign_in(client, "panel_member")

    page = client.post(url("discuss", application), {"text": "Well " * 1001})

    assert list(errors_of(page)) == ["text"]
    assert "Well Well Well" in page.content.decode()


def test_discuss_after_the_release_is_refused(council, client):
    application = case_of(council, "released")
    council.sign_in(client, "chair")

    page = client.post(url("discuss", application), {"text": "Too late"}, follow=True)

    assert messages_of(page) == ["The panel is not discussing this case now."]
    assert application.discussion.comments.count() == 0


def test_member_of_a_panel_that_talks_presses_once_and_reads_the_next_case(council, client):
    first, second = (council.case("in_panel", at=timezone.now()) for _number in range(2))
    council.sign_in(client, "panel_member")

    offers = offered(client.get(url("application", first)))
    answer = client.post(url("discuss", first), {"pass": "1"}, follow=True)

    assert "I have nothing to add" in offers
    assert answer.redirect_chain[-1][0] == url("application", second)
    assert messages_of(answer) == ["Noted. This is the next case that waits for you."]
    comment = first.discussion.comments.get()
    assert comment.text == "I have read it and have nothing to add."
    assert "I have nothing to add" not in offered(client.get(url("application", first)))


def test_chair_reads_who_has_spoken(council, client):
    application = case_of(council, "in_panel")
    actions.discuss(
        application=application, text="Yes.", by=council.panel_member, at=timezone.now()
    )
    council.sign_in(client, "chair")

    page = client.get(url("application", application))

    assert "Panel Member: has spoken" in said_on(page, "ul/li")
    assert "I have nothing to add" not in offered(page)  # chairs record what was agreed


@pytest.mark.parametrize(
    ("reader", "parts"),
    [
        ("chair", ["What they wrote", "The manager’s view", "The panel’s discussion"]),
        ("adviser", ["What they wrote", "The manager’s view", "What communications says"]),
    ],
)
def test_case_begins_with_the_way_to_its_parts(reader, parts, council, client):
    application = case_of(council, "in_panel")
    council.sign_in(client, reader)

    page = client.get(url("application", application))

    assert said_on(page, "nav[@aria-label='On this page']//a") == ["What you can do", *parts]


def test_member_steps_out_where_the_policy_asks_nobody_for_an_interest(council, client):
    application = case_of(council, "in_panel")
    council.sign_in(client, "panel_member")

    page = client.get(url("application", application))
    client.post(url("interest", application), {"answer": "step_out", "kind": "personal"})

    assert "I have an interest in this case" in said_on(page, "main//a")
    assert client.get(url("application", application)).status_code == 404
    assert application.seats.get(steps_out=True, person=council.panel_member.person)


def test_clerk_reads_what_to_do_when_the_only_chair_steps_out(council, client):
    application = case_of(council, "in_panel")
    actions.set_interest(
        application=application,
        person=council.chair.person,
        kind="personal",
        effect="step_out",
        by=council.clerk,
        at=timezone.now(),
    )
    council.sign_in(client, "clerk")

    page = client.get(url("application", application))

    assert "Interests of members" in said_on(page, "main//a")
    assert "Every chair steps out of this case." in page.content.decode()
    assert "Call the roll again" in offered(page)
