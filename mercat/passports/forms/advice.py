"""A message to the other side; of communications also which pages it asks to read."""

import re
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.comments.forms import MessageForm
from mercat.common import forms
from mercat.organisations.models import Organisation
from mercat.passports import queries
from mercat.practice import queries as practice

ADDRESS = re.compile(r"/practice/([a-z0-9]{10})(?:[/?#]|\Z)")


class AdviceForm(MessageForm):
    guidance = forms.ChoiceField(
        label=_("Guidance to read"),
        help_text=_("It stands as a link under your answer."),
        required=False,
        widget=forms.Select,
    )
    address = forms.CharField(
        label=_("Another page of Shared practice"),
        help_text=_("Copy its address here."),
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.readable = practice.published_for(organisation)
        if "could_be_guidance" not in self.fields:
            del self.fields["guidance"], self.fields["address"]
            return
        pages = queries.guidance_in_use(organisation)
        choices = [("", gettext("None")), *((each.public_id, each.title_shown) for each in pages)]
        self.offer("guidance", choices)
        self.order_fields(["text", "shared", "guidance", "address", "could_be_guidance"])

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        if not address:
            return ""
        found = ADDRESS.search(address)
        if not found or not self.readable.filter(public_id=found[1]).exists():
            raise forms.ValidationError(
                gettext("There is no page of Shared practice here that everybody can read")
            )
        return found[1]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        keys = {cleaned.get("guidance"), cleaned.get("address")} - {"", None}
        pages = self.readable.filter(public_id__in=keys) if keys else []
        return {**cleaned, "points_to": list(pages)}
