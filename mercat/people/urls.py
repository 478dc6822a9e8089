"""Only what people here need of allauth: no registration, as people are invited.

Its names stay as allauth calls them, because its views lead from one to the other by name.
"""

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from mercat.people import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/code/confirm/", views.ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("sign-in/second-step/", views.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/password/", account.password_reset, name="account_reset_password"),
    path(
        "sign-in/password/code/",
        views.ConfirmPasswordCode.as_view(),
        name="account_confirm_password_reset_code",
    ),
    path(
        "sign-in/password/new/",
        account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        "sign-in/password/done/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("sign-in/closed/", account.signup, name="account_signup"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("sign-out/", account.logout, name="account_logout"),
    path("people/security/", views.security, name="mfa_index"),
    path("people/security/first/", views.second_step_first, name="people_second_step_first"),
    path("people/security/again/", account.reauthenticate, name="account_reauthenticate"),
    path("people/security/again/code/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path(
        "people/security/again/passkey/",
        views.PasskeyAgain.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("people/security/password/", account.password_change, name="account_change_password"),
    path(
        "people/security/password/first/",
        reauthentication_required(app="allauth.mfa")(account.password_set),
        name="account_set_password",
    ),
    path("people/security/app/", views.AddApp.as_view(), name="mfa_activate_totp"),
    path("people/security/app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("people/security/passkeys/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "people/security/passkeys/<int:pk>/",
        views.RenamePasskey.as_view(),
        name="mfa_edit_webauthn",
    ),
    path(
        "people/security/passkeys/<int:pk>/remove/",
        views.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("people/security/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "people/security/codes/new/",
        views.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "people/security/codes/file/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("people/security/sessions/", views.sign_ins, name="people_sign_ins"),
    path(
        "people/security/sessions/end/", views.end_other_sign_ins, name="people_end_other_sign_ins"
    ),
    path(
        "people/security/sessions/<str:sign_in_id>/end/",
        views.end_sign_in,
        name="people_end_sign_in",
    ),
]
