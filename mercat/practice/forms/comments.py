"""What is said of a text, perhaps of one passage of it; and how one hears of it."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.practice import passages
from mercat.practice.lifecycle import How, News

LONGEST = 5000
SHORTENED = 90  # of a passage in a list of them
HINTS = {
    News.ORIGINAL: _("With what differs, once a day at most."),
    News.REVIEW: _("Two weeks before its day, on it, and every four weeks after."),
}


class PassageForm(forms.Form):
    """Words, and of which passage of the text they speak."""

    text = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        missing=_("Write your comment"),
    )
    passage = forms.ChoiceField(
        label=_("Do you speak of one passage?"),
        help_text=_("It stands above your comment."),
        required=False,
        widget=forms.Select(),
    )
    quote = forms.CharField(
        label=_("Or only some words of it"),
        help_text=_("Copy them here as they stand in the text."),
        required=False,
        max_length=passages.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    number = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, read: str, number: int, quote: str = "", **rest: Any) -> None:
        """`read`: the revision before them, whose passages can be chosen."""
        found = passages.passages(read)
        passage = str(found.index(quote)) if quote in found else ""
        known = {"number": number, "passage": passage, "quote": "" if passage else quote}
        super().__init__(*args, **{"initial": known, **rest})
        self.read, self.found = read, found
        none = [("", gettext("No, of the text as a whole"))]
        self.offer(
            "passage", none + [(str(place), _shortened(each)) for place, each in enumerate(found)]
        )

    def clean_quote(self) -> str:
        quote = " ".join(str(self.cleaned_data["quote"]).split())
        if quote and not passages.stands_in(quote, self.read):
            raise forms.ValidationError(
                gettext("These words do not stand in the text. Copy them as they are")
            )
        return quote

    def given(self) -> dict[str, Any]:
        """As the action takes it: words that were copied go before the passage around them."""
        known = {each: self.cleaned_data[each] for each in self.fields if each != "passage"}
        passage = self.cleaned_data["passage"]
        known["quote"] = known["quote"] or (self.found[int(passage)] if passage else "")
        known["number"] = known["number"] or 0
        return known


class CommentForm(PassageForm):
    """Under a page: whoever is named with @ is told."""

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["text"].help_text = gettext(
            "To tell a colleague of it, write @ and their full name: @Ann Example."
        )


class ChangeCommentForm(forms.Form):
    text = PassageForm.base_fields["text"]


class NoticesForm(forms.Form):
    """One question for each kind of news."""

    keeps_people_safe = False

    def __init__(self, *args: Any, chosen: dict[str, str], **rest: Any) -> None:
        super().__init__(*args, **rest)
        for kind in News:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label,
                help_text=HINTS.get(kind, ""),
                choices=How.choices,
                widget=forms.Radios(),
                initial=chosen.get(kind.value, How.MAIL),
                missing=_("Choose how you want to hear of it"),
            )


def _shortened(text: str) -> str:
    return text if len(text) <= SHORTENED else f"{text[:SHORTENED].rsplit(' ', 1)[0]} …"
