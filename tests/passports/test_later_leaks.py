"""Canary words in what comes after a decision, and everybody who must never read them.

Appeals, corrections, deferrals, what was done to many cases together, and answers to information
requests. The addresses are walked as in test_leaks.py.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from mercat.common.models import OutboxMail
from mercat.organisations.models import Department, Membership
from mercat.organisations.roles import Role
from mercat.passports import actions, emails, queries
from mercat.passports.lifecycle import Task
from mercat.passports.models import Application
from tests.factories.council import NOW, decide, fill
from tests.passports.appealing import before_panel, begin, declined, others
from tests.passports.correcting import propose
from tests.passports.foi import officer_of
from tests.passports.states import give_roles
from tests.passports.test_leaks import address_of, leaks_by_mail, words_of
from tests.test_bad_input import read_to_its_end
from tests.test_outsiders import ROUTES

WALKED = ("passports:", "home:", "api:", "register:accounts", "organisations:")
MISSED, ASKS = "CANARY-MISSED", "CANARY-ASKS"
TALK, NOTE, REASONS = "CANARY-TALK", "CANARY-NOTE", "CANARY-REASONS"
WRONG, RIGHT = "CANARY-WRONG", "CANARY-RIGHT"
TITLE = "CANARY-TITLE"


def values_of(application: Application, **more: Any) -> dict[str, Any]:
    here = application.organisation
    return {
        "any": application.public_id,
        "application_id": application.public_id,
        "person_id": application.applicant.public_id,
        "status": application.status,
        "department_id": Department.objects.get(organisation=here).public_id,
        "section": "appeal" if application.kind == "appeal" else "case",
        "task": "release",
        "kind": "csv",
        "format": "csv",
        "slug": here.slug,
        "version": 1,
        "number": 1,
        "pk": 1,
        **more,
    }


def addresses(values: dict[str, Any]) -> Iterator[str]:
    for name, keys in ROUTES.items():
        if name.startswith(WALKED):
            address = address_of(name, {key: values.get(key, values["any"]) for key in keys})
            yield address if keys else f"{address}?q=canary-title"


def found_by(reader: Membership, values: dict[str, Any], *canaries: str) -> set[str]:
    """Those of the canaries that this reader comes upon, on a page or in a mail."""
    client = Client()
    client.force_login(reader.person)
    found = {each.rpartition(": ")[2] for each in leaks_by_mail(reader, set(canaries))}
    for address in addresses(values):
        answer = client.get(address)
        said = words_of(answer)
        found |= {canary for canary in canaries if canary in said}
        read_to_its_end(answer)
    return found


@pytest.fixture
def appeal(council) -> Application:
    """Decided by another chair, with all that was said; not released."""
    first = declined(council, reasons="The museums account does this.")
    others(council)
    draft = begin(first, council)
    fill(draft, {"missed": MISSED, "asks": ASKS}, by=council.applicant, at=NOW)
    actions.submit(application=draft, declarations=["right"], by=council.applicant, at=NOW)
    draft.refresh_from_db()
    heard = before_panel(draft, council)
    actions.discuss(application=heard, text=TALK, by=council.other, at=NOW)
    decide(heard, by=council.other, at=NOW, outcome="upheld", reasons=REASONS, panel_note=NOTE)
    return Application.objects.get(pk=heard.pk)


OF_APPEAL = (MISSED, ASKS, TALK, NOTE, REASONS)


def test_who_hears_an_appeal_finds_all_of_it(appeal, council):
    """Otherwise the tests below would prove nothing."""
    assert found_by(council.other, values_of(appeal), *OF_APPEAL) == set(OF_APPEAL)


@pytest.mark.parametrize("part", ["chair", "member", "keeper"])
def test_who_decided_first_and_whoever_has_no_part_find_nothing_of_an_appeal(part, appeal, council):
    assert found_by(council.members[part], values_of(appeal), *OF_APPEAL) == set()


def test_clerk_of_another_council_finds_nothing_of_an_appeal(appeal, outside):
    give_roles(outside.clerk, Role.CHAIR, Role.ADVISER)

    assert found_by(outside.clerk, values_of(appeal), *OF_APPEAL) == set()


def test_applicant_finds_their_own_words_and_nothing_that_is_the_panels(appeal, council):
    found = found_by(council.applicant, values_of(appeal), *OF_APPEAL)

    assert found == {MISSED, ASKS}


def correction_on(council) -> Application:
    application = declined(council)
    out = council.panel_member.person
    application.seats.filter(person=out).update(steps_out=True)
    given = {"outcome": "use_existing_account", "reasons": RIGHT, "panel_note": NOTE}
    propose(application, by=council.chair, reason=WRONG, **given)
    return Application.objects.get(pk=application.pk)


def test_correction_that_waits_is_read_by_those_who_agree_and_nobody_else(council):
    application = correction_on(council)
    values = values_of(application)

    assert found_by(council.clerk, values, WRONG, RIGHT) == {WRONG, RIGHT}
    for part in ("applicant", "panel_member", "member", "manager"):
        assert (part, found_by(council.members[part], values, WRONG, RIGHT, NOTE)) == (part, set())


def test_applicant_reads_the_corrected_letter_and_not_what_was_said_of_the_wrong_one(council):
    application = correction_on(council)
    correction = application.corrections.get()
    actions.agree_correction(correction=correction, by=council.clerk, at=NOW)

    found = found_by(council.applicant, values_of(application), WRONG, RIGHT, NOTE)

    assert found == {RIGHT}


def test_deferred_case_tells_its_applicant_the_reasons_and_nobody_the_note(council):
    application = council.case("in_panel")
    application.seats.filter(person=council.panel_member.person).update(steps_out=True)
    until = (NOW + timedelta(days=30)).date()
    given = {"outcome": "deferred", "deferred_until": until, "reasons": REASONS}
    decision = decide(application, by=council.chair, at=NOW, panel_note=NOTE, **given)
    text = actions.letter_of(application, decision)
    actions.release(application=application, text=text, by=council.clerk, at=NOW)
    values = values_of(Application.objects.get(pk=application.pk))

    assert found_by(council.chair, values, REASONS, NOTE) == {REASONS, NOTE}
    assert found_by(council.applicant, values, REASONS, NOTE) == {REASONS}
    for part in ("panel_member", "member"):
        assert (part, found_by(council.members[part], values, REASONS, NOTE)) == (part, set())


def test_done_together_shows_no_case_to_a_clerk_who_steps_out_of_it(council):
    application = council.case("in_panel", account_name=TITLE)
    give_roles(council.panel_member, Role.CLERK)
    application.seats.filter(person=council.panel_member.person).update(steps_out=True)
    asked = OutboxMail.objects.filter(to=council.panel_member.person.email)
    asked.delete()  # it came while they had a seat
    decision = decide(application, by=council.chair, at=NOW, outcome="declined")
    application.refresh_from_db()
    mark = emails.mark_of(decision, actions.letter_of(application, decision))
    together = actions.start_together(
        task=Task.RELEASE,
        chosen={application.public_id: mark},
        key=uuid4(),
        by=council.clerk,
        at=NOW,
    )
    actions.go_on_together(together=together, at=NOW)
    values = values_of(application, together_id=together.public_id)

    assert found_by(council.clerk, values, TITLE) == {TITLE}
    for part in ("panel_member", "keeper", "member"):
        assert (part, found_by(council.members[part], values, TITLE)) == (part, set())


def test_answer_to_an_information_request_shows_no_case_that_was_not_decided(council):
    officer = officer_of(council)
    application = council.case("in_panel", account_name=TITLE, purpose=MISSED, audience=ASKS)
    actions.discuss(application=application, text=TALK, by=council.chair, at=NOW)
    answer = actions.begin_foi(reference="FOI 12", received_on=NOW.date(), by=officer, at=NOW)
    values = values_of(application, foi_id=answer.public_id, other_id=answer.public_id)

    assert found_by(officer, values, TITLE, MISSED, ASKS, TALK) == set()
    assert queries.foi_answers(council.organisation).count() == 1
