from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.common.refusals import Refused
from mercat.lookup import bulk
from mercat.register.imports.text import text_of

LARGEST = 200_000  # bytes; 500 long addresses are a quarter of it


class ListForm(forms.Form):
    """`cleaned_data["texts"]` are the lines to look up."""

    mark_optional = False  # either will do

    links = forms.CharField(
        label=_("Paste the links, one on each line"),
        max_length=LARGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    links_file = forms.FileField(
        label=_("Or choose a CSV file"),
        help_text=_("We take the column with the links. At most 500 lines."),
        required=False,
    )

    def clean_links_file(self) -> str:
        file = self.cleaned_data["links_file"]
        if not file:
            return ""
        if file.size > LARGEST:
            raise forms.ValidationError(gettext("This file is too large. Send 500 lines at most."))
        try:
            return text_of(file.read())[0]
        except Refused as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        where = "links_file" if given["links_file"] else "links"
        try:
            given["texts"] = bulk.texts_in(given[where])
        except Refused as refusal:
            self.add_error(where, refusal.sentence)
            return given
        if not given["texts"]:
            self.add_error("links", gettext("Paste the links of some accounts, or choose a file"))
        elif len(given["texts"]) > bulk.MOST:
            many = gettext("These are {count} lines. Look up 500 at most at a time.")
            self.add_error(where, many.format(count=len(given["texts"])))
        return given
