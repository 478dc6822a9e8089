"""An adviser grants a passport for some days at once; the panel decides what becomes of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from mercat.audit.models import Event
from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.home import queries as home
from mercat.lookup import queries as lookup
from mercat.organisations import actions as organisations
from mercat.passports import actions
from mercat.passports.forms import EmergencyForm
from mercat.passports.lifecycle import EMERGENCY_MOVES, Kind, Status
from mercat.passports.models import Application, Passport
from mercat.register.models import Account
from tests.factories.council import NOW, Council, decide
from tests.letters import text_of
from tests.passports.states import check_every_part, verbs

URL = "/passports/emergency/"
LAST = date(2026, 12, 2)
DECLARED = {"declarations": ["policy", "belongs"], "shows_name": False}
STATES = ["in_panel", "more_info", "decided", "released", "withdrawn"]
ACTS: dict[str, Any] = {
    "submit": lambda a, by: actions.submit(application=a, **DECLARED, by=by, at=NOW),
    "open": lambda a, by: actions.open_case(application=a, by=by, at=NOW),
    "ask": lambda a, by: actions.ask(application=a, question="Which?", by=by, at=NOW),
    "answer": lambda a, by: actions.answer(application=a, **DECLARED, by=by, at=NOW),
    "decide": lambda a, by: decide(a, by=by, at=NOW, override_reason="The river rises."),
    "reopen": lambda a, by: actions.reopen(application=a, by=by, at=NOW),
    "release": lambda a, by: actions.release(application=a, text="Yes.", by=by, at=NOW),
    "withdraw": lambda a, by: actions.withdraw(application=a, reason="", by=by, at=NOW),
    "advise": lambda a, by: actions.advise(application=a, advice="No.", by=by, at=NOW),
}
WHO = {
    "submit": {"applicant"},
    "open": {"clerk"},
    "ask": {"adviser", "clerk", "chair"},
    "answer": {"applicant"},
    "decide": {"chair"},
    "reopen": {"chair"},
    "release": {"clerk"},
    "withdraw": {"applicant"},
    "advise": {"adviser", "clerk"},
}
# The first of several, as an approval is released.
TABLE = {(move.action, move.old): move.new for move in reversed(EMERGENCY_MOVES)}


def typed(council: Council, **changed: str) -> dict[str, str]:
    return {
        "holder": "applicant@strathbeg.example",
        "account_name": "Strathbeg Flood Line",
        "account": "facebook.com/StrathbegFloodLine",
        "department": council.department.public_id,
        "purpose": "Say which roads are shut tonight",
        "reason": "The river rises now, and the panel meets on Thursday",
        **changed,
    }


def grant(council: Council, *, at: Any = NOW, **changed: str) -> Passport:
    form = EmergencyForm(typed(council, **changed), by=council.adviser)
    assert form.is_valid(), form.errors
    holder = form.cleaned_data["holder"]
    return actions.grant_emergency(holder=holder, answers=form.answers(), by=council.adviser, at=at)


def case(council: Council, state: str) -> Application:
    application = grant(council).application
    steps = {
        "more_info": [("ask", "chair")],
        "decided": [("decide", "chair")],
        "released": [("decide", "chair"), ("release", "clerk")],
        "withdrawn": [("withdraw", "applicant")],
    }
    for action, part in steps.get(state, []):
        ACTS[action](application, council.members[part])
    application.refresh_from_db()
    assert application.status == state
    return application


def answer(text: str = "facebook.com/StrathbegFloodLine") -> str:
    return str(lookup.look_up(text, at=NOW).answer)


@pytest.mark.parametrize("state", STATES)
def test_lifecycle_allows_exactly_what_the_table_says(state, council):
    application = case(council, state)

    assert application.status == state
    check_every_part(application, council, acts=ACTS, who=WHO, table=TABLE)


@pytest.mark.parametrize("part", ["clerk", "chair", "panel_member", "keeper", "member"])
def test_grant_is_for_advisers(part, council):
    form = EmergencyForm(typed(council), by=council.adviser)
    assert form.is_valid()

    with pytest.raises(NotAllowed):
        actions.grant_emergency(
            holder=council.applicant, answers=form.answers(), by=council.members[part], at=NOW
        )

    assert Passport.objects.count() == 0


def test_grant_is_valid_at_once_and_before_the_panel(council):
    passport = grant(council)

    application, revision = passport.application, passport.application.revisions.get()
    assert (passport.status, passport.expires_on) == ("active", LAST)
    assert (passport.kind, passport.decision) == ("Emergency passport", None)
    assert passport.holder == council.applicant.person
    assert (application.kind, application.status) == (Kind.EMERGENCY, Status.IN_PANEL)
    assert application.due_on <= LAST
    assert application.policy.content == revision.content["policy"]
    assert revision.content["answers"]["reason"].startswith("The river rises")
    assert {seat.person.name for seat in application.seats.all()} == {"Chair", "Panel Member"}
    assert answer() == "official"
    assert verbs()[-3:] == [
        "register.account.entered",
        "passports.passport.granted",
        "passports.application.emergency_granted",
    ]
    assert "river" not in str(Event.objects.order_by("pk").last().facts)


def test_grant_tells_holder_panel_and_chair(council):
    grant(council)

    mails = {(mail.purpose, mail.to) for mail in OutboxMail.objects.all()}
    assert mails == {
        ("passports/letter", "applicant@strathbeg.example"),
        ("passports/emergency", "chair@strathbeg.example"),
        ("passports/emergency", "panel_member@strathbeg.example"),
    }
    letter = OutboxMail.objects.get(purpose="passports/letter").context["text"]
    assert "until 2 December 2026" in letter
    assert "The river rises now" in letter


def test_grant_keeps_what_the_register_said_of_a_known_account(council):
    known = council.case("released").passport.account
    Passport.objects.update(status="expired")

    grant(council, account="instagram.com/strathbeg.archives")

    assert str(Account.objects.get(pk=known.pk).audience) == str(known.audience)


def test_grant_where_a_passport_is_valid_is_refused_with_its_holder(council):
    council.case("released")

    with pytest.raises(Refused) as refusal:
        grant(council, account="instagram.com/strathbeg.archives")

    assert "Applicant holds a passport for this account already" in str(refusal.value)
    assert Passport.objects.count() == 1


def test_release_of_the_panels_yes_puts_the_full_passport_in_its_place(council):
    application = case(council, "released")

    full, emergency = application.passport, application.emergency_passport
    assert (emergency.status, emergency.expires_on) == ("superseded", date(2026, 11, 18))
    assert (full.status, full.expires_on) == ("active", date(2027, 11, 18))
    assert full.account == emergency.account
    assert answer() == "official"
    assert "passports.passport.superseded" in verbs()


def test_release_of_the_panels_no_ends_it(council):
    application = case(council, "in_panel")
    decide(application, by=council.chair, at=NOW, outcome="declined")

    actions.release(application=application, text="No.", by=council.clerk, at=NOW)

    assert application.passport is None
    assert application.emergency_passport.status == "expired"
    assert verbs()[-2:] == ["passports.passport.ended", "passports.application.released"]


def test_release_of_another_case_for_the_account_replaces_it_too(council):
    emergency = grant(council, holder="colleague@strathbeg.example")

    council.case("released", account="facebook.com/StrathbegFloodLine")

    emergency.refresh_from_db()
    assert emergency.status == "superseded"
    assert Passport.objects.get(account=emergency.account, status="active").decision


def test_withdrawal_by_the_holder_ends_it(council):
    assert case(council, "withdrawn").emergency_passport.status == "expired"


def test_it_ends_by_itself_after_its_last_day_and_may_still_be_decided(council):
    application = case(council, "in_panel")

    assert actions.expire_passports(at=NOW + timedelta(days=14)) == 0
    assert actions.expire_passports(at=NOW + timedelta(days=15)) == 1

    later = NOW + timedelta(days=16)
    decide(application, by=council.chair, at=later)
    actions.release(application=application, text="Yes.", by=council.clerk, at=later)
    assert application.emergency_passport.status == "expired"
    assert application.passport.status == "active"


def test_page_grants_and_leads_everybody_to_the_case(council, client):
    council.sign_in(client, "adviser")
    assert "Grant an emergency passport" in client.get("/passports/").content.decode()

    said = client.post(URL, typed(council), follow=True).content.decode()

    assert "The passport is valid now. The holder and the panel know." in said
    assert "Strathbeg Flood Line" in said
    case_page = f"/passports/applications/{Application.objects.get().public_id}/"
    last = timezone.localdate() + timedelta(days=14)
    note = f"holds an emergency passport until {last.day} {last:%B %Y}"
    for part in ("adviser", "clerk", "chair", "panel_member", "applicant"):
        council.sign_in(client, part)
        assert (part, note in client.get(case_page).content.decode()) == (part, True)
    council.sign_in(client, "chair")
    assert "Strathbeg Flood Line" in client.get("/dashboard/").content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"holder": ""}, "Enter the work e-mail of the person who will hold it"),
        ({"holder": "nobody@strathbeg.example"}, "Nobody here has this e-mail address"),
        ({"holder": "adviser@strathbeg.example"}, "Nobody grants a passport to themselves."),
        ({"account": "@"}, "There is a problem"),
        ({"department": ""}, "Choose the service"),
        ({"purpose": " "}, "Say what the account is for"),
        ({"reason": ""}, "Say why it cannot wait"),
    ],
)
def test_page_with_a_fault_says_so_and_keeps_the_rest(changed, sentence, council, client):
    council.sign_in(client, "adviser")

    page = client.post(URL, typed(council, **changed)).content.decode()

    assert sentence in page
    assert "Strathbeg Flood Line" in page
    assert Passport.objects.count() == 0


def test_colleague_elsewhere_cannot_hold_it(council, outside):
    holder = outside.member.person.email

    form = EmergencyForm(typed(council, holder=holder), by=council.adviser)

    assert form.errors["holder"] == ["Nobody here has this e-mail address"]


def test_holder_answers_the_panel_and_the_account_stays(council, client):
    application = case(council, "more_info")
    council.sign_in(client, "applicant")
    page = f"/passports/applications/{application.public_id}/"
    section = {**typed(council), "row_version": "1", "reason": "Five streets are under water"}
    assert client.post(f"{page}sections/emergency/", section).status_code == 302

    client.post(f"{page}send/", {"declare_policy": "on", "declare_belongs": "on"})

    application.refresh_from_db()
    assert (application.status, application.revisions.count()) == ("in_panel", 2)
    assert application.emergency_passport.status == "active"


def told_of_the_end():
    mails = OutboxMail.objects.filter(purpose="passports/emergency_ended")
    return [(each.to, bool(each.context["waits"])) for each in mails]


def work_of(council, part):
    return [work.title for work in home.waiting_for(council.members[part])]


def declined(council):
    application = case(council, "in_panel")
    decide(application, by=council.chair, at=NOW, outcome="declined")
    application.refresh_from_db()
    actions.release(application=application, text="No.", by=council.clerk, at=NOW)
    return application


def test_emergency_that_the_panel_refused_is_told_once_and_becomes_the_keepers_work(council):
    declined(council)

    counts = [actions.tell_of_ended_emergencies(at=NOW) for _ in range(2)]

    assert counts == [1, 0]
    assert told_of_the_end() == [("applicant@strathbeg.example", False)]
    assert work_of(council, "keeper") == ["Strathbeg Flood Line on Facebook"]
    assert "Strathbeg Flood Line on Facebook" not in work_of(council, "adviser")
    Account.objects.update(status="closed_parked", closed_on=NOW.date())
    assert work_of(council, "keeper") == []


def test_emergency_that_ran_out_before_the_panel_decided_is_told_and_waits_for_the_panel(council):
    case(council, "in_panel")
    late = NOW + timedelta(days=15)
    actions.expire_passports(at=late)

    assert actions.tell_of_ended_emergencies(at=late) == 1

    assert told_of_the_end() == [("applicant@strathbeg.example", True)]
    assert work_of(council, "keeper") == []


@pytest.mark.parametrize("state", ["in_panel", "released"])
def test_emergency_that_is_valid_or_followed_by_another_is_told_to_nobody(state, council):
    case(council, state)

    assert actions.tell_of_ended_emergencies(at=NOW) == 0
    assert work_of(council, "keeper") == []


def test_emergency_of_a_leaver_is_told_to_nobody(council):
    declined(council)
    organisations.end_membership(membership=council.applicant, by=None, at=NOW)

    assert actions.tell_of_ended_emergencies(at=NOW) == 0


def test_mail_of_an_ended_emergency_says_what_now(council, letter_box):
    declined(council)
    actions.tell_of_ended_emergencies(at=timezone.now())
    outbox.send_due(at=timezone.now())

    messages = letter_box.to("applicant@strathbeg.example")
    ended = [text_of(each) for each in messages if "has ended" in each["Subject"]]
    assert len(ended) == 1
    assert "ended on 18 November 2026" in ended[0]
    assert "sees to what becomes of the account" in ended[0]
