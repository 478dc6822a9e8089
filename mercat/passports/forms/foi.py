from typing import Any

from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.passports.models import FoiLine

LINE = ("name", "service", "role", "purpose", "owner_name", "withheld_because")


class BeginFoiForm(forms.Form):
    keeps_people_safe = False  # a number and a day
    reference = forms.CharField(
        label=_("Your reference"),
        help_text=_("Such as FOI 2026/114. Not the name of whoever asks."),
        max_length=80,
        required=False,
    )
    received_on = forms.DateField(
        label=_("When did the request come in?"),
        help_text=_("Then we say by when it has to be answered: 20 working days."),
        required=False,
    )


class FoiPartForm(forms.Form):
    text = forms.CharField(
        label=_("What we answer"),
        help_text=_("What stands in [brackets] waits for you: judge it, and take the note out."),
        max_length=20_000,
        widget=forms.Textarea({"rows": 14}),
        missing=_("Write what we answer, or that nothing is held"),
    )
    row_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class FoiLineForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, missing=_("Enter the account’s name"))
    service = forms.CharField(label=_("Service"), max_length=200, required=False)
    role = forms.CharField(
        label=_("Post of whoever answers for it"), max_length=120, required=False
    )
    purpose = forms.CharField(
        label=_("What it is for"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    owner_name = forms.CharField(
        label=_("Name of whoever answers for it, if you give it"),
        help_text=_("Senior names are judged one by one. Empty means withheld."),
        max_length=120,
        required=False,
    )
    withheld_because = forms.CharField(
        label=_("If you withhold the whole line: why"),
        help_text=_("Such as the section of the Act. Empty means that the line is given."),
        max_length=300,
        required=False,
    )
    row_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] or "" for name in LINE}


def line_as_typed(line: FoiLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in (*LINE, "row_version")}
