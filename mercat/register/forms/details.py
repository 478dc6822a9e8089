"""What the register says of an account."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.common.fields import Words
from mercat.organisations import queries as organisations
from mercat.organisations.forms import SECOND, indented
from mercat.organisations.models import Department, Nation
from mercat.register.forms.secrets import refuse_password
from mercat.register.languages import LANGUAGES
from mercat.register.models import Account, SecondFactor

SAFE = [refuse_password]
WRITTEN = ("purpose", "audience")  # by language


class DetailsForm(forms.Form):
    name = forms.CharField(
        label=_("What is it called?"), max_length=120, missing=_("Enter the name of the account")
    )
    department = forms.ChoiceField(
        label=_("Which service is it for?"), required=False, widget=forms.Select
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("One or two sentences; the public reads them."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(rows=3),
    )
    purpose_second = forms.CharField(
        label=_("The same in Welsh"), max_length=1000, required=False, widget=forms.Textarea(rows=3)
    )
    audience = forms.CharField(
        label=_("Whom does it reach?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(rows=2),
    )
    audience_second = forms.CharField(
        label=_("The same in Welsh"), max_length=500, required=False, widget=forms.Textarea(rows=2)
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages does it speak?"),
        choices=list(LANGUAGES.items()),
        required=False,
        widget=forms.Checkboxes(small=True),
    )
    opened_on = forms.DateField(label=_("When was it opened?"), required=False)
    mailbox = forms.EmailField(
        label=_("Team mailbox"),
        help_text=_("Where the platform sends its mail: one that several people read."),
        required=False,
    )
    secret_place = forms.CharField(
        label=_("Where is the password kept?"),
        help_text=_(
            "The place, like “password manager, folder Communications”. Never the password."
        ),
        max_length=200,
        required=False,
        validators=SAFE,
    )
    second_factor = forms.ChoiceField(
        label=_("Is a second step of sign-in on?"),
        choices=[*SecondFactor.choices, ("", _("We do not know"))],
        required=False,
    )
    tool = forms.CharField(
        label=_("Which tool do you post with?"),
        help_text=_("Leave it empty if you post on the platform itself."),
        max_length=120,
        required=False,
        validators=SAFE,
    )
    contract = forms.CharField(
        label=_("Under which contract?"), max_length=200, required=False, validators=SAFE
    )
    stable_id = forms.CharField(
        label=_("The platform’s own number of the account"),
        help_text=_("If it shows one. It stays the same when the account is renamed."),
        max_length=200,
        required=False,
        validators=SAFE,
    )
    row_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _initial(account), **kwargs})
        self.account = account
        self._second_language()
        tree = organisations.department_tree(account.organisation)
        self.departments = {each.department.public_id: each.department for each in tree}
        self.offer("department", [("", gettext("Not recorded")), *indented(tree)])

    def _second_language(self) -> None:
        nation = Nation(self.account.organisation.nation)
        self.second, language = SECOND.get(nation, ("", ""))
        for name in WRITTEN:
            field = self.fields[f"{name}_second"]
            field.label = gettext("The same in {language}").format(language=language)
            self.initial[f"{name}_second"] = getattr(self.account, name).get(self.second, "")
            if not self.second:
                del self.fields[f"{name}_second"]

    def clean_department(self) -> Department | None:
        return self.departments.get(self.cleaned_data["department"])

    def details(self) -> dict[str, Any]:
        """What the action takes: texts by language, other languages kept."""
        given = dict(self.cleaned_data)
        given.pop("row_version")
        for name in WRITTEN:
            written = {"en": given[name]}
            if self.second:
                written[self.second] = given.pop(f"{name}_second")
            kept = {**getattr(self.account, name), **written}
            given[name] = Words({code: text for code, text in kept.items() if text})
        return given


def _initial(account: Account) -> dict[str, Any]:
    plain = ("name", "languages", "opened_on", "mailbox", "secret_place", "second_factor")
    more = ("tool", "contract", "stable_id", "row_version")
    return {
        **{name: getattr(account, name) for name in (*plain, *more)},
        "department": account.department.public_id if account.department else "",
        **{name: getattr(account, name).get("en", "") for name in WRITTEN},
    }
