"""Every address of the site, asked for by nobody, by a member elsewhere, by a plain member.

A new address fails here until somebody says who may see it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from mercat.demo import letter_box
from mercat.passports.actions.conditions import set_conditions
from mercat.passports.library import Term
from mercat.passports.models import ReasonWords
from tests.access.addresses import ACCESS, of_access
from tests.archive.addresses import CLOSING
from tests.factories import (
    ComplaintFactory,
    HoldFactory,
    InvitationFactory,
    MembershipFactory,
    PersonFactory,
    ReviewFactory,
)
from tests.factories.council import NOW
from tests.learning.addresses import LEARNING, of_learning
from tests.outsiders import (
    ADMINISTRATION,
    ADMINISTRATORS,
    ADMINISTRATORS_POST_ONLY,
    ADMINISTRATORS_READ,
    CASE_POST_ONLY,
    CHECKS,
    CHECKS_ALL,
    CHECKS_KEEPER,
    CHECKS_LISTS,
    CHECKS_PICTURE,
    CLERKS_POST_ONLY,
    ELECTIONS,
    ELECTIONS_FORMS,
    ELECTIONS_HOLDERS,
    ELECTIONS_KEEPER,
    ELECTIONS_LISTS,
    ELECTIONS_OF_SOMEBODY,
    ELECTIONS_OWN,
    ELECTIONS_POST_ONLY,
    ELECTIONS_READ,
    FOI,
    FOI_LISTS,
    FOI_POST_ONLY,
    FOI_READ,
    FOI_WRITE,
    GUIDANCE_POST_ONLY,
    KEEPERS,
    KEEPERS_POST_ONLY,
    MEMBERS,
    OF_ONE_THING,
    OPERATORS,
    OURS,
    PARTIES,
    POST_ONLY,
    PUBLIC,
    READ_ONLY,
    READERS,
    REPORTS,
    REPORTS_FORMS,
    REPORTS_LISTS,
    REPORTS_PICTURES,
    REPORTS_POST_ONLY,
    REPORTS_READ,
)
from tests.passports.conversations import ids_of_advice
from tests.passports.foi import one_foi
from tests.passports.policies import ask_too
from tests.people.addresses import OWN
from tests.practice.addresses import PRACTICE, of_practice
from tests.practice.papers import addresses as papers
from tests.register.addresses import REGISTER, of_the_register
from tests.register.checks.test_sweeping import make_found
from tests.register.elections.periods import a_proposal, ids_of_a_period
from tests.register.reports.reported import ids_of_a_report
from tests.things import (
    done_together,
    left_behind,
    made_token,
    make_finding,
    planned_meeting,
    taken_back,
)


def routes(
    patterns: list[Any], namespace: str = "", keys: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern in patterns:
        found = (*keys, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inner, found)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}", found


ROUTES = dict(routes(get_resolver().url_patterns))


@pytest.fixture
def address(council) -> Any:
    """Builds an address of the council's own things, which exist."""
    letter_box.folder().joinpath("1-1.eml").write_bytes(b"Subject: Hello\r\nTo: a@b\r\n\r\nYes\r\n")
    application = council.case("released")
    (condition,) = set_conditions(
        application.decisions.get(), [Term("Publish house rules", date(2027, 3, 14))]
    )
    values = {
        "application_id": application.public_id,
        "passport_id": application.passport.public_id,
        "account_id": application.passport.account.public_id,
        "person_id": council.applicant.person.public_id,
        "file_id": "bcdfghjkmn",
        "section": "case",
        "question": "purpose",
        "question_id": ask_too(council),
        "version": 1,
        "slug": council.organisation.slug,
        "token": "not-a-token",
        "name": "1-1.eml",
        "file_name": "accounts.csv",
        "membership_id": council.colleague.public_id,
        "host": f"{council.organisation.slug}.example",
        "invitation_id": InvitationFactory(organisation=council.organisation).public_id,
        "department_id": council.department.public_id,
        "token_id": made_token(council).public_id,
        "answer_id": "bcdfghjkmn",
        "user_id": council.colleague.public_id,
        "complaint_id": ComplaintFactory(organisation=council.organisation).public_id,
        "hold_id": HoldFactory(organisation=council.organisation).public_id,
        "review_id": ReviewFactory(organisation=council.organisation).public_id,
        "found_id": make_found(council, NOW).public_id,
        "finding_id": make_finding(application.passport.account).public_id,
        "pk": 1,
        "handover_id": left_behind(application).public_id,
        "revocation_id": taken_back(application.passport).public_id,
        "condition_id": condition.public_id,
        "sign_in_id": "bcdfghjkmn",
        "status": "in_panel",
        "reason_id": ReasonWords.objects.filter(organisation=council.organisation)[0].public_id,
        "task": "release",
        "place_kind": "question",
        "place_key": "purpose",
        "together_id": done_together(council).public_id,
        "meeting_id": planned_meeting(council).public_id,
        **one_foi(council),
        **ids_of_advice(council, application),
        **of_learning(council),
        **of_practice(council),
        **of_access(council),
        **papers.of_a_paper(council),
        **ids_of_a_report(council),
        **ids_of_a_period(council),
        "proposal_id": a_proposal().public_id,
        **of_the_register(council, application.passport.account),
    }
    return lambda name: reverse(name, kwargs={key: values[key] for key in ROUTES[name]})


def test_every_route_is_named_here():
    clerks = (KEEPERS, KEEPERS_POST_ONLY, CLERKS_POST_ONLY, GUIDANCE_POST_ONLY)
    kept = (CHECKS_ALL, REGISTER, REPORTS, ELECTIONS, FOI, CLOSING)
    apps = (ACCESS, LEARNING, PRACTICE, papers.PAPERS)
    ours = (OPERATORS, *apps, PARTIES, POST_ONLY, *clerks, OURS, *kept)
    assert set(ROUTES) == {name for some in (PUBLIC, MEMBERS, OWN, *ours) for name in some}


def test_nobody_sees_the_public_pages_alone(client, address):
    answers = {name: client.get(address(name)).status_code for name in PUBLIC}

    assert answers == PUBLIC


def test_nobody_is_sent_to_sign_in_for_the_rest(client, address):
    for name in set(ROUTES) - set(PUBLIC):
        for method in (client.get, client.post):
            answer = method(address(name))

            assert (name, answer.status_code) == (name, 302)
            assert answer.url.startswith("/sign-in/?next=/")


def test_member_elsewhere_finds_nothing(client, address, outside):
    for part in outside.members:
        outside.sign_in(client, part)
        for name in {*PARTIES, "register:account", "passports:account_advice"}:
            assert (part, name, client.get(address(name)).status_code) == (part, name, 404)
        for name in {*PARTIES, *POST_ONLY} - READ_ONLY:
            assert (part, name, client.post(address(name)).status_code) == (part, name, 404)


def test_plain_member_sees_the_organisation_and_no_case(client, council, address):
    council.sign_in(client, "member")

    answers = {name: client.get(address(name)).status_code for name in {*MEMBERS, *PARTIES}}

    assert answers == {**MEMBERS, **dict.fromkeys(PARTIES, 404)}
    assert {name: client.get(address(name)).status_code for name in KEEPERS} == dict.fromkeys(
        KEEPERS, 403
    )


def test_what_keepers_post_is_refused_to_others_and_to_get(client, council, address):
    council.sign_in(client, "member")
    for name in KEEPERS_POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 403)
    council.sign_in(client, "keeper")
    for name in KEEPERS_POST_ONLY:
        assert (name, client.get(address(name)).status_code) == (name, 405)
        assert (name, client.post(address(name)).status_code) == (name, 404)


def test_what_clerks_post_is_refused_to_others_and_to_get(client, council, address):
    for part in ("member", "keeper"):
        council.sign_in(client, part)
        for name in CLERKS_POST_ONLY:
            assert (name, client.post(address(name)).status_code) == (name, 403)
    council.sign_in(client, "clerk")
    for name in CLERKS_POST_ONLY:
        assert (name, client.get(address(name)).status_code) == (name, 405)
        assert (name, client.post(address(name)).status_code) == (name, 302)


def test_member_sees_their_own_sign_in(client, council, address):
    council.sign_in(client, "member")

    answers = {name: client.get(address(name)).status_code for name in OWN}

    assert answers == OWN


def test_reader_of_a_case_moves_nothing(client, council, address):
    council.sign_in(client, "auditor")
    assert client.get(address("passports:application")).status_code == 200

    for name, expected in READERS.items():
        for method in (client.get, client.post):
            assert (name, method(address(name)).status_code) == (name, expected)
    for name in CASE_POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 403)


def test_get_never_moves_anything(client, council, address):
    council.sign_in(client, "clerk")

    for name in POST_ONLY:
        assert (name, client.get(address(name)).status_code) == (name, 405)


def test_checks_are_for_those_who_keep_the_register(client, council, address, outside):
    council.sign_in(client, "member")
    for name in CHECKS | CHECKS_KEEPER | CHECKS_PICTURE:
        assert (name, client.get(address(name)).status_code) == (name, 403)
    council.sign_in(client, "auditor")
    for name in CHECKS:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name in CHECKS_PICTURE:
        assert (name, client.get(address(name)).status_code) == (name, 404)
    for name in CHECKS_ALL - CHECKS_LISTS - {"checks:proofs"} - CHECKS_PICTURE:
        assert (name, client.post(address(name)).status_code) == (name, 403)
    outside.sign_in(client, "keeper")
    for name in CHECKS_ALL - CHECKS_LISTS:
        assert (name, client.post(address(name)).status_code) in {(name, 404), (name, 405)}
    for name in (CHECKS | CHECKS_KEEPER | CHECKS_PICTURE) - CHECKS_LISTS:
        assert (name, client.get(address(name)).status_code) == (name, 404)


def test_answers_to_information_requests_are_the_officers_and_the_auditors(
    client, council, address, outside
):
    council.sign_in(client, "administrator")
    for name in FOI - FOI_POST_ONLY - {"passports:begin_foi"}:
        assert (name, client.get(address(name)).status_code) == (name, 403)
    council.sign_in(client, "auditor")
    for name in FOI_READ:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name in FOI_WRITE | FOI_POST_ONLY | {"passports:begin_foi"}:
        assert (name, client.post(address(name)).status_code) == (name, 403)
    officer = MembershipFactory(organisation=council.organisation, roles=["foi_officer"])
    client.force_login(officer.person)
    for name in FOI_READ | FOI_WRITE:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name, expected in {**FOI_LISTS, **dict.fromkeys(FOI_POST_ONLY, 405)}.items():
        assert (name, client.get(address(name)).status_code) == (name, expected)
    elsewhere = MembershipFactory(organisation=outside.organisation, roles=["foi_officer"])
    client.force_login(elsewhere.person)
    for name in FOI_READ | FOI_WRITE:
        assert (name, client.get(address(name)).status_code) == (name, 404)
    for name in FOI_WRITE | FOI_POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 404)


def test_elections_are_for_those_who_keep_the_register_or_administer(
    client, council, address, outside
):
    council.sign_in(client, "member")
    for name in ELECTIONS_LISTS | ELECTIONS_READ | ELECTIONS_FORMS | ELECTIONS_KEEPER:
        assert (name, client.get(address(name)).status_code) == (name, 403)
    for name in ELECTIONS_HOLDERS:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    council.sign_in(client, "auditor")
    for name in ELECTIONS_READ:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name in ELECTIONS_FORMS | ELECTIONS_POST_ONLY | ELECTIONS_KEEPER | ELECTIONS_OF_SOMEBODY:
        assert (name, client.post(address(name)).status_code) == (name, 403)
    council.sign_in(client, "keeper")
    for name in ELECTIONS_LISTS | ELECTIONS_FORMS | ELECTIONS_KEEPER:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name in ELECTIONS_POST_ONLY | ELECTIONS_OWN | ELECTIONS_OF_SOMEBODY:
        assert (name, client.get(address(name)).status_code) == (name, 405)
    outside.sign_in(client, "keeper")
    for name in ELECTIONS_READ | ELECTIONS_FORMS | ELECTIONS_KEEPER | ELECTIONS_HOLDERS:
        assert (name, client.get(address(name)).status_code) == (name, 404)
    for name in ELECTIONS - ELECTIONS_LISTS - ELECTIONS_READ:
        assert (name, client.post(address(name)).status_code) == (name, 404)


def test_pages_of_the_operator_are_there_for_no_member(client, council, address, outside):
    for somebody in (*council.members.values(), *outside.members.values()):
        client.force_login(somebody.person)
        for name in OPERATORS:
            assert (name, client.get(address(name)).status_code) == (name, 404)
        for name in OPERATORS - {"elections:proposals"}:
            assert (name, client.post(address(name)).status_code) == (name, 404)
    client.force_login(PersonFactory(is_operator=True))
    for name in OPERATORS:
        assert (name, client.get(address(name)).status_code) == (name, 200)


def test_reports_are_for_those_who_triage_and_read_by_auditors(client, council, address, outside):
    council.sign_in(client, "member")
    for name in REPORTS - REPORTS_POST_ONLY:
        assert (name, client.get(address(name)).status_code) == (name, 403)
    council.sign_in(client, "auditor")
    for name in REPORTS_LISTS | REPORTS_READ:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name in REPORTS_FORMS | REPORTS_POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 403)
    assert client.post(address("reports:review")).status_code == 403
    council.sign_in(client, "keeper")
    for name in REPORTS_FORMS:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name in REPORTS_PICTURES:
        assert (name, client.get(address(name)).status_code) == (name, 404)
    for name in REPORTS_POST_ONLY:
        assert (name, client.get(address(name)).status_code) == (name, 405)
    outside.sign_in(client, "keeper")
    for name in REPORTS - REPORTS_LISTS - REPORTS_POST_ONLY:
        assert (name, client.get(address(name)).status_code) == (name, 404)
    for name in REPORTS_FORMS | REPORTS_POST_ONLY | {"reports:review"}:
        assert (name, client.post(address(name)).status_code) == (name, 404)


def test_private_paths_that_do_not_exist_ask_nobody_to_guess(client, db):
    answer = client.get("/passports/nothing/here/")

    assert answer.status_code == 302
    assert answer.url == "/sign-in/?next=/passports/nothing/here/"


def test_administration_is_refused_to_plain_members_and_read_by_auditors(client, council, address):
    council.sign_in(client, "member")
    for name in OURS - ADMINISTRATORS_POST_ONLY:
        assert (name, client.get(address(name)).status_code) == (name, 403)
    council.sign_in(client, "auditor")
    for name in ADMINISTRATION:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name in ADMINISTRATORS:
        assert (name, client.get(address(name)).status_code) == (name, 403)
    for name in (ADMINISTRATORS - ADMINISTRATORS_READ) | ADMINISTRATORS_POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 403)


def test_administrator_opens_every_page_of_administration(client, council, address):
    council.sign_in(client, "administrator")

    for name in OURS - ADMINISTRATORS_POST_ONLY:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name in ADMINISTRATION:
        assert (name, client.post(address(name)).status_code) == (name, 405)
    for name in ADMINISTRATORS_POST_ONLY:
        assert (name, client.get(address(name)).status_code) == (name, 405)


def test_administrator_elsewhere_finds_nothing_of_ours(client, outside, address):
    outside.sign_in(client, "administrator")

    for name in OF_ONE_THING:
        assert (name, client.get(address(name)).status_code) == (name, 404)
    for name in (OF_ONE_THING & ADMINISTRATORS - ADMINISTRATORS_READ) | ADMINISTRATORS_POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 404)
