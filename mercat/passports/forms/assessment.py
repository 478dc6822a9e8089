from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.passports.lifecycle import Criterion, Met
from mercat.passports.models import Assessment


class AssessForm(forms.Form):
    """A choice and a note for each criterion, and what it comes to."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    row_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, criterion in enumerate(Criterion, start=1):
            self.fields[criterion.value] = forms.ChoiceField(
                label=f"{number}. {criterion.label}",
                choices=Met.choices,
                widget=forms.Radios(inline=True, small=True),
                missing=gettext("Say whether {number} is met").format(number=number),
            )
            self.fields[f"{criterion.value}_note"] = forms.CharField(
                label=gettext("Note on {number}").format(number=number),
                required=False,
                max_length=500,
            )
        self.fields["summary"] = forms.CharField(
            label=_("What should the panel know?"),
            help_text=_("Two or three sentences. It may be disclosed if somebody asks for it."),
            missing=_("Write what the panel should know"),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def lines(self) -> dict[str, dict[str, str]]:
        said = self.cleaned_data
        return {each.value: {"met": said[each], "note": said[f"{each}_note"]} for each in Criterion}


def as_typed(assessment: Assessment) -> dict[str, str]:
    """What an earlier assessment said, to begin with."""
    typed = {"summary": assessment.summary}
    for key, line in assessment.lines.items():
        typed |= {key: line["met"], f"{key}_note": line["note"]}
    return typed
