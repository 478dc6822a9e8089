"""docs/reference/permissions, walked: role × verb × own or another organisation × state.

Each verb stands for a door; a role that the table does not name finds it closed. A new verb
fails here until it has its door.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from mercat.access import rules as access
from mercat.comments import actions as comments
from mercat.common.refusals import NotAllowed
from mercat.config import reference
from mercat.learning import rules as learning
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.passports import rules as passports
from mercat.passports.models import Application, Handover, PanelSeat, Revocation
from mercat.practice import rules as practice
from mercat.practice.papers import rules as papers
from mercat.practice.papers.models import Author, Paper
from mercat.register import rules as register
from mercat.register.checks import rules as checks
from mercat.register.elections import rules as elections
from mercat.register.reports import rules as reports
from tests.access.addresses import made_barrier
from tests.factories import ComplaintFactory, MembershipFactory, ReviewFactory
from tests.factories.council import NOW, Council
from tests.passports.states import STATES, in_state

VERBS = reference.verbs()
SAID = "CANARY of the panel"
MAY, MAY_NOT, NOTHING = "may", "may not", "nothing is there"


@dataclass
class Things:
    """What the doors lead to; all of it is the council's own."""

    application: Application
    account: Any
    who: Membership | None = None


Door = Callable[[Client, Things], str]


def answered(answer: Any) -> str:
    assert not answer.headers.get("Location", "").startswith("/sign-in/")
    return {200: MAY, 302: MAY, 403: MAY_NOT, 404: NOTHING}[answer.status_code]


def page(name: str) -> Door:
    return lambda client, things: answered(client.get(reverse(name)))


def post(name: str, **fields: str) -> Door:
    def open_it(client: Client, things: Things) -> str:
        address = reverse(f"passports:{name}", args=[things.application.public_id])
        return answered(client.post(address, fields))

    return open_it


def read(client: Client, things: Things) -> str:
    return answered(
        client.get(reverse("passports:application", args=[things.application.public_id]))
    )


def discussion(client: Client, things: Things) -> str:
    answer = client.get(reverse("passports:application", args=[things.application.public_id]))
    if answer.status_code != 200:
        return answered(answer)
    return MAY if SAID in answer.content.decode() else MAY_NOT


def custodians(client: Client, things: Things) -> str:
    answer = client.get(reverse("register:account", args=[things.account.public_id]))
    if answer.status_code != 200:
        return answered(answer)
    return MAY if "Colleague" in answer.content.decode() else MAY_NOT


def due(rule: str) -> Door:
    def open_it(client: Client, things: Things) -> str:
        review = ReviewFactory(organisation=things.application.organisation, rule=rule)
        return answered(client.get(reverse("home:review", args=[review.public_id])))

    return open_it


def erase(client: Client, things: Things) -> str:
    leaver = MembershipFactory(organisation=things.application.organisation)
    return answered(client.get(reverse("home:erase_person", args=[leaver.public_id])))


def answer_complaint(client: Client, things: Things) -> str:
    complaint = ComplaintFactory(organisation=things.application.organisation)
    address = reverse("home:answer_complaint", args=[complaint.public_id])
    return answered(client.post(address, {"answer": "You are right."}))


def vote(client: Client, things: Things) -> str:
    """Whoever votes has a seat; a seat alone gives nobody a vote."""
    seats = PanelSeat.objects.filter(application=things.application)
    seats.get_or_create(application=things.application, person=things.who.person)
    return post("vote", choice="support", revision="1")(client, things)


def remind_of(client: Client, things: Things) -> str:
    if things.who.organisation_id != things.application.organisation_id:
        return read(client, things)
    if read(client, things) == NOTHING:
        return NOTHING
    may = passports.can_remind_people(things.who, things.application)
    return MAY if may else MAY_NOT


OF_A_CASE: dict[str, Door] = {
    "read submitted applications": read,
    "read the panel's discussion": discussion,
    "discuss": post("discuss", text="I agree."),
    "ask the applicant": post("ask", question="How often?"),
    "assess a case for the panel": post("assess", summary="A clear purpose."),
    "advise an elected member": post("advise", advice="Say whose it is."),
    "name the line manager": post("name_manager", manager="keeper@strathbeg.example"),
    "open a case for the panel": post("open"),
    "vote": vote,
    "set a member's interest": post("set_interest"),
    "call the roll again": post("call_again"),
    "decide": post("decide", outcome="approved", reasons="A clear purpose."),
    "reopen a decision": post("reopen"),
    "release": post("release", text="Yes."),
    "correct a release": post("correct"),
    "remind people of cases": remind_of,
}
OF_THE_ORGANISATION: dict[str, Door] = {
    "answer questions to communications": page("home:advice_queue"),
    "see all passports": page("passports:held"),
    "read the policy": page("passports:policy"),
    "grant an emergency passport": page("passports:grant_emergency"),
    "see the organisation's pages": page("organisations:people"),
    "administer the organisation": page("organisations:invite"),
    "hold what may be asked for": page("home:place_hold"),
    "see holds, periods and disposals": page("home:retention"),
    "review cases that are due": due("cases"),
    "review imports that are due": due("imports"),
    "review people who left": due("people_who_left"),
    "erase a person": erase,
    "answer a data-protection complaint": answer_complaint,
    "import lists and undo them": page("register:imports"),
    "export the register": lambda client, _: answered(
        client.get(reverse("register:export", args=["csv"]))
    ),
}
NOBODY = ["bcdfghjkmn"]


def deal_with(client: Client, things: Things) -> str:
    """An answer that is not there: who may look for it is told so."""
    answer = client.post(reverse("passports:deal_with_answer", args=NOBODY))
    return MAY if answer.status_code == 404 else answered(answer)


OF_THE_ORGANISATION |= {
    "follow the confirmation of accounts": page("passports:certification"),
    "deal with what confirmations say": deal_with,
}


def rule(check: Callable[..., None]) -> Door:
    """Where a page needs more than a role to open, the rule behind it is asked."""

    def ask(client: Client, things: Things) -> str:
        try:
            check(things.who)
        except NotAllowed:
            return MAY_NOT
        return MAY

    return ask


def of_a_barrier(check: Callable[..., None]) -> Door:
    """A barrier of the council's own, which all its members may read."""

    def ask(client: Client, things: Things) -> str:
        barrier = made_barrier(MembershipFactory(organisation=things.application.organisation))
        return rule(lambda who: check(who, barrier))(client, things)

    return ask


def a_paper(things: Things) -> Paper:
    given = {"title": "A policy", "summary": "What should it say?", "started_at": NOW}
    return Paper.objects.create(organisation=things.application.organisation, **given)


def open_to_others(client: Client, things: Things) -> str:
    """Their own paper, which they may open to their colleagues in any case."""
    paper = a_paper(things)
    Author.objects.create(paper=paper, person=things.who.person, since=NOW)
    return rule(lambda who: papers.check_can_open(who, paper, "public"))(client, things)


def look_after_comments(client: Client, things: Things) -> str:
    paper = a_paper(things)
    return rule(lambda who: papers.check_can_moderate(who, paper))(client, things)


def attest(client: Client, things: Things) -> str:
    if things.who.organisation_id != things.account.organisation_id:
        return answered(client.get(reverse("checks:attest", args=[things.account.public_id])))
    return rule(lambda who: checks.check_can_attest(who, things.account))(client, things)


def lose(client: Client, things: Things) -> str:
    if things.who.organisation_id != things.account.organisation_id:
        return answered(client.get(reverse("register:account", args=[things.account.public_id])))
    return MAY if register.can_lose(things.who, things.account) else MAY_NOT


def settle_left(who: Membership) -> None:
    """Of nobody whom they manage."""
    handover = Handover(organisation=who.organisation, membership=Membership())
    passports.check_can_settle(who, handover)


def see_left(who: Membership) -> None:
    """Everybody opens the page; these see more than what their own people left."""
    if not passports.sees_all_handovers(who):
        raise NotAllowed("These are others' people.")


OF_THE_ORGANISATION |= {
    "follow conditions": page("passports:conditions"),
    "accept conditions": rule(passports.check_can_accept_conditions),
    "see what leavers leave": rule(see_left),
    "settle what leavers leave": rule(settle_left),
    "see what the checks found": page("checks:findings"),
    "judge what the checks found": rule(checks.check_can_judge),
    elections.SEE: page("elections:periods"),
    elections.SET: page("elections:set_period"),
    reports.SEE: page("reports:reported_accounts"),
    reports.TRIAGE: rule(reports.check_can_triage),
    reports.AGREE: rule(reports.check_can_agree),
    reports.REVIEW: rule(reports.check_can_review),
    "keep the register": rule(register.check_can_keep),
    "agree a change of the register": rule(register.check_can_agree_changes),
}


def of_the_passport(check: Callable[..., None]) -> Door:
    return lambda client, things: rule(lambda who: check(who, things.application.passport))(
        client, things
    )


def ratify(client: Client, things: Things) -> str:
    revocation = Revocation(passport=things.application.passport)
    return rule(lambda who: passports.check_can_ratify(who, revocation))(client, things)


OF_THE_ORGANISATION |= {
    "suspend a passport": of_the_passport(passports.check_can_suspend),
    "revoke a passport": of_the_passport(passports.check_can_revoke),
    "ratify a revocation": ratify,
}
OF_THE_ORGANISATION |= {
    "choose guidance": page("passports:guidance"),
    "keep the words for reasons": page("passports:reasons"),
    "see the board": page("passports:board"),
    "read answers to information requests": page("passports:foi_answers"),
    "answer information requests": rule(passports.check_can_answer_foi),
    "see the panel's meetings": page("passports:meetings"),
    "arrange meetings": page("passports:plan_meeting"),
    "approve minutes": rule(passports.check_can_approve_minutes),
}
OF_THE_ORGANISATION |= {
    "see assessments under way": rule(learning.check_can_see_all_assessments),
    "lead an assessment": rule(learning.check_can_lead),
    "load a learning framework": page("learning:upload_framework"),
    "review reported pages": rule(practice.check_can_review),
    "keep tags tidy": rule(practice.check_can_tidy_tags),
    papers.OPEN_TO_OTHERS: open_to_others,
    papers.MODERATE: look_after_comments,
}
OF_THE_ORGANISATION |= {
    "set up the desk check": page("access:set_sites"),
    "pass a barrier to ICT": of_a_barrier(access.check_can_take),
    "remove a barrier": of_a_barrier(access.check_can_open),
    "hand in a newer list of browsers": page("access:hand_in_browsers"),
}
OF_AN_ACCOUNT: dict[str, Door] = {
    "see who looks after any account": custodians,
    "look at an account and say what stands there": attest,
    "say that an account is lost": lose,
}


def holder(council: Council, *roles: Role) -> Membership:
    """Somebody who has these roles and no part in anything."""
    return MembershipFactory(
        organisation=council.organisation, department=council.department, roles=roles
    )


def through(doors: dict[str, Door], who: Membership, things: Things) -> dict[str, str]:
    """What each door says to this person; whatever came of it is undone."""
    client = Client()
    client.force_login(who.person)
    cookies = dict(client.cookies)
    things.who = who
    said = {}
    for verb, door in doors.items():
        client.cookies.update(cookies)
        with transaction.atomic():
            said[verb] = door(client, things)
            transaction.set_rollback(True)
    return said


def of_a_case(verb: str, role: Role, things: Things) -> str:
    application = things.application
    if application.status == "draft" or role not in VERBS["read submitted applications"]:
        return NOTHING
    if verb == "read the panel's discussion" and not application.discussion:
        return MAY_NOT  # there is none yet
    return MAY if role in VERBS[verb] else MAY_NOT


@pytest.mark.parametrize("state", STATES)
def test_permissions_on_a_case_are_those_of_the_table(state, council, outside):
    things = Things(in_state(council, state), None)
    if things.application.discussion:
        comments.add(
            thread=things.application.discussion, text=SAID, by=council.chair.person, at=NOW
        )
    found = {
        (role, verb): said
        for role in Role
        for verb, said in through(OF_A_CASE, holder(council, role), things).items()
    }
    elsewhere = through(OF_A_CASE, holder(outside, *Role), things)

    assert found == {(role, verb): of_a_case(verb, role, things) for role, verb in found}
    assert set(elsewhere.values()) == {NOTHING}


@pytest.mark.parametrize("role", Role)
def test_permissions_in_the_organisation_are_those_of_the_table(role, council, outside):
    things = Things(council.case("released"), None)
    things.account = things.application.passport.account

    found = through({**OF_THE_ORGANISATION, **OF_AN_ACCOUNT}, holder(council, role), things)
    elsewhere = through(OF_AN_ACCOUNT, holder(outside, *Role), things)

    assert found == {verb: MAY if role in VERBS[verb] else MAY_NOT for verb in found}
    assert set(elsewhere.values()) == {NOTHING}


def test_permissions_of_a_plain_member_are_none(council):
    things = Things(council.case("released"), None)
    things.account = things.application.passport.account
    doors = {**OF_A_CASE, **OF_THE_ORGANISATION, **OF_AN_ACCOUNT}

    assert MAY not in through(doors, council.member, things).values()


def test_every_verb_of_the_table_has_its_door():
    assert {*OF_A_CASE, *OF_THE_ORGANISATION, *OF_AN_ACCOUNT} == set(VERBS)
