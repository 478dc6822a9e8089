"""Of the organisation itself; `forms` has those of its people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mercat.common import forms, languages
from mercat.organisations.forms import Named
from mercat.organisations.models import Licence, Organisation


class OrganisationForm(Named):
    """The organisation's name by language, and the languages of its pages."""

    name = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        missing=_("Enter the organisation’s name"),
    )
    second = forms.CharField(label=_("Its name in Welsh"), max_length=120, required=False)
    languages = forms.MultipleChoiceField(
        label=_("In which languages can people read the pages here?"),
        help_text=_(
            "With more than one, each page offers the others. Mails come in the language that "
            "somebody chose, else in the first of these."
        ),
        widget=forms.Checkboxes(small=True),
        missing=_("Tick at least one language"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = dict(organisation.name)
        self._second_language(organisation)
        self.initial["second"] = self.kept.get(self.second_code, "")
        self.offer("languages", list(languages.names().items()))
        self.initial.update(name=self.kept.get("en", ""), languages=organisation.languages)

    def given(self) -> dict[str, Any]:
        return {"name": self.by_language(), "languages": self.cleaned_data["languages"]}


class LicenceForm(forms.Form):
    licence = forms.ChoiceField(
        label=_("Under which licence may others use your list of accounts?"),
        help_text=_("Public bodies in the United Kingdom mostly choose the first."),
        choices=Licence.choices,
        widget=forms.Radios,
        missing=_("Choose a licence"),
    )
