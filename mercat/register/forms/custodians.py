from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.common.languages import Text
from mercat.people.models import Person
from mercat.platforms import Account as Recognised
from mercat.register.forms.changes import member_named, recognised
from mercat.register.forms.secrets import refuse_password
from mercat.register.models import Account, Alias, Custodian

HINTS = {
    Custodian.Level.OWNER: _("Answers for it"),
    Custodian.Level.ADMINISTRATOR: _("Can let others in, and change its settings"),
    Custodian.Level.BACKUP: _("An administrator for when the others are away"),
    Custodian.Level.PUBLISHER: _("Posts and replies"),
}


WHY = _("Why?")


def short_reason(label: Text = WHY) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=300, missing=_("Say why"), validators=[refuse_password]
    )


class CustodianForm(forms.Form):
    person = forms.EmailField(label=_("Their work e-mail"), missing=_("Enter their work e-mail"))
    level = forms.ChoiceField(
        label=_("What is their part?"),
        choices=Custodian.Level.choices,
        widget=forms.Radios(hints=HINTS),
        missing=_("Choose their part"),
    )
    reason = short_reason()

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_person(self) -> Person:
        return member_named(self.account.organisation, self.cleaned_data["person"])


class ChangeCustodianForm(forms.Form):
    level = forms.ChoiceField(
        label=_("What is their part from now on?"),
        choices=[each for each in Custodian.Level.choices if each[0] != Custodian.Level.OWNER],
        widget=forms.Radios(hints=HINTS),
        missing=_("Choose their part"),
    )
    reason = short_reason()


class EndCustodianForm(forms.Form):
    reason = short_reason(_("Why do they stop?"))


class AliasForm(forms.Form):
    address = forms.CharField(
        label=_("The other address, or the number"),
        max_length=500,
        missing=_("Paste the other address"),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Alias.Kind.choices,
        widget=forms.Radios(
            hints={
                Alias.Kind.SAME: _("Such as its number. The look-up answers the same for both."),
                Alias.Kind.FORMER: _(
                    "Somebody else may have it now, so the look-up says: was ours."
                ),
            },
            reveals={Alias.Kind.FORMER: "until"},
        ),
        missing=_("Choose what it is"),
    )
    until = forms.DateField(label=_("Until when?"), missing=_("Enter its last day"))
    how = forms.CharField(
        label=_("How did you check that?"),
        help_text=_("Such as: opened it today and came to our account."),
        max_length=300,
        missing=_("Say how you checked it"),
        validators=[refuse_password],
    )

    def __init__(self, *args: Any, account: Account, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account, self.today = account, today

    def clean_address(self) -> Recognised:
        return recognised(self.cleaned_data["address"], platform=self.account.platform)

    def clean_until(self) -> date | None:
        day: date | None = self.cleaned_data["until"]
        if day and day > self.today:
            raise forms.ValidationError(gettext("The day must be today or in the past"))
        return day


class TwinForm(forms.Form):
    address = forms.CharField(
        label=_("Address of the account in the other language"),
        help_text=_("It has to be on the register already."),
        max_length=500,
        missing=_("Paste its address"),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_address(self) -> Account:
        found = recognised(self.cleaned_data["address"], platform=self.account.platform)
        twin = Account.objects.filter(
            organisation=self.account.organisation_id, platform=found.platform, key=found.key
        ).first()
        if twin is None or twin.pk == self.account.pk:
            raise forms.ValidationError(
                gettext("No other account of the register has this address.")
            )
        return twin
