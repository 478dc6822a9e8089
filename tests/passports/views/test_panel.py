"""The pages of clerk and chair."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mercat.common.models import OutboxMail
from mercat.organisations.models import MembershipRole
from mercat.passports import actions
from mercat.passports.library import Term
from mercat.passports.models import Decision, Letter
from tests.factories.council import decide
from tests.passports.full_panel import new_version
from tests.passports.states import in_state
from tests.passports.views.reading import errors_of, messages_of, said_on

CHANGED = "Somebody changed this while you were reading. Look at it again, then decide."
LAST_DAY = (
    "The last day of the passport has passed. "
    "Ask the chair to take the decision back and to name a later day."
)
YES = "Yes: your application is approved."
APPROVED = {"outcome": "approved", "reasons": "A clear purpose."}


def url(name, application):
    return reverse(f"passports:{name}", args=[application.public_id])


def hidden(page, name):
    return str(page.context["form"][name].value())


def case_of(council, state):
    return in_state(council, state, at=timezone.now())


def test_open_tells_that_the_panel_has_it(council, client):
    application = case_of(council, "submitted")
    council.sign_in(client, "clerk")

    page = client.post(url("open", application), follow=True)

    assert messages_of(page) == ["The case is before the panel. Its members have a mail."]


def test_open_without_a_chair_is_refused_with_a_sentence(council, client):
    application = case_of(council, "submitted")
    MembershipRole.objects.filter(role="chair").delete()
    council.sign_in(client, "clerk")

    page = client.post(url("open", application), follow=True)

    application.refresh_from_db()
    assert messages_of(page) == [
        "No chair can take this case. Ask an administrator to name another chair."
    ]
    assert application.status == "submitted"


def test_ask_sends_the_question(council, client):
    application = case_of(council, "in_panel")
    council.sign_in(client, "chair")

    page = client.post(url("ask", application), {"question": "How often?"}, follow=True)

    assert messages_of(page) == ["The question is sent. The clock stands still meanwhile."]
    assert application.information_requests.get().question == "How often?"
    assert OutboxMail.objects.filter(purpose="passports/question").count() == 1


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (" ", "Write what you need from the applicant"),
        (
            "Why? " * 401,
            (
                "Your answer to “What do you need from the applicant?” must be 2000 "
                "characters or fewer"
            ),
        ),
        (
            "Why?\0",
            (
                "Your answer to “What do you need from the applicant?” holds a character we "
                "cannot keep. Type it again"
            ),
        ),
    ],
    ids=["missing", "long", "nul"],
)
def test_ask_with_a_mistake_says_so_and_asks_nothing(typed, error, council, client):
    application = case_of(council, "in_panel")
    council.sign_in(client, "chair")

    page = client.post(url("ask", application), {"question": typed})

    assert errors_of(page) == {"question": error}
    assert typed.strip("\0 ") in page.content.decode()
    assert application.information_requests.count() == 0


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("ask", {"question": "How often do you post?"}, "How often do you post?"),
        ("decide", APPROVED, "A clear purpose."),
    ],
)
def test_page_sent_too_late_keeps_what_was_typed(name, typed, words, council, client):
    application = case_of(council, "decided")
    decisions = Decision.objects.count()
    council.sign_in(client, "chair")

    page = client.post(url(name, application), typed)

    assert (page.status_code, messages_of(page)) == (200, [CHANGED])
    assert f"{words}</textarea>" in page.content.decode()
    assert Decision.objects.count() == decisions


def test_decide_records_what_the_panel_agreed(council, client):
    application = case_of(council, "in_panel")
    council.sign_in(client, "chair")
    last_day = date(timezone.now().year + 1, 3, 14)
    typed = {
        "outcome": "approved_with_conditions",
        "reasons": "A clear purpose.",
        "conditions": "Ask communications in a crisis",
        "conditions_due_on_day": "3",
        "conditions_due_on_month": "March",
        "conditions_due_on_year": str(last_day.year),
        "panel_note": "Nearly a no",
        "expires_on_day": "14",
        "expires_on_month": "March",
        "expires_on_year": str(last_day.year),
    }

    page = client.post(url("decide", application), typed, follow=True)

    decision = application.decisions.get()
    assert messages_of(page) == ["The decision is recorded. The clerk releases the letter."]
    (condition,) = decision.condition_set.all()
    assert (decision.outcome, condition.text) == (
        "approved_with_conditions",
        "Ask communications in a crisis",
    )
    assert (decision.panel_note, decision.expires_on) == ("Nearly a no", last_day)


def test_decide_with_mistakes_keeps_what_was_typed(council, client):
    application = case_of(council, "in_panel")
    council.sign_in(client, "chair")
    yesterday = timezone.now() - timedelta(days=1)
    typed = {
        "outcome": "approved_with_conditions",
        "panel_note": "Nearly a no",
        "expires_on_day": yesterday.day,
        "expires_on_month": yesterday.month,
        "expires_on_year": yesterday.year,
    }

    page = client.post(url("decide", application), typed)

    assert errors_of(page) == {
        "reasons": "Give the applicant a reason",
        "conditions": "Choose or write the conditions",
        "expires_on": "The last day must lie in the future",
    }
    assert ">\nNearly a no</textarea>" in page.content.decode()
    assert Decision.objects.count() == 0


def test_decide_on_a_version_that_nobody_read_asks_to_look_first(council, client):
    application = case_of(council, "in_panel")
    council.sign_in(client, "chair")
    page = client.get(url("decide", application))
    assert ('name="revision"' in page.content.decode(), hidden(page, "revision")) == (True, "1")
    new_version(council, application, at=timezone.now())

    page = client.post(url("decide", application), {**APPROVED, "revision": "1"})

    assert messages_of(page) == [
        "A new version came while you were reading. Look at what changed, then decide."
    ]
    assert (Decision.objects.count(), hidden(page, "revision")) == (0, "2")
    assert "A clear purpose.</textarea>" in page.content.decode()
    client.post(url("decide", application), {**APPROVED, "revision": "2"})
    assert Decision.objects.get().revision.number == 2


def test_reopen_gives_the_case_back_to_the_panel(council, client):
    application = case_of(council, "decided")
    council.sign_in(client, "chair")

    page = client.post(url("reopen", application), follow=True)

    application.refresh_from_db()
    assert messages_of(page) == ["The decision is taken back. The case is with the panel again."]
    assert application.status == "in_panel"


def letter_of(council, client, **changed):
    application = council.case("in_panel", at=timezone.now())
    decide(application, by=council.chair, at=timezone.now(), **changed)
    council.sign_in(client, "clerk")
    return application, client.get(url("release", application))


def test_release_previews_the_letter_with_reasons_and_conditions(council, client):
    _, page = letter_of(
        council,
        client,
        outcome="approved_with_conditions",
        reasons="A <clear> purpose & people.",
        conditions=[Term("Ask communications in a crisis", date(2050, 3, 14))],
        panel_note="CANARY",
    )

    (letter,) = said_on(page, "article")
    assert letter.startswith("Strathbeg Council Applicant")
    assert "Yes: your application is approved, with conditions." in letter
    assert "A <clear> purpose & people." in letter
    assert "Ask communications in a crisis, by 14 March 2050" in letter
    assert "Your passport is ready." in letter
    assert "CANARY" not in page.content.decode()


def test_release_of_a_refusal_promises_no_passport(council, client):
    _, page = letter_of(council, client, outcome="declined", reasons="There is one already.")

    (letter,) = said_on(page, "article")
    assert "We cannot approve your application this time." in letter
    assert "There is one already." in letter
    assert "passport" not in letter
    assert "makes the passport" not in page.content.decode()


def test_release_previews_changes_without_sending(council, client):
    application, _ = letter_of(council, client)

    page = client.post(url("release", application), {"text": "Dear Ms A,", "preview": "1"})

    assert "Dear Ms A," in said_on(page, "article")[0]
    assert "Dear Ms A,</textarea>" in page.content.decode()
    assert Letter.objects.count() == 0


def test_release_sends_what_the_clerk_wrote(council, client):
    application, _ = letter_of(council, client)

    words = f"Dear Ms A, {YES}"
    page = client.post(url("release", application), {"text": words}, follow=True)

    assert messages_of(page) == ["The letter is on its way to Applicant."]
    assert Letter.objects.get().text == words


def test_release_of_a_letter_whose_decision_was_replaced_is_refused(council, client):
    application, page = letter_of(council, client)
    read = hidden(page, "decision")
    actions.reopen(application=application, by=council.chair, at=timezone.now())
    decide(application, by=council.chair, at=timezone.now(), outcome="declined")

    page = client.post(url("release", application), {"text": "Yes.", "decision": read})

    assert messages_of(page) == [
        "The panel has decided anew since you opened this letter. Open it again, and read."
    ]
    assert Letter.objects.count() == 0


def test_release_of_an_empty_letter_says_so(council, client):
    application, _ = letter_of(council, client)

    page = client.post(url("release", application), {"text": " "})

    assert errors_of(page) == {"text": "The letter is empty"}
    assert Letter.objects.count() == 0


def test_release_after_the_last_day_keeps_the_letter(council, client):
    yesterday = timezone.localdate() - timedelta(days=1)
    application, _ = letter_of(council, client, expires_on=yesterday)

    page = client.post(url("release", application), {"text": f"Dear Ms A, {YES}"})

    assert messages_of(page) == [LAST_DAY]
    assert f"Dear Ms A, {YES}</textarea>" in page.content.decode()
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("state", ["in_panel", "released"])
def test_release_without_a_decision_that_waits_says_so(state, council, client):
    application = case_of(council, state)
    council.sign_in(client, "clerk")

    page = client.get(url("release", application), follow=True)

    assert messages_of(page) == ["There is no decision to release here now."]
