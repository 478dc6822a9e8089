"""Addresses of everybody’s own sign-in."""

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
