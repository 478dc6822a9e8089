"""What is asked of a document that is brought in, and of its pictures."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.practice.models import Attachment


class BringInForm(forms.Form):
    file = forms.FileField(
        label=_("Document"),
        help_text=_(
            "Word (.docx), Markdown (.md) or a saved web page: .html, .mhtml, or a zip of the page "
            "and the folder beside it. Up to 10 MB."
        ),
        missing=_("Choose a document"),
        required=False,
    )
    url = forms.URLField(
        label=_("Where was it published?"),
        help_text=_("Kept with the draft, so that readers know where it comes from."),
        required=False,
        max_length=500,
        error_messages={"invalid": _("Enter a link that begins with https://")},
    )
    fetches = forms.BooleanField(
        label=_("Fetch from there what I do not give you"),
        help_text=_(
            "Without a document the page itself, and the pictures that it shows. Nothing is "
            "fetched unless you ask here or later."
        ),
        required=False,
    )
    source_on = forms.DateField(label=_("Of which day is it?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.OUTGOING_REQUESTS:
            del self.fields["fetches"]
            self.fields["file"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("file") or "file" in self.errors or "url" in self.errors:
            return cleaned
        if cleaned.get("fetches") and not cleaned.get("url"):
            self.add_error("url", gettext("Enter the address of the page to fetch"))
        elif cleaned.get("url") and not cleaned.get("fetches"):
            self.add_error("file", gettext("Choose a document, or ask below to fetch the page"))
        elif not cleaned.get("url"):
            self.add_error("file", gettext("Choose a document"))
        return cleaned


class DescribePicturesForm(forms.Form):
    """One field for each picture, with what the original said of it."""

    mark_optional = False

    def __init__(self, *args: Any, pictures: Iterable[Attachment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pictures = list(pictures)
        for each in self.pictures:
            self.fields[f"words_{each.public_id}"] = forms.CharField(
                label=gettext("What does picture {number} show?").format(number=each.number),
                required=False,
                max_length=300,
                initial=each.words or each.proposed,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> list[tuple[Attachment, Any]]:
        return [(each, self[f"words_{each.public_id}"]) for each in self.pictures]

    def words(self) -> dict[str, str]:
        return {
            str(each.public_id): self.cleaned_data[f"words_{each.public_id}"]
            for each in self.pictures
        }
