import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver, reverse

CONVERTER = re.compile(r"<\w+:")
# No address disappears unnoticed: people have it in mails, bookmarks and on posters.
ADDRESSES = {
    "": "front",
    "dashboard/": "dashboard",
    "about/accessibility/": "accessibility",
    "about/privacy/": "privacy",
    "language/": "choose_language",
    "healthz": "healthz",
    "readyz": "readyz",
    "start/<token>/": "first_run",
    "organisation/": "organisation",
    "organisation/policy/": "policy",
    "organisation/policy/adopt/": "adopt_policy",
    "organisation/retention/": "retention",
    "organisation/retention/change/": "change_periods",
    "organisation/holds/": "holds",
    "organisation/holds/place/": "place_hold",
    "organisation/holds/<hold_id>/end/": "end_hold",
    "organisation/disposals/": "disposals",
    "organisation/disposals/csv/": "disposals_csv",
    "organisation/reviews/": "reviews",
    "organisation/reviews/<review_id>/": "review",
    "organisation/reviews/<review_id>/destroy/": "destroy_reviewed",
    "organisation/people/<membership_id>/erase/": "erase_person",
    "organisation/people/<membership_id>/erase/confirm/": "confirm_erasure",
    "people/my-data/": "my_data",
    "organisation/choose/": "choose",
    "organisation/people/": "people",
    "organisation/people/invite/": "invite",
    "organisation/people/list/": "roster",
    "organisation/tokens/": "tokens",
    "organisation/tokens/make/": "make_token",
    "organisation/tokens/<token_id>/end/": "end_token",
    "organisation/people/<membership_id>/": "member",
    "organisation/people/<membership_id>/change/": "change_member",
    "organisation/people/<membership_id>/end/": "end_membership",
    "organisation/invitations/": "invitations",
    "organisation/invitations/<invitation_id>/": "invitation",
    "organisation/invitations/<invitation_id>/again/": "invite_again",
    "organisation/invitations/<invitation_id>/withdraw/": "withdraw_invitation",
    "organisation/accept/<token>/": "accept",
    "organisation/departments/": "departments",
    "organisation/departments/add/": "add_department",
    "organisation/departments/<department_id>/": "change_department",
    "organisation/departments/<department_id>/remove/": "remove_department",
    "sign-in/": "account_login",
    "sign-in/code/": "account_request_login_code",
    "sign-in/code/confirm/": "account_confirm_login_code",
    "sign-in/second-step/": "mfa_authenticate",
    "sign-in/passkey/": "mfa_login_webauthn",
    "sign-in/password/": "account_reset_password",
    "sign-in/password/code/": "account_confirm_password_reset_code",
    "sign-in/password/new/": "account_complete_password_reset",
    "sign-in/password/done/": "account_password_reset_completed",
    "sign-in/closed/": "account_signup",
    "sign-in/inactive/": "account_inactive",
    "sign-out/": "account_logout",
    "people/security/": "mfa_index",
    "people/security/first/": "people_second_step_first",
    "people/security/again/": "account_reauthenticate",
    "people/security/again/code/": "mfa_reauthenticate",
    "people/security/again/passkey/": "mfa_reauthenticate_webauthn",
    "people/security/password/": "account_change_password",
    "people/security/password/first/": "account_set_password",
    "people/security/app/": "mfa_activate_totp",
    "people/security/app/remove/": "mfa_deactivate_totp",
    "people/security/passkeys/": "mfa_add_webauthn",
    "people/security/passkeys/<pk>/": "mfa_edit_webauthn",
    "people/security/passkeys/<pk>/remove/": "mfa_remove_webauthn",
    "people/security/codes/": "mfa_view_recovery_codes",
    "people/security/codes/new/": "mfa_generate_recovery_codes",
    "people/security/codes/file/": "mfa_download_recovery_codes",
    "people/security/sessions/": "people_sign_ins",
    "people/security/sessions/end/": "people_end_other_sign_ins",
    "people/security/sessions/<sign_in_id>/end/": "people_end_sign_in",
    "lookup/": "lookup",
    "lookup/organisations/": "organisations",
    "lookup/organisations/<slug>/": "organisation",
    "lookup/accounts/<account_id>/": "account",
    "lookup/passports/<passport_id>/": "passport",
    "passports/": "index",
    "passports/apply/": "apply",
    "passports/learn/": "learn",
    "passports/held/": "held",
    "passports/people/<person_id>/": "person",
    "passports/recognise/": "recognise",
    "passports/applications/<application_id>/": "application",
    "passports/applications/<application_id>/sections/<section>/": "section",
    "passports/applications/<application_id>/files/<file_id>/": "file",
    "passports/applications/<application_id>/helpers/add/": "add_helper",
    "passports/applications/<application_id>/helpers/stop/": "stop_helping",
    "passports/applications/<application_id>/helpers/<person_id>/remove/": "remove_helper",
    "passports/applications/<application_id>/send/": "send",
    "passports/applications/<application_id>/withdraw/": "withdraw",
    "passports/applications/<application_id>/view/": "give_view",
    "passports/applications/<application_id>/advise/": "advise",
    "passports/applications/<application_id>/manager/": "name_manager",
    "passports/applications/<application_id>/open/": "open",
    "passports/applications/<application_id>/ask/": "ask",
    "passports/applications/<application_id>/discuss/": "discuss",
    "passports/applications/<application_id>/decide/": "decide",
    "passports/applications/<application_id>/reopen/": "reopen",
    "passports/applications/<application_id>/release/": "release",
    "passports/manager-view/<token>/": "manager_view",
    "passports/certify/": "certify",
    "passports/certify/<token>/": "certify_by_link",
    "passports/certification/": "certification",
    "passports/certification/told/": "certification_told",
    "passports/certification/told/<answer_id>/": "deal_with_answer",
    "passports/<passport_id>/": "passport",
    "register/found/": "found_accounts",
    "register/found/<found_id>/": "found_account",
    "register/found/<found_id>/reconsider/": "reconsider",
    "register/checks/": "findings",
    "register/checks/<finding_id>/": "finding",
    "register/accounts/<account_id>/proofs/": "proofs",
    "register/accounts/<account_id>/proofs/again/": "check_again",
    "register/accounts/<account_id>/proofs/code/": "make_code",
    "register/accounts/<account_id>/proofs/page/": "name_page",
    "register/accounts/<account_id>/proofs/look/": "attest",
    "register/": "accounts",
    "register/departments/": "departments",
    "register/overview/": "overview",
    "register/views/save/": "save_view",
    "register/views/<view_id>/remove/": "remove_view",
    "register/accounts/<account_id>/": "account",
    "register/accounts/<account_id>/history/": "history",
    "register/accounts/<account_id>/change/": "change_account",
    "register/accounts/<account_id>/owner/": "change_owner",
    "register/accounts/<account_id>/address/": "change_address",
    "register/accounts/<account_id>/status/": "change_status",
    "register/accounts/<account_id>/close/": "close",
    "register/accounts/<account_id>/lost/": "lose",
    "register/accounts/<account_id>/custodians/add/": "add_custodian",
    "register/accounts/<account_id>/custodians/<custodian_id>/change/": "change_custodian",
    "register/accounts/<account_id>/custodians/<custodian_id>/end/": "end_custodian",
    "register/accounts/<account_id>/addresses/add/": "add_alias",
    "register/accounts/<account_id>/addresses/<alias_id>/remove/": "remove_alias",
    "register/accounts/<account_id>/twins/link/": "link_twin",
    "register/accounts/<account_id>/twins/<twin_id>/unlink/": "unlink_twin",
    "register/changes/": "changes",
    "register/changes/<change_id>/": "change",
    "register/changes/<change_id>/agree/": "agree",
    "register/changes/<change_id>/decline/": "decline",
    "register/changes/<change_id>/withdraw/": "withdraw",
    "api/v1/openapi.json": "openapi-json",
    "api/v1/lookup": "lookup",
    "api/v1/": "api-root",
    "api/scim/v2/": "api-root",
    "api/scim/v2/ServiceProviderConfig": "config",
    "api/scim/v2/Users": "create_user",
    "api/scim/v2/Users/<user_id>": "patch_user",
    "demo/letter-box/": "letter_box",
    "demo/letter-box/<name>/": "letter",
}


SCIM = {route for route in ADDRESSES if route.startswith("api/scim/v2/") and route[-1] != "/"}


def patterns(resolver: Any, before: str = "") -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield CONVERTER.sub("<", route), each.name or ""
        else:
            yield from patterns(each, route)


def test_addresses_are_all_listed_here():
    assert dict(patterns(get_resolver())) == ADDRESSES


def test_addresses_end_with_a_slash_but_for_machines():
    without = {route for route in ADDRESSES if route and not route.endswith("/")}

    assert without == {"healthz", "readyz", "api/v1/openapi.json", "api/v1/lookup", *SCIM}


@pytest.mark.parametrize("name", ["account_signup", "account_login", "home:dashboard"])
def test_addresses_that_libraries_look_for_are_there(name):
    assert reverse(name).startswith("/")
