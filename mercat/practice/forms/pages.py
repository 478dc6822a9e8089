import re
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.organisations.models import Nation, Organisation
from mercat.practice.lifecycle import MEANINGS, Kind, Licence, Visibility

MOST_TAGS = 12
LANGUAGES = [
    ("en", _("English")),
    ("cy", _("Welsh")),
    ("gd", _("Scottish Gaelic")),
    ("ga", _("Irish")),
    ("sco", _("Scots")),
]
KIND_HINTS = {
    Kind.POLICY: _("What an organisation asks of its people and promises them"),
    Kind.NOTE: _("How we do one thing, short"),
    Kind.CASE_STUDY: _("What we tried, what came of it, what we would do again"),
    Kind.GUIDANCE: _("Advice that answers a question"),
    Kind.REFERENCE: _("Facts, lists and definitions to look up"),
}


class TagsField(forms.CharField):
    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        names = [" ".join(each.split()) for each in re.split(r"[,\n]", super().to_python(value))]
        kept = list({each.casefold(): each for each in reversed(names) if each}.values())[::-1]
        if len(kept) > MOST_TAGS:
            raise forms.ValidationError(
                gettext("Give {most} tags at most").format(most=MOST_TAGS), code="many"
            )
        if any(len(each) > 60 for each in kept):
            raise forms.ValidationError(gettext("Keep each tag to 60 characters"), code="long")
        return kept

    def validate(self, value: Any) -> None:
        """Nothing more: any word may be a tag."""

    def run_validators(self, value: Any) -> None:
        """Nothing more."""


class PageForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), missing=_("Give it a title"), max_length=160, widget=forms.TextInput
    )
    summary = forms.CharField(
        label=_("Summary"),
        help_text=_("Two or three sentences: what it is, and for whom. Lists show it."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body = forms.CharField(
        label=_("Text"),
        help_text=_(
            "Leave an empty line between paragraphs. Begin a heading with ## and a bullet with -. "
            "Write [[organisation]] where your organisation’s name stands, so that others can put "
            "theirs there."
        ),
        required=False,
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22}),
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Kind.choices,
        widget=forms.Radios(hints=KIND_HINTS),
        missing=_("Choose what it is"),
    )
    tags = TagsField(
        label=_("Tags"),
        help_text=_("With commas between: foster care, Instagram, house rules"),
        required=False,
        max_length=800,
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=forms.Select)
    licence = forms.ChoiceField(
        label=_("How may others use it?"),
        choices=Licence.choices,
        missing=_("Choose how others may use it"),
    )
    review_on = forms.DateField(label=_("When should somebody look at it again?"), required=False)
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            self.fields["why"] = forms.CharField(
                label=_("What did you change, and why?"),
                help_text=_("Stands in the page’s history."),
                required=False,
                max_length=300,
            )

    def clean_body(self) -> str:
        return str(self.cleaned_data["body"]).strip("\n")


class VisibilityForm(forms.Form):
    keeps_people_safe = False
    visibility = forms.ChoiceField(
        label=_("Who can read it?"),
        choices=Visibility.choices,
        widget=forms.Radios(hints=MEANINGS),
        missing=_("Choose who can read it"),
    )
    sure = forms.BooleanField(
        label=_("Yes: nobody in it has to be kept private, and its pictures may be shown"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        wider = cleaned.get("visibility") in {Visibility.EVERYONE, Visibility.PUBLIC}
        if wider and not cleaned.get("sure"):
            self.add_error("sure", gettext("Say that nobody has to be kept private"))
        return cleaned


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it taken down?"),
        help_text=_("Stands in its history. You can publish it again."),
        missing=_("Say why"),
        max_length=300,
    )


class FindForm(forms.FilterForm):
    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("What"),
        choices=[("", _("Everything")), *Kind.choices],
        required=False,
        widget=forms.Select,
    )
    tag = forms.CharField(label=_("Tag"), required=False, max_length=60)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False, widget=forms.Select)
    nation = forms.ChoiceField(
        label=_("Nation"),
        choices=[("", _("All")), *Nation.choices],
        required=False,
        widget=forms.Select,
    )
    licence = forms.ChoiceField(
        label=_("Licence"),
        choices=[("", _("Any")), *Licence.choices],
        required=False,
        widget=forms.Select,
    )
    since = forms.DateField(label=_("Changed since"), required=False)

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext("All")), *((each.slug, str(each)) for each in organisations)]
        self.offer("organisation", choices)
