"""allauth's forms in our words; what they check stays theirs."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as passkey
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common.forms import PlainWords
from mercat.common.languages import Text

EMAIL = {"label": _("E-mail address"), "missing": _("Enter your e-mail address")}
PASSWORD = {"label": _("Password"), "missing": _("Enter your password")}
NEW_PASSWORD = {
    "label": _("New password"),
    "missing": _("Enter a new password"),
    "help_text": _(
        "At least 12 characters. Three words that do not belong together are good; your "
        "name, your address and passwords that many people use are not."
    ),
}
AGAIN = {"label": _("New password, once more"), "missing": _("Enter the new password once more")}
CODE_WORKS_FOR = 90  # seconds: the code shown now, the one before and the one after


class OurWords(PlainWords):
    """`words`: of each field its label, its help and what is said when it is empty."""

    words: Mapping[str, Mapping[str, Text]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, said in self.words.items():
            field = self.fields[name]
            field.label = said["label"]
            field.help_text = said.get("help_text", "")
            field.widget.attrs.pop("placeholder", None)
            if "missing" in said:
                field.error_messages["required"] = said["missing"]


class SignInForm(OurWords, account.LoginForm):  # type: ignore[misc]
    words = {
        "login": EMAIL,
        "password": PASSWORD,
        "remember": {"label": _("Keep me signed in on this computer for 12 hours")},
    }


class RequestCodeForm(OurWords, account.RequestLoginCodeForm):  # type: ignore[misc]
    words = {"email": EMAIL}


class ConfirmCodeForm(OurWords, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    words = {
        "code": {"label": _("The code in the mail"), "missing": _("Enter the code from the mail")}
    }


class ForgottenPasswordForm(OurWords, account.ResetPasswordForm):  # type: ignore[misc]
    words = {"email": EMAIL}


class ConfirmPasswordCodeForm(OurWords, account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    words = ConfirmCodeForm.words


class NewPasswordForm(OurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    words = {"password1": NEW_PASSWORD, "password2": AGAIN}


class ChangePasswordForm(OurWords, account.ChangePasswordForm):  # type: ignore[misc]
    words = {
        "oldpassword": {
            "label": _("Password now"),
            "missing": _("Enter your password as it is now"),
        },
        "password1": NEW_PASSWORD,
        "password2": AGAIN,
    }


class SetPasswordForm(OurWords, account.SetPasswordForm):  # type: ignore[misc]
    words = {"password1": NEW_PASSWORD, "password2": AGAIN}


class ReauthenticateForm(OurWords, account.ReauthenticateForm):  # type: ignore[misc]
    words = {"password": PASSWORD}


class OnceOnly(OurWords):
    """A code of the app signs in once, also in the seconds that we allow for slow clocks."""

    words = {
        "code": {
            "label": _("Code"),
            "help_text": _("Six digits from the app, or one of your recovery codes"),
            "missing": _("Enter the code that the app shows, or a recovery code"),
        }
    }

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        authenticator: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if authenticator.type == Authenticator.Type.TOTP:
            used = authenticator.wrap()._get_used_cache_key(code)
            cache.set(used, "y", timeout=CODE_WORKS_FOR)
        return code


class SecondStepForm(OnceOnly, second_step.AuthenticateForm):  # type: ignore[misc]
    pass


class SecondStepAgainForm(OnceOnly, second_step.ReauthenticateForm):  # type: ignore[misc]
    pass


class AddAppForm(OurWords, app.ActivateTOTPForm):  # type: ignore[misc]
    words = {
        "code": {
            "label": _("The six digits that the app shows now"),
            "missing": _("Enter the six digits that the app shows"),
        }
    }


class RemoveAppForm(PlainWords, app.DeactivateTOTPForm):  # type: ignore[misc]
    pass


class NewRecoveryCodesForm(PlainWords, GenerateRecoveryCodesForm):  # type: ignore[misc]
    pass


class ReadsPasskey(OurWords):
    """Whatever is wrong with what a browser sent, the form says so and nothing breaks."""

    refusal = _("The passkey was not accepted. Try again, or use another way.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {"required": self.refusal, "invalid": self.refusal}
        self.fields["credential"].error_messages.update(said)

    def clean(self) -> dict[str, Any]:
        return self._read(super().clean) or {}

    def clean_credential(self) -> Any:
        read = getattr(super(), "clean_credential", lambda: self.cleaned_data["credential"])
        return self._read(read)

    def _read(self, read: Any) -> Any:
        try:
            return read()
        except ValidationError as error:
            raise ValidationError(self.refusal, code=getattr(error, "code", None)) from error
        except Exception as error:  # the libraries below raise many kinds
            raise ValidationError(self.refusal, code="invalid") from error


class AddPasskeyForm(ReadsPasskey, passkey.AddWebAuthnForm):  # type: ignore[misc]
    words = {
        "name": {"label": _("A name for it"), "help_text": _("Such as “Work phone” or “Key ring”")},
        "passwordless": {
            "label": _("Sign in with it alone, without a password"),
            "help_text": _(
                "It will ask for your fingerprint, your face or a PIN. Untick this for "
                "a simple security key that asks for none."
            ),
        },
    }
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {**kwargs.get("initial", {}), "name": "", "passwordless": True}
        super().__init__(*args, **kwargs)

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"])[:60] or gettext("Passkey")


class UsePasskeyForm(ReadsPasskey, passkey.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class UsePasskeyAgainForm(ReadsPasskey, passkey.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class SignInByPasskeyForm(ReadsPasskey, passkey.LoginWebAuthnForm):  # type: ignore[misc]
    pass


class RenamePasskeyForm(OurWords, passkey.EditWebAuthnForm):  # type: ignore[misc]
    words = {"name": {"label": _("Name"), "missing": _("Enter a name for the passkey")}}

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"])[:60]
