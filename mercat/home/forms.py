from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.organisations.authorities import Authority
from mercat.organisations.forms import DomainField
from mercat.organisations.models import Nation
from mercat.passports import policy_files


class FindForm(forms.FilterForm):
    q = forms.CharField(
        label=_("Name of your organisation"),
        help_text=_("Any part of it, in English, Welsh or Gaelic; an old name will do."),
        max_length=100,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization", "data-find": ""}),
    )


class SetUpForm(forms.Form):
    """An organisation's beginning. One that is no authority we know says its name and nation."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=120,
        missing=_("Enter the organisation’s name"),
    )
    nation = forms.ChoiceField(
        label=_("Where is it?"),
        help_text=_("So that deadlines leave out the right bank holidays."),
        choices=Nation.choices,
        widget=forms.Radios(small=True),
        missing=_("Choose the nation"),
    )
    domain = DomainField(
        label=_("Domain of its website"),
        help_text=_(
            "Like strathbeg.gov.uk. With it you say that it is yours; what the public sees "
            "here speaks for it."
        ),
        max_length=300,
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
        missing=_("Enter the domain of your website, like strathbeg.gov.uk"),
    )
    admin_name = forms.CharField(
        label=_("Name of the first administrator"),
        help_text=_("Probably yours. There can be others later."),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        missing=_("Enter the administrator’s name"),
    )
    admin_email = forms.EmailField(
        label=_("Their work e-mail"),
        help_text=_("The code for signing in goes there."),
        max_length=254,
        missing=_("Enter the administrator’s e-mail address"),
    )
    policy = forms.ChoiceField(
        label=_("Who decides about applications?"),
        help_text=_("You can change it at any time, for what is sent from then on."),
        missing=_("Choose who decides"),
    )

    def __init__(self, *args: Any, authority: Authority | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authority = authority
        if authority:
            del self.fields["name"], self.fields["nation"]
        self.fields["policy"] = policy_field(self.fields["policy"])

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not slugify(name):
            raise forms.ValidationError(
                gettext("The name needs letters of the Latin alphabet, too")
            )
        return name

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        if self.authority:
            known = {key: getattr(self.authority, key) for key in ("name", "slug", "nation")}
            return {**self.cleaned_data, **known}
        return {**self.cleaned_data, "slug": slugify(self.cleaned_data["name"])[:60]}


class PolicyForm(forms.Form):
    policy = forms.ChoiceField(
        label=_("Who shall decide about applications?"), missing=_("Choose who decides")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["policy"] = policy_field(self.fields["policy"])


def policy_field(field: Any) -> Any:
    """Each ready policy, explained in its own two sentences."""
    ready = policy_files.choices()
    field.choices = [(each["key"], each["name"]) for each in ready]
    widget = forms.Radios(hints={each["key"]: each["about"] for each in ready})
    widget.choices = field.choices
    field.widget = widget
    return field
