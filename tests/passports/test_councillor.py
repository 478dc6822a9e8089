"""An elected member's own account: advice, never a vote, a manager or a passport."""

from typing import Any

import pytest

from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.passports import actions
from mercat.passports.forms import DecideForm
from mercat.passports.lifecycle import COUNCILLOR_MOVES, Kind, Outcome, Status
from mercat.passports.models import Application, ManagerView, Passport
from tests.factories.council import NOW, Council, decide, fill
from tests.passports.states import check_every_part

ANSWERS = {
    "account_name": "Councillor for Strathbeg North",
    "account": "facebook.com/CllrStrathbegNorth",
    "purpose": "Surgeries and local news",
    "replies": "I do, within a week",
    "casework": "I ask them to write to me",
    "conduct": "In heated threads",
    "elections": "I stop using it",
    "advice": "May I block people?",
}
DECLARED = {"declarations": ["conduct", "elections", "own"], "shows_name": False}
STATES = ["draft", "submitted", "more_info", "released", "withdrawn"]
ACTS: dict[str, Any] = {
    "submit": lambda a, by: actions.submit(application=a, **DECLARED, by=by, at=NOW),
    "ask": lambda a, by: actions.ask(application=a, question="Which?", by=by, at=NOW),
    "answer": lambda a, by: actions.answer(application=a, **DECLARED, by=by, at=NOW),
    "advise": lambda a, by: actions.advise(application=a, advice="Say whose it is.", by=by, at=NOW),
    "withdraw": lambda a, by: actions.withdraw(application=a, reason="", by=by, at=NOW),
    "open": lambda a, by: actions.open_case(application=a, by=by, at=NOW),
    "decide": lambda a, by: decide(a, by=by, at=NOW),
    "release": lambda a, by: actions.release(application=a, text="Yes.", by=by, at=NOW),
    "reopen": lambda a, by: actions.reopen(application=a, by=by, at=NOW),
}
WHO = {
    "submit": {"applicant"},
    "ask": {"adviser", "clerk", "chair"},
    "answer": {"applicant"},
    "advise": {"adviser", "clerk"},
    "withdraw": {"applicant"},
    "open": {"clerk"},
    "decide": {"chair"},
    "release": {"clerk"},
    "reopen": {"chair"},
}
TABLE = {(move.action, move.old): move.new for move in COUNCILLOR_MOVES}


def case(council: Council, state: str = "submitted") -> Application:
    application = actions.start(by=council.applicant, at=NOW, kind=Kind.COUNCILLOR)
    fill(application, ANSWERS, by=council.applicant, at=NOW)
    if state != "draft":
        ACTS["submit"](application, council.applicant)
    last = {
        "more_info": ("ask", "clerk"),
        "released": ("advise", "adviser"),
        "withdrawn": ("withdraw", "applicant"),
    }
    if state in last:
        action, part = last[state]
        ACTS[action](application, council.members[part])
    application.refresh_from_db()
    assert application.status == state
    return application


@pytest.mark.parametrize("state", STATES)
def test_lifecycle_allows_exactly_what_the_table_says(state, council):
    application = case(council, state)

    assert application.status == state
    check_every_part(application, council, acts=ACTS, who=WHO, table=TABLE)


def test_advice_is_sent_at_once_and_grants_nothing(council):
    application = case(council)

    letter = ACTS["advise"](application, council.adviser)

    application.refresh_from_db()
    mail = OutboxMail.objects.filter(purpose="passports/letter").get()
    assert (application.status, letter.text) == (Status.RELEASED, "Say whose it is.")
    assert mail.to == "applicant@strathbeg.example"
    assert letter.decision.outcome == Outcome.ADVISED
    assert (Passport.objects.count(), ManagerView.objects.count()) == (0, 0)
    assert Event.objects.order_by("pk").last().verb == "passports.application.advised"


def test_panel_cannot_choose_advice_as_an_outcome():
    form = DecideForm({"outcome": "advised", "reasons": "x"}, today=NOW.date())

    assert list(form.errors) == ["outcome"]


def test_elected_member_asks_is_advised_and_reads_it(council, client):
    council.sign_in(client, "applicant")
    begun = client.post("/passports/apply/", {"advice": "1"})["Location"]
    application = Application.objects.get()
    fill(application, ANSWERS, by=council.applicant, at=NOW)
    assert "Ask for advice" in client.get(f"{begun}send/").content.decode()
    client.post(f"{begun}send/", {f"declare_{key}": "on" for key in DECLARED["declarations"]})
    assert "Nobody votes on it" in client.get(begun).content.decode()

    council.sign_in(client, "clerk")
    assert "Give advice" in client.get("/dashboard/").content.decode()
    council.sign_in(client, "adviser")
    page = client.get(begun).content.decode()
    assert ("Give advice" in page, "Put before the panel" in page) == (True, False)
    refused = client.post(f"{begun}advise/", {"advice": " "})
    assert "Write your advice" in refused.content.decode()
    client.post(f"{begun}advise/", {"advice": "Say whose it is."})

    council.sign_in(client, "applicant")
    page = client.get(begun).content.decode()
    assert "Here is our advice. It is yours to take or leave." in page
    assert "Say whose it is." in page


def test_advisers_and_clerks_are_told_that_a_member_asks_for_advice(council):
    case(council)

    told = OutboxMail.objects.filter(purpose="passports/received").order_by("to")
    assert [each.to for each in told] == ["adviser@strathbeg.example", "clerk@strathbeg.example"]
