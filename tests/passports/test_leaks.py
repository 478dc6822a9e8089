"""Canary words in all that is said about a case, and everybody who must never read them.

Every address of the site is asked for, with the ids of the case and with a search for its words, so
that a page which is new tomorrow is walked too; so are all mails. What is found names the address.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from mercat.comments.models import Comment
from mercat.common.models import OutboxMail
from mercat.organisations.models import Department, Membership
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.library import Term
from mercat.passports.models import Advice, Application, Condition, Meeting
from tests.factories.council import NOW, Council, decide
from tests.passports.full_panel import cast, votes_now
from tests.passports.meetings import LATER, ended, plan
from tests.passports.states import give_roles
from tests.test_bad_input import read_to_its_end
from tests.test_outsiders import ROUTES

# Written in small letters where somebody searches: a page may show what was searched for.
CASE = {key: f"CANARY-{key.upper()}" for key in ("purpose", "audience", "existing", "risks")}
TITLE = "CANARY-TITLE"
VOTE, INTEREST, DISCUSSION = "CANARY-VOTE", "CANARY-INTEREST", "CANARY-DISCUSSION"
ADVICE, QUESTION, VIEW = "CANARY-ADVICE", "CANARY-QUESTION", "CANARY-VIEW"
NOTE, OVERRIDE, REASONS = "CANARY-NOTE", "CANARY-OVERRIDE", "CANARY-REASONS"
ASSESSMENT, CONDITION, MINUTES = "CANARY-ASSESSMENT", "CANARY-CONDITION", "CANARY-MINUTES"
PANELS_OWN = {VOTE, INTEREST, DISCUSSION, NOTE, OVERRIDE, ASSESSMENT, MINUTES}
EVERYTHING = {*CASE.values(), TITLE, ADVICE, QUESTION, VIEW, REASONS, CONDITION, *PANELS_OWN}
SEARCHED = "?q=canary-title&words=canary-title&colleague=canary-title"
KNOWN = {"application_id", "account_id", "passport_id", "advice_id"}
# What names nothing of a case: tokens of links, what others left, the policy, files of other sets.
OF_OTHERS = {
    "token",
    "handover_id",
    "answer_id",
    "question_id",
    "place_kind",
    "place_key",
    "reason_id",
    "file_id",
    "revocation_id",
    "together_id",
    "foi_id",
    "other_id",
    "key",
}
PUBLISHED = {CASE["purpose"], CASE["audience"], TITLE}  # with the account, once it is released
# About signing in, and the demonstration's letters: they know of no case.
LEFT_ALONE = ("account_", "mfa_", "people_", "demo:", "scim:")


@pytest.fixture
def case(council: Council) -> Application:
    """Before the panel: the colleague steps out, as the case names them for the account."""
    votes_now(council, quorum=2)
    give_roles(council.colleague, Role.PANEL_MEMBER, Role.ADVISER)
    application = council.case("submitted", account_name=TITLE, **CASE)
    actions.give_view(
        manager_view=application.manager_view, view="comment", text=VIEW, by=council.manager, at=NOW
    )
    advice = actions.begin_advice(about=application, text=ADVICE, by=council.adviser, at=NOW)
    assert advice
    assess(council, application)
    actions.open_case(application=application, by=council.clerk, at=NOW)
    application.refresh_from_db()
    plan(council)
    speak(council, application)
    return application


def assess(council: Council, application: Application) -> None:
    actions.assess(
        application=application,
        revision=1,
        row_version=0,
        lines={"purpose": {"met": "not_met", "note": ASSESSMENT}},
        summary=ASSESSMENT,
        by=council.adviser,
        at=NOW,
    )


def meet(council: Council) -> None:
    """What happened to the case stands in the minutes, and what the clerk wrote of it."""
    meeting = ended(council, Meeting.objects.get())
    (item,) = meeting.items.all()
    actions.change_minutes(
        meeting=meeting,
        version=meeting.minutes_version,
        opening="",
        closing="",
        minutes={item.pk: f"{item.minute} {MINUTES}"},
        by=council.clerk,
        at=LATER,
    )


def speak(council: Council, application: Application) -> None:
    """The panel: an interest with words, a discussion, votes with words."""
    application.seats.exclude(person=council.chair.person).update(interest_said=True)
    actions.say_interest(
        application=application,
        kind="political",
        effect="declare",
        words=INTEREST,
        by=council.chair,
        at=NOW,
    )
    actions.discuss(application=application, text=DISCUSSION, by=council.chair, at=NOW)
    cast(application, "oppose", words=VOTE, by=council.chair)
    cast(application, "oppose", words=VOTE, by=council.third)


def decide_it(council: Council, application: Application) -> None:
    decide(
        application,
        by=council.chair,
        at=NOW,
        outcome="approved_with_conditions",
        conditions=[Term(CONDITION, date(2027, 3, 14))],
        panel_note=NOTE,
        override_reason=OVERRIDE,
        reasons=REASONS,
    )
    meet(council)


def addresses(application: Application) -> Iterator[str]:
    """Of the whole site: with the case's ids where an address wants one, and with a search."""
    values = ids(application)
    for name, keys in ROUTES.items():
        if name.startswith(LEFT_ALONE):
            continue
        address = address_of(name, {key: values.get(key, values["any"]) for key in keys})
        yield address if keys else f"{address}{SEARCHED}"
        if "kind" in keys:  # as a workbook too
            yield address_of(name, {**dict.fromkeys(keys, values["any"]), "kind": "xlsx"})


def address_of(name: str, values: dict[str, Any]) -> str:
    """Some things are named by a number."""
    try:
        return reverse(name, kwargs=values)
    except NoReverseMatch:
        numbers = {key: 1 if key not in KNOWN else value for key, value in values.items()}
        return reverse(name, kwargs=numbers)


def ids(application: Application) -> dict[str, Any]:
    passport = application.passports.first()
    advice = Advice.objects.get(application=application)
    condition = Condition.objects.filter(decision__application=application).first()
    return {
        "any": application.public_id,
        "application_id": application.public_id,
        "advice_id": advice.public_id,
        "comment_id": Comment.objects.filter(thread=advice.thread).latest("pk").public_id,
        "passport_id": passport.public_id if passport else application.public_id,
        "account_id": passport.account.public_id if passport else application.public_id,
        "person_id": application.applicant.public_id,
        "meeting_id": Meeting.objects.get().public_id,
        "condition_id": condition.public_id if condition else application.public_id,
        "status": application.status,
        "department_id": Department.objects.get(organisation=application.organisation).public_id,
        "version": 1,
        "number": 1,
        "kind": "csv",
        "section": "case",
        "question": "purpose",
        "slug": application.organisation.slug,
        "format": "csv",
        "task": "release",
        "pk": 1,
        "verb": "keep",
    }


def words_of(answer: Any) -> str:
    """As text, of a workbook or an archive too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return body.decode("utf-8", "replace")


def leaks(application: Application, reader: Membership, canaries: set[str]) -> list[str]:
    client = Client()
    client.force_login(reader.person)
    found = []
    for address in addresses(application):
        answer = client.get(address)
        said = words_of(answer)
        found += [f"{address}: {canary}" for canary in sorted(canaries) if canary in said]
        read_to_its_end(answer)
    return found + leaks_by_mail(reader, canaries)


def leaks_by_mail(reader: Membership, canaries: set[str]) -> list[str]:
    sent = OutboxMail.objects.filter(to=reader.person.email)
    return [
        f"{mail.purpose} to {mail.to}: {canary}"
        for mail in sent
        for canary in sorted(canaries)
        if canary in str(mail.context)
    ]


def test_canaries_are_found_where_they_may_be_read(case, council):
    """Otherwise the tests below would prove nothing."""
    found = {each.rpartition(": ")[2] for each in leaks(case, council.third, EVERYTHING)}

    assert found >= {*CASE.values(), TITLE, DISCUSSION, VOTE, VIEW, ASSESSMENT}


def test_canaries_of_a_decision_are_found_by_the_chair(case, council):
    decide_it(council, case)

    found = {each.rpartition(": ")[2] for each in leaks(case, council.chair, EVERYTHING)}

    assert found >= {*CASE.values(), TITLE, NOTE, OVERRIDE, REASONS, CONDITION, MINUTES}


def test_every_address_of_a_case_is_asked_for_with_what_it_names(case):
    keys = {key for name, keys in ROUTES.items() if name.startswith("passports:") for key in keys}

    assert keys - set(ids(case)) == OF_OTHERS


def test_who_steps_out_reads_nothing_of_the_case(case, council):
    decide_it(council, case)

    assert leaks(case, council.colleague, EVERYTHING) == []


def test_who_steps_out_reads_of_a_released_case_what_everybody_reads(case, council):
    decide_it(council, case)
    actions.release(application=case, text=REASONS, by=council.clerk, at=NOW)

    assert leaks(case, council.colleague, EVERYTHING - PUBLISHED) == []


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_outsider_reads_nothing_of_the_case(who, case, council, outside):
    reader = {"member": council.member, "stranger": outside.clerk}[who]

    assert leaks(case, reader, EVERYTHING) == []


@pytest.mark.parametrize("part", ["applicant", "manager"])
def test_applicant_and_manager_read_nothing_that_is_the_panels_own(part, case, council):
    decide_it(council, case)

    assert leaks(case, council.members[part], {*PANELS_OWN, REASONS}) == []


@pytest.mark.parametrize(
    ("part", "canaries"),
    [
        ("second", {VOTE, INTEREST}),  # who has not voted yet
        ("clerk", {VOTE}),
        ("adviser", PANELS_OWN - {ASSESSMENT}),  # which they wrote
        ("keeper", EVERYTHING - PUBLISHED),
    ],
)
def test_votes_and_interests_stay_with_those_they_are_for(part, canaries, case, council):
    assert leaks(case, council.members[part], canaries) == []
