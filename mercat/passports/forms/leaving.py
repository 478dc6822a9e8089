from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register.forms.secrets import refuse_password
from mercat.register.models import Custodian

Level = Custodian.Level
HINTS = {
    Level.OWNER: _("Answers for it"),
    Level.ADMINISTRATOR: _("Can let others in, and change its settings"),
    Level.BACKUP: _("An administrator for when the others are away"),
    Level.PUBLISHER: _("Posts and replies"),
}


class HandOverForm(forms.Form):
    person = forms.EmailField(
        label=_("Work e-mail of the colleague who takes it over"),
        missing=_("Enter the work e-mail of the colleague who takes it over"),
        widget=forms.EmailInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    level = forms.ChoiceField(
        label=_("What is their part?"),
        choices=Level.choices,
        widget=forms.Radios(hints=HINTS),
        missing=_("Choose their part"),
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("One line for the record, such as: takes over the service."),
        max_length=300,
        missing=_("Say why in a line"),
        validators=[refuse_password],
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_person(self) -> Person:
        found = organisations.member_by_email(self.organisation, self.cleaned_data["person"])
        if found is None:
            raise forms.ValidationError(gettext("Nobody here has this e-mail address"))
        return found.person
