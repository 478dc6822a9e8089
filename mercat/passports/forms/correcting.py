from typing import Any

from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.passports.forms.panel import DecideForm


class CorrectForm(DecideForm):
    """The decision as it should have been, and what was wrong with the letter."""

    reason = forms.CharField(
        label=_("What was wrong?"),
        help_text=_("For the second person and for the record. It may be disclosed."),
        missing=_("Say what was wrong"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["reason", *self.field_order])
