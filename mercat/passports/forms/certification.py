from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.passports.models import CertificationAnswer

Outcome = CertificationAnswer.Outcome


class CertifyForm(forms.Form):
    """How things are with one account. Its fields stand beside those of other accounts."""

    outcome = forms.ChoiceField(
        label=_("How are things with it?"),
        choices=Outcome.choices,
        required=False,
        widget=forms.Radios(reveals={Outcome.CHANGED: "words"}),
    )
    words = forms.CharField(
        label=_("What has changed?"),
        help_text=_("For example who looks after it, its name, or what it is for."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        missing=_("Say in a few words what has changed"),
    )
    blocked = forms.IntegerField(
        label=_("How many people are blocked there now?"),
        help_text=_(
            "Freedom of information requests ask for it. Leave it empty if you do not know."
        ),
        required=False,
        min_value=0,
        max_value=10_000_000,
        widget=forms.TextInput({"inputmode": "numeric"}, width=5),
    )
    spent = forms.DecimalField(
        label=_("How many pounds were spent on it in the last year?"),
        help_text=_("Adverts and tools, not working time."),
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal"}, width=5),
    )
    mark_optional = False

    def said(self) -> dict[str, Any]:
        return {
            "outcome": self.cleaned_data["outcome"],
            "words": self.cleaned_data["words"] or "",
            "blocked": self.cleaned_data["blocked"],
            "spent": self.cleaned_data["spent"],
        }


class StepFilter(forms.FilterForm):
    step = forms.ChoiceField(label=_("Where it stands"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, words: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(key, text) for key, text in words.items() if key]
        self.offer("step", [("", gettext("Everywhere")), *named])

    def chosen(self) -> str:
        return str(self.cleaned_data.get("step", "")) if self.is_valid() else ""
