from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.passports import emails
from mercat.passports.forms.conditions import ConditionsForm
from mercat.passports.lifecycle import DECIDED_BY_PANEL, LONGEST_DEFERRAL_DAYS, Outcome
from mercat.passports.models import Application, Decision, Revision


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


class DecideForm(ConditionsForm):
    # The version that its reader has read: of another the panel has agreed nothing.
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("What did the panel agree?"),
        choices=[(each.value, each.label) for each in DECIDED_BY_PANEL],
        missing=_("Choose what the panel agreed"),
        widget=forms.Radios(reveals={"trial": "trial_months", "deferred": "deferred_until"}),
    )
    trial_months = forms.IntegerField(
        label=_("For how many months?"),
        help_text=_("At its end a short form asks what was learned."),
        missing=_("Say for how many months it may be tried"),
        min_value=1,
        widget=forms.TextInput(width=4),
    )
    deferred_until = forms.DateField(
        label=_("When does the panel look at it again?"),
        help_text=_("The letter names the day. Say in the reasons what should be different then."),
        missing=_("Say when the panel looks at it again"),
    )
    reasons = forms.CharField(
        label=_("Reasons for the applicant"),
        help_text=_("They stand in the letter. Plain, kind and short."),
        missing=_("Give the applicant a reason"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
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

    field_order = (
        "outcome",
        "trial_months",
        "deferred_until",
        "reasons",
        "chosen",
        "conditions",
        "conditions_due_on",
    )

    def __init__(
        self,
        *args: Any,
        trial_most: int = 6,
        outcomes: Sequence[Outcome] = DECIDED_BY_PANEL,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        months: Any = self.fields["trial_months"]
        months.validators.append(MaxValueValidator(trial_most))
        if outcomes != DECIDED_BY_PANEL:
            self._offer(outcomes)

    def _offer(self, outcomes: Sequence[Outcome]) -> None:
        """Of an appeal: no more is asked than its outcomes need."""
        reveals = {Outcome.TRIAL: "trial_months"} if Outcome.TRIAL in outcomes else {}
        asked: Any = self.fields["outcome"]
        asked.widget = forms.Radios(reveals=reveals)
        asked.choices = [(each.value, each.label) for each in outcomes]
        dropped = ["deferred_until"]
        if Outcome.APPROVED_WITH_CONDITIONS not in outcomes:
            of_terms = [name for name in self.fields if name.startswith("due_")]
            dropped += ["trial_months", "chosen", "conditions", "conditions_due_on", "expires_on"]
            dropped += of_terms
        for name in dropped:
            del self.fields[name]

    def clean_deferred_until(self) -> date | None:
        until: date | None = self.cleaned_data["deferred_until"]
        if until and until <= self.today:
            raise ValidationError(gettext("The day must lie in the future"))
        if until and until > self.today + timedelta(days=LONGEST_DEFERRAL_DAYS):
            raise ValidationError(gettext("The day must lie within a year"))
        return until

    def now_reads(self, revision: Revision | None) -> None:
        """Shown again with what was typed: its reader is told of the version that came."""
        typed = self.data.copy()  # type: ignore[attr-defined]
        typed["revision"] = revision.number if revision else ""
        self.data = typed

    def clean_expires_on(self) -> date | None:
        expires_on: date | None = self.cleaned_data["expires_on"]
        if expires_on and expires_on <= self.today:
            raise ValidationError(gettext("The last day must lie in the future"))
        return expires_on


class ReleaseForm(forms.Form):
    """A letter can be put in other words; it cannot say another outcome than was decided."""

    # The decision that the letter is of: another one has another letter.
    decision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("The letter"),
        missing=_("The letter is empty"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 16}),
    )

    def __init__(
        self, *args: Any, application: Application, standing: Decision, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.application, self.standing = application, standing

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        of_another = self.cleaned_data.get("decision") not in {None, self.standing.pk}
        wrong = emails.wrong_with(self.application, self.standing, text)
        if wrong and not of_another:
            raise ValidationError(wrong)
        return text
