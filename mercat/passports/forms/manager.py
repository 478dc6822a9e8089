from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.passports.models import ManagerView


class ManagerViewForm(forms.Form):
    view = forms.ChoiceField(
        label=_("What is your view?"),
        choices=ManagerView.View.choices,
        missing=_("Choose what your view is"),
    )
    text = forms.CharField(
        label=_("Your comment, or why you object"),
        help_text=_("The applicant and the panel read this."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        needs_words = {ManagerView.View.COMMENT, ManagerView.View.OBJECT}
        if cleaned.get("view") in needs_words and not cleaned.get("text"):
            self.add_error("text", gettext("Tell the panel in a sentence or two"))
        return cleaned
