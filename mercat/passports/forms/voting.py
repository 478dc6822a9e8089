from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.passports.forms.panel import DecideForm
from mercat.passports.lifecycle import WORDS_NEEDED, Choice, Tally


class VoteForm(forms.Form):
    """One box for words, and a button for each choice: whoever has read needs one press."""

    mark_optional = False
    choice = forms.ChoiceField(choices=Choice.choices, required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("Needed for conditions, for a no and for a question. It may be disclosed."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        choice = cleaned.get("choice")
        if not choice:
            self.add_error("words", gettext("Press one of the buttons to vote"))
        elif choice in WORDS_NEEDED and not cleaned.get("words", "x"):
            self.add_error("words", str(WORDS_NEEDED[Choice(choice)]))
        return cleaned


class VotedDecideForm(DecideForm):
    """What the chair records where the panel votes: a reason where it differs from the votes."""

    override_reason = forms.CharField(
        label=_("Why do you decide so, if the votes do not?"),
        help_text=_("Needed only without enough votes, or against them. It is kept on record."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, tally: Tally, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tally = tally

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        why = self.tally.why_reason(cleaned["outcome"]) if cleaned.get("outcome") else ""
        if why and not cleaned.get("override_reason", "x"):
            self.add_error("override_reason", why)
        return cleaned
