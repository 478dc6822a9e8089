"""Every address of the site, asked for by nobody, by a member elsewhere, by a plain member.

A new address fails here until somebody says who may see it.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from mercat.demo import letter_box
from mercat.organisations import actions
from mercat.register.checks.models import Finding
from mercat.register.models import Account
from tests.factories import ComplaintFactory, HoldFactory, InvitationFactory, ReviewFactory
from tests.factories.council import NOW
from tests.register.addresses import REGISTER, of_the_register
from tests.register.checks.test_sweeping import make_found

# Who is no member may see these; 302 and the rest are what they answer to a plain GET.
PUBLIC = {
    "home:front": 200,
    "home:accessibility": 200,
    "home:privacy": 200,
    "home:cookies": 200,
    "home:complain": 200,
    "home:choose_language": 405,  # a press alone changes it
    "home:healthz": 200,
    "home:readyz": 200,
    "lookup:lookup": 200,
    "lookup:organisations": 200,
    "lookup:organisation": 200,
    "lookup:account": 200,
    "lookup:passport": 200,
    "api:lookup": 422,  # it wants a question
    "api:openapi-json": 200,
    "api:api-root": 404,
    "scim:api-root": 404,
    "scim:config": 401,  # programs show a token of the organisation
    "scim:users": 401,
    "scim:user": 401,
    "scim:create_user": 401,
    "scim:patch_user": 401,
    "account_login": 200,
    "account_request_login_code": 200,
    "account_confirm_login_code": 302,
    "mfa_authenticate": 302,
    "mfa_login_webauthn": 302,
    "account_reset_password": 200,
    "account_confirm_password_reset_code": 302,
    "account_complete_password_reset": 302,
    "account_password_reset_completed": 200,
    "account_signup": 200,
    "account_inactive": 200,
    "account_logout": 302,
    "passports:certify_by_link": 410,
    "passports:manager_view": 410,  # the secret in the address is the key, and this one is wrong
    "organisations:accept": 410,
    "home:first_run": 404,  # nobody is told that such a page exists
    "demo:letter_box": 200,
    "demo:letter": 200,
}
# Every member, for their own organisation.
MEMBERS = {
    "home:dashboard": 200,
    "home:my_data": 200,
    "organisations:choose": 200,
    "passports:index": 200,
    "passports:apply": 200,
    "passports:learn": 200,
    "passports:certify": 200,
    "passports:recognise": 200,
    "register:accounts": 200,
    "register:account": 200,
    "register:departments": 200,
    "register:overview": 200,
}
# Everybody's own sign-in; 302 asks once more who it is, before anything can be changed.
OWN = {
    "mfa_index": 200,
    "people_second_step_first": 200,
    "people_sign_ins": 200,
    "account_reauthenticate": 200,
    "mfa_reauthenticate": 302,
    "mfa_reauthenticate_webauthn": 302,
    "account_change_password": 200,
    "account_set_password": 302,  # has one
    "mfa_activate_totp": 302,
    "mfa_deactivate_totp": 404,  # has none
    "mfa_add_webauthn": 302,
    "mfa_edit_webauthn": 302,
    "mfa_remove_webauthn": 302,
    "mfa_view_recovery_codes": 404,
    "mfa_generate_recovery_codes": 302,
    "mfa_download_recovery_codes": 404,
    "people_end_sign_in": 405,
    "people_end_other_sign_ins": 405,
}
# About one application or passport: those who are no party to it see that there is nothing.
PARTIES = {
    "passports:person",
    "passports:application",
    "passports:section",
    "passports:send",
    "passports:withdraw",
    "passports:add_helper",
    "passports:file",
    "passports:give_view",
    "passports:ask",
    "passports:advise",
    "passports:name_manager",
    "passports:decide",
    "passports:release",
    "passports:passport",
}
READ_ONLY = {
    "passports:application",
    "passports:file",
    "passports:passport",
    "passports:person",
}
# Those who keep the record; a plain member is told so.
KEEPERS = {"passports:held", "passports:certification", "passports:certification_told"}
KEEPERS_POST_ONLY = {"passports:deal_with_answer"}
# What the checks saw, for those who keep the register or look after the account.
CHECKS_LISTS = {"checks:findings", "checks:found_accounts"}
CHECKS = {*CHECKS_LISTS, "checks:finding", "checks:found_account", "checks:proofs"}
CHECKS_KEEPER = {"checks:name_page", "checks:attest"}
CHECKS_POST_ONLY = {"checks:check_again", "checks:make_code", "checks:reconsider"}
CHECKS_ALL = {*CHECKS, *CHECKS_KEEPER, *CHECKS_POST_ONLY}
# Of the organisation itself: auditors read the first kind, administrators alone do the second.
ADMINISTRATION = {
    "home:organisation",
    "home:retention",
    "home:contacts",
    "home:complaints",
    "home:complaint",
    "home:holds",
    "home:disposals",
    "home:disposals_csv",
    "home:policy",
    "organisations:people",
    "organisations:member",
    "organisations:invitations",
    "organisations:invitation",
    "organisations:departments",
    "organisations:tokens",
}
ADMINISTRATORS = {
    "home:adopt_policy",
    "home:change_periods",
    "home:change_contacts",
    "home:answer_complaint",
    "home:place_hold",
    "home:end_hold",
    "home:reviews",
    "home:review",
    "home:destroy_reviewed",
    "home:erase_person",
    "home:confirm_erasure",
    "organisations:invite",
    "organisations:roster",
    "organisations:make_token",
    "organisations:change_member",
    "organisations:end_membership",
    "organisations:add_department",
    "organisations:change_department",
    "organisations:remove_department",
}
ADMINISTRATORS_POST_ONLY = {
    "organisations:invite_again",
    "organisations:withdraw_invitation",
    "organisations:end_token",
}
# They show something to administrators alone and change nothing.
ADMINISTRATORS_READ = {"home:erase_person", "home:reviews"}
OURS = {*ADMINISTRATION, *ADMINISTRATORS, *ADMINISTRATORS_POST_ONLY}
OF_ONE_THING = {
    "home:complaint",
    "home:answer_complaint",
    "home:end_hold",
    "home:review",
    "home:destroy_reviewed",
    "home:erase_person",
    "home:confirm_erasure",
    "organisations:member",
    "organisations:change_member",
    "organisations:end_membership",
    "organisations:invitation",
    "organisations:change_department",
    "organisations:remove_department",
}
POST_ONLY = {
    "passports:open",
    "passports:discuss",
    "passports:reopen",
    "passports:remove_helper",
    "passports:stop_helping",
}
# An adviser reads every case that was sent, and moves none.
READERS = {
    "passports:section": 403,
    "passports:send": 403,
    "passports:withdraw": 403,
    "passports:add_helper": 403,
    "passports:ask": 403,
    "passports:name_manager": 403,
    "passports:decide": 403,
    "passports:release": 403,
    "passports:give_view": 403,
}


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
    values = {
        "application_id": application.public_id,
        "passport_id": application.passport.public_id,
        "account_id": application.passport.account.public_id,
        "person_id": council.applicant.person.public_id,
        "file_id": "bcdfghjkmn",
        "section": "case",
        "slug": council.organisation.slug,
        "token": "not-a-token",
        "name": "1-1.eml",
        "membership_id": council.colleague.public_id,
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
        "sign_in_id": "bcdfghjkmn",
        **of_the_register(council, application.passport.account),
    }
    return lambda name: reverse(name, kwargs={key: values[key] for key in ROUTES[name]})


def made_token(council: Any) -> Any:
    given = {"name": "Directory", "scope": "people", "by": council.administrator.person}
    return actions.make_token(organisation=council.organisation, **given, at=NOW)[0]


def make_finding(account: Account) -> Finding:
    return Finding.objects.create(
        organisation=account.organisation,
        account=account,
        trouble="gone",
        platform=account.platform,
        old_handle=account.handle,
        found_at=NOW,
        latest_at=NOW,
    )


def test_every_route_is_named_here():
    assert set(ROUTES) == {
        *PUBLIC,
        *MEMBERS,
        *PARTIES,
        *POST_ONLY,
        *KEEPERS,
        *KEEPERS_POST_ONLY,
        *OWN,
        *OURS,
        *CHECKS_ALL,
        *REGISTER,
    }


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
        for name in {*PARTIES, "register:account"}:
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


def test_member_sees_their_own_sign_in(client, council, address):
    council.sign_in(client, "member")

    answers = {name: client.get(address(name)).status_code for name in OWN}

    assert answers == OWN


def test_reader_of_a_case_moves_nothing(client, council, address):
    council.sign_in(client, "adviser")
    assert client.get(address("passports:application")).status_code == 200

    for name, expected in READERS.items():
        for method in (client.get, client.post):
            assert (name, method(address(name)).status_code) == (name, expected)
    for name in POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 403)


def test_get_never_moves_anything(client, council, address):
    council.sign_in(client, "clerk")

    for name in POST_ONLY:
        assert (name, client.get(address(name)).status_code) == (name, 405)


def test_checks_are_for_those_who_keep_the_register(client, council, address, outside):
    council.sign_in(client, "member")
    for name in CHECKS | CHECKS_KEEPER:
        assert (name, client.get(address(name)).status_code) == (name, 403)
    council.sign_in(client, "auditor")
    for name in CHECKS:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name in CHECKS_ALL - CHECKS_LISTS - {"checks:proofs"}:
        assert (name, client.post(address(name)).status_code) == (name, 403)
    outside.sign_in(client, "keeper")
    for name in CHECKS_ALL - CHECKS_LISTS:
        assert (name, client.post(address(name)).status_code) in {(name, 404), (name, 405)}
    for name in (CHECKS | CHECKS_KEEPER) - CHECKS_LISTS:
        assert (name, client.get(address(name)).status_code) == (name, 404)


def test_private_paths_that_do_not_exist_ask_nobody_to_guess(client):
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
