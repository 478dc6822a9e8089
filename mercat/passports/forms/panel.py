from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from mercat.common import forms
from mercat.passports.lifecycle import Outcome


class AskForm(forms.Form):
    question = forms.CharField(
        label="What do you need from the applicant?",
        help_text="They read this word for word, in a mail and on their page.",
        missing="Write what you need from the applicant",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What did the panel agree?",
        choices=Outcome.choices,
        missing="Choose what the panel agreed",
    )
    reasons = forms.CharField(
        label="Reasons for the applicant",
        help_text="They stand in the letter. Plain, kind and short.",
        missing="Give the applicant a reason",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    conditions = forms.CharField(
        label="Conditions",
        help_text="One a line, each with a date. They stand in the letter.",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    expires_on = forms.DateField(
        label="Last day of the passport",
        help_text="Leave it empty for the usual time.",
        required=False,
    )
    panel_note = forms.CharField(
        label="Note for the panel",
        help_text="Not sent to the applicant, but it may be disclosed if somebody asks.",
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
            raise ValidationError("The last day must lie in the future")
        return expires_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        conditional = cleaned.get("outcome") == Outcome.APPROVED_WITH_CONDITIONS
        if conditional and not cleaned.get("conditions"):
            self.add_error("conditions", "Write the conditions")
        return cleaned


class ReleaseForm(forms.Form):
    text = forms.CharField(
        label="The letter",
        missing="The letter is empty",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
