"""What somebody answers in a pulse. Nothing but the answers is asked, and no answer is required."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.common.ids import ALPHABET
from mercat.learning.actions import Answer
from mercat.learning.forms.pulses import part_choices
from mercat.learning.lifecycle import Said
from mercat.learning.models import Pulse
from mercat.learning.models.pulses import LONGEST_WORDS
from mercat.learning.queries import Statement

OFF = {"autocomplete": "off"}  # the next one at this computer is offered nothing


class AnswerPulseForm(forms.Form):
    mark_optional = False

    def __init__(
        self, *args: Any, pulse: Pulse, statements: list[Statement], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.statements = statements
        for each in statements:
            self.fields[each.key] = forms.ChoiceField(
                label=each.indicator.text,
                choices=Said.choices,
                required=False,
                widget=forms.Radios(attrs=OFF, small=True, or_before=Said.CANT_SAY),
            )
        if pulse.parts:
            self.fields["part"] = forms.ChoiceField(
                label=gettext("Which part are you with?"),
                help_text=gettext("Only if you like. Fewer than five are never shown alone."),
                choices=part_choices(pulse),
                required=False,
                widget=forms.Select(attrs=OFF),
            )
        if pulse.takes_words:
            self.fields["words"] = forms.CharField(
                label=gettext("Is there something that you would like to say?"),
                help_text=gettext(
                    "Only if you like. No names, and nothing that shows who you are. Somebody "
                    "outside reads it first, and may withhold it."
                ),
                required=False,
                max_length=LONGEST_WORDS,
                widget=forms.Textarea(attrs={"rows": 4, **OFF}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(each.key) for each in self.statements):
            self.add_error(None, gettext("Answer at least one. You may leave out all the others."))
        return cleaned

    def answer(self) -> Answer:
        said = {each.key: self.cleaned_data[each.key] for each in self.statements}
        given = {key: self.cleaned_data.get(key, "") for key in ("part", "words")}
        return Answer(said=said, **given)


class CardForm(forms.Form):
    keeps_people_safe = False  # a code
    code = forms.CharField(
        label=_("The code on your card"),
        help_text=_("16 letters and numbers. Spaces do not matter."),
        missing=_("Enter the code on your card"),
        max_length=60,
        widget=forms.TextInput(attrs={**OFF, "spellcheck": "false", "autocapitalize": "none"}),
    )

    def clean_code(self) -> str:
        return bare(self.cleaned_data["code"])


def bare(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter in ALPHABET)
