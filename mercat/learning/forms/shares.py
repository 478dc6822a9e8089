from typing import Any

from django.utils.translation import gettext

from mercat.common import forms
from mercat.learning.frameworks import Indicator
from mercat.learning.lifecycle import Coverage
from mercat.learning.models import Response

LONGEST_NOTE = 2000


class AnswerForm(forms.Form):
    """One capability, indicator by indicator: an answer, a note, and the row version as read."""

    mark_optional = False

    def __init__(
        self, *args: Any, indicators: list[Indicator], saved: dict[str, Response], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicators, self.saved = indicators, saved
        for indicator in indicators:
            self._ask(indicator, saved.get(indicator.key))

    def _ask(self, indicator: Indicator, saved: Response | None) -> None:
        key = indicator.key
        self.fields[key] = forms.ChoiceField(
            label=indicator.text,
            help_text=indicator.evidence_hint,
            choices=Coverage.choices,
            required=False,
            initial=saved.coverage if saved else "",
            widget=forms.Radios(small=True, or_before=Coverage.CANT_SAY),
        )
        self.fields[f"note_{key}"] = forms.CharField(
            label=gettext("A note, if you like"),
            required=False,
            max_length=LONGEST_NOTE,
            initial=saved.note if saved else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"version_{key}"] = forms.IntegerField(
            required=False,
            initial=saved.row_version if saved else 0,
            widget=forms.HiddenInput,
        )

    def rows(self) -> list[dict[str, Any]]:
        """For the page: each indicator with its three fields."""
        return [
            {
                "indicator": each,
                "answer": self[each.key],
                "note": self[f"note_{each.key}"],
                "version": self[f"version_{each.key}"],
            }
            for each in self.indicators
        ]

    def answers(self) -> dict[str, dict[str, Any]]:
        said = self.cleaned_data
        return {
            each.key: {
                "coverage": said[each.key],
                "note": said[f"note_{each.key}"],
                "row_version": said[f"version_{each.key}"] or 0,
            }
            for each in self.indicators
        }
