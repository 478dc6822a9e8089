from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.passports.lifecycle import DECIDED_BY_PANEL, Outcome


class AskForm(forms.Form):
    question = forms.CharField(
        label=_("What do you need from the applicant?"),
        help_text=_("They read this word for word, in a mail and on their page."),
        missing=_("Write what you need from the applicant"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AdviseForm(forms.Form):
    advice = forms.CharField(
        label=_("Your advice"),
        help_text=_("They read this word for word. Plain, kind and short."),
        missing=_("Write your advice"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What did the panel agree?"),
        choices=[(each.value, each.label) for each in DECIDED_BY_PANEL],
        missing=_("Choose what the panel agreed"),
    )
    reasons = forms.CharField(
        label=_("Reasons for the applicant"),
        help_text=_("They stand in the letter. Plain, kind and short."),
        missing=_("Give the applicant a reason"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    conditions = forms.CharField(
        label=_("Conditions"),
        help_text=_("One a line, each with a date. They stand in the letter."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    expires_on = forms.DateField(
        label=_("Last day of the passport"),
        help_text=_("Leave it empty for the usual time."),
        required=False,
    )
    panel_note = forms.CharField(
        label=_("Note for the panel"),
        help_text=_("Not sent to the applicant, but it may be disclosed if somebody asks."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_expires_on(self) -> date | None:
        expires_on: date | None = self.cleaned_data["expires_on"]
        if expires_on and expires_on <= self.today:
            raise ValidationError(gettext("The last day must lie in the future"))
        return expires_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        conditional = cleaned.get("outcome") == Outcome.APPROVED_WITH_CONDITIONS
        if conditional and not cleaned.get("conditions"):
            self.add_error("conditions", gettext("Write the conditions"))
        return cleaned


class ReleaseForm(forms.Form):
    text = forms.CharField(
        label=_("The letter"),
        missing=_("The letter is empty"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
