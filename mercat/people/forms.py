"""allauth's forms in our words; what they check stays theirs."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm

from mercat.common.forms import PlainWords

EMAIL_LABEL = "E-mail address"


class SignInForm(PlainWords, LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = EMAIL_LABEL
        self.fields["login"].error_messages["required"] = "Enter your e-mail address"
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = "Enter your password"
        self.fields["remember"].label = "Keep me signed in on this computer for 12 hours"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class RequestCodeForm(PlainWords, RequestLoginCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = EMAIL_LABEL
        self.fields["email"].error_messages["required"] = "Enter your e-mail address"
        self.fields["email"].widget.attrs.pop("placeholder", None)


class ConfirmCodeForm(PlainWords, ConfirmLoginCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "The code in the mail"
        self.fields["code"].error_messages["required"] = "Enter the code from the mail"
        self.fields["code"].widget.attrs.pop("placeholder", None)
