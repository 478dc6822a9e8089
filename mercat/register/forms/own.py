from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.platforms import Account as Recognised
from mercat.register.forms.changes import account_typed


class OwnForm(forms.Form):
    """An account of one's own: `cleaned_data["address"]` is what it was recognised as."""

    address = forms.CharField(
        label=_("Paste the address of your account"),
        help_text=_("Open the account, and copy the address from the top of your browser."),
        missing=_("Paste the address of your account"),
        max_length=500,
        widget=forms.TextInput(
            attrs={"spellcheck": "false", "autocapitalize": "none", "data-recognise": "true"}
        ),
    )
    name = forms.CharField(
        label=_("What shall the public read as its name?"),
        help_text=_("For example, Ishbel Rae, councillor"),
        missing=_("Enter the name that the public will read"),
        max_length=120,
    )
    agrees = forms.BooleanField(
        label=_("I agree that everybody may read this. I can take it away at any time."),
        missing=_("Agree that everybody may read this"),
    )

    def clean_address(self) -> Recognised:
        return account_typed(self.cleaned_data["address"])

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())
