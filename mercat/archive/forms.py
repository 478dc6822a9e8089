from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.archive.models import Closing
from mercat.common import forms, languages


class PlanForm(forms.Form):
    """The last words, in each language of what closes."""

    closes_on = forms.DateField(
        label=_("On which day does it close?"),
        help_text=_("Nothing happens by itself: from this day on somebody can carry it out."),
        missing=_("Enter the day"),
    )
    contact = forms.CharField(
        label=_("Whom can people ask afterwards?"),
        help_text=_("Such as an office with its address. Better no person’s name: it stays."),
        max_length=300,
        required=False,
    )
    accounts = forms.ChoiceField(
        label=_("What becomes of the accounts that are in use?"),
        choices=Closing.Accounts.choices,
        widget=forms.Radios,
        missing=_("Say what becomes of the accounts"),
    )

    def __init__(self, *args: Any, spoken: list[str], earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spoken, self.earliest = spoken, earliest
        names = languages.names()
        fields = {f"words_{code}": _words(names.get(code, code)) for code in spoken}
        if len(spoken) == 1:
            fields[f"words_{spoken[0]}"].label = gettext("What do you say at the end?")
        self.fields = {**fields, **self.fields}
        fields[f"words_{spoken[0]}"].required = True

    def clean_closes_on(self) -> date:
        day: date = self.cleaned_data["closes_on"]
        if day < self.earliest:
            raise forms.ValidationError(gettext("This day is over"))
        return day

    def given(self) -> dict[str, Any]:
        words = {code: self.cleaned_data[f"words_{code}"] for code in self.spoken}
        rest = {name: self.cleaned_data[name] for name in ("closes_on", "contact", "accounts")}
        return {"words": {code: text for code, text in words.items() if text}, **rest}


def _words(name: str) -> forms.CharField:
    return forms.CharField(
        label=gettext("What do you say at the end, in {language}?").format(language=name),
        help_text=gettext(
            "It stands over every page: why this ends, and where to go now. An empty line begins "
            "a new paragraph. **Two stars** make words strong, and [words](https://example.org) "
            "make a link."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        missing=gettext("Write what people shall read"),
    )
