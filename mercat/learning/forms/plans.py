from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.learning.forms.assessments import stage_choices
from mercat.learning.frameworks import Framework
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation


class FutureDay(forms.Form):
    """A form with a day, `due_on`, that must not have passed."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(gettext("The day must not have passed"))
        return due_on


class PlanForm(FutureDay):
    text = forms.CharField(
        label=_("What will be done?"),
        help_text=_("One thing that somebody can finish, such as “Ask what stops night staff”."),
        missing=_("Say what will be done"),
        max_length=300,
    )
    owner = forms.EmailField(
        label=_("Who does it? Their work e-mail"),
        missing=_("Enter the work e-mail of whoever does it"),
        widget=forms.EmailInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    due_on = forms.DateField(label=_("By when?"), missing=_("Say by when"))
    stage = forms.ChoiceField(label=_("Which stage does it help to reach?"), required=False)

    def __init__(
        self, *args: Any, organisation: Organisation, data: Framework, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        nothing = gettext("None in particular")
        self.offer("stage", stage_choices(data, nothing))

    def clean_owner(self) -> Membership:
        found = organisations.member_by_email(self.organisation, self.cleaned_data["owner"])
        if found is None:
            raise forms.ValidationError(gettext("Nobody here has this e-mail address"))
        return found

    def clean_due_on(self) -> date:
        """A day that has passed already may stay while something else is mended."""
        due_on: date = self.cleaned_data["due_on"]
        return due_on if due_on == self.initial.get("due_on") else super().clean_due_on()


class NoActionForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is nothing done for now?"),
        help_text=_("A line is enough. It stands in the plan, so that next year knows why."),
        missing=_("Say why nothing is done"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CompleteForm(forms.Form):
    outcome = forms.CharField(
        label=_("What came of it?"),
        help_text=_("What is different now, and how you know. It can become evidence."),
        missing=_("Say what came of it"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class DropForm(forms.Form):
    outcome = forms.CharField(
        label=_("Why is it dropped?"),
        missing=_("Say why it is dropped"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReopenForm(FutureDay):
    keeps_people_safe = False  # a day
    due_on = forms.DateField(label=_("By when now?"), missing=_("Say by when"))
