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
    """With a reason where the decision differs from the votes, or does not wait for an answer."""

    override_reason = forms.CharField(
        label=_("Why do you decide so, if the votes do not?"),
        help_text=_("Needed only without enough votes, or against them. It is kept on record."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, tally: Tally | None, awaits: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tally, self.awaits = tally, awaits
        if awaits:
            reason = self.fields["override_reason"]
            reason.label = gettext("Why do you decide without the applicant’s answer?")
            reason.help_text = gettext("It is kept on record.")

    def _why(self, outcome: str) -> str:
        if self.awaits:
            return gettext("The applicant has not answered yet. To decide without, say why.")
        return self.tally.why_reason(outcome) if self.tally and outcome else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        why = self._why(cleaned.get("outcome", ""))
        if why and not cleaned.get("override_reason", "x"):
            self.add_error("override_reason", why)
        return cleaned
