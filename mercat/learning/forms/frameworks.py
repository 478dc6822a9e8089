from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.learning.frameworks.reading import LONGEST

MOST_BYTES = 1_000_000


class UploadFrameworkForm(forms.Form):
    file = forms.FileField(
        label=_("The framework’s file"),
        help_text=_("YAML, up to 1 MB."),
        missing=_("Choose the file"),
    )

    def clean_file(self) -> str:
        """Its text."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(gettext("The file must be smaller than 1 MB"))
        try:
            text: str = given.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                gettext("The file is no text in UTF-8. Save it again as such")
            ) from error
        if "\0" in text:
            raise forms.ValidationError(gettext("This is no text. Choose the YAML file"))
        return text


class DraftForm(forms.Form):
    text = forms.CharField(
        label=_("The framework"),
        max_length=LONGEST,
        strip=False,
        missing=_("Write the framework, or start from a copy"),
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "m-handle"}),
    )
    row_version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_text(self) -> Any:
        return self.cleaned_data["text"].replace("\r\n", "\n")
