"""What a learning lead types about a pulse, and what the one who reads first decides."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.learning import queries
from mercat.learning.lifecycle import Audience, Door, Said, WordsState
from mercat.learning.models import LearningAssessment, Pulse, PulseWords
from mercat.learning.models.pulses import LONGEST_WORDS
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation

MOST_PARTS, LONGEST_PART = 12, 60
MOST_CARDS = 400
MOST_SHEETS = 200
# What stands in the boxes of the paper version.
NUMBERS = {str(number): said.value for number, said in enumerate(Said, 1)}


class Moderator(forms.EmailField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Who reads first what was written? Their work e-mail"),
            help_text=_(
                "Somebody outside what is assessed, who answers for no team in it. They show or "
                "withhold; you see what is shown, and how much was withheld."
            ),
            missing=_("Enter the work e-mail of whoever reads it first"),
            widget=forms.EmailInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
        )


def member_at(organisation: Organisation, email: str) -> Membership:
    found = organisations.member_by_email(organisation, email)
    if found is None:
        raise forms.ValidationError(gettext("Nobody here has this e-mail address"))
    return found


class OpenPulseForm(forms.Form):
    audience = forms.ChoiceField(label=_("Whom do you ask?"), missing=_("Choose whom you ask"))
    starts_on = forms.DateField(label=_("From which day?"), missing=_("Enter the first day"))
    ends_on = forms.DateField(label=_("Until which day?"), missing=_("Enter the last day"))
    door = forms.ChoiceField(
        label=_("How do they come to it?"),
        choices=Door.choices,
        initial=Door.LINK,
        missing=_("Choose how they come to it"),
        widget=forms.Radios(
            hints={
                Door.LINK: _("Quick and open: anybody may answer, also twice."),
                Door.CARDS: _("You print cards, shuffle them and let people take one."),
            }
        ),
    )
    parts = forms.CharField(
        label=_("Which parts may they choose from?"),
        help_text=_(
            "Such as teams or services, one on each line. Nobody has to say; a part with fewer "
            "than five answers is shown with others. Leave it empty for none."
        ),
        required=False,
        max_length=MOST_PARTS * (LONGEST_PART + 2),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    asks_words = forms.ChoiceField(
        label=_("May they write something too?"),
        choices=[("no", _("No")), ("yes", _("Yes, and somebody outside reads it first"))],
        initial="no",
        missing=_("Say whether they may write something"),
        widget=forms.Radios(reveals={"yes": "moderator"}),
    )
    moderator = Moderator()

    def __init__(
        self, *args: Any, assessment: LearningAssessment, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.assessment, self.today = assessment, today
        asked = [each for each in Audience if queries.statements_for(assessment, each.value)]
        self.offer("audience", [(each.value, each.label) for each in asked])

    def clean_parts(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["parts"].splitlines()]
        parts = list(dict.fromkeys(filter(None, lines)))
        if len(parts) > MOST_PARTS:
            raise forms.ValidationError(gettext("Name at most 12 parts"))
        if any(len(each) > LONGEST_PART for each in parts):
            raise forms.ValidationError(gettext("Each part may have at most 60 letters"))
        return parts

    def clean_moderator(self) -> Membership | None:
        email = self.cleaned_data.get("moderator")
        return member_at(self.assessment.organisation, email) if email else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if last and last < max(first or last, self.today):
            self.add_error("ends_on", gettext("The last day must not be before the first or today"))
        return cleaned

    def given(self) -> dict[str, Any]:
        given = {key: value for key, value in self.cleaned_data.items() if key != "asks_words"}
        return {**given, "moderator": given["moderator"] or None}


class ExtendPulseForm(forms.Form):
    keeps_people_safe = False  # a date
    ends_on = forms.DateField(label=_("Until which day?"), missing=_("Enter the last day"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_ends_on(self) -> date:
        ends_on: date = self.cleaned_data["ends_on"]
        if ends_on < self.today:
            raise forms.ValidationError(gettext("The day must not have passed"))
        return ends_on


class NameModeratorForm(forms.Form):
    keeps_people_safe = False  # a colleague's address at work
    moderator = Moderator()

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_moderator(self) -> Membership:
        return member_at(self.organisation, self.cleaned_data["moderator"])


class CardsForm(forms.Form):
    keeps_people_safe = False  # a number
    many = forms.IntegerField(
        label=_("How many cards?"),
        help_text=_("A few more than people, so that the last one has a choice too."),
        missing=_("Say how many cards"),
        min_value=5,
        max_value=MOST_CARDS,
        widget=forms.TextInput(width=4),
        error_messages={
            "min_value": _("Make at least 5: fewer would not be anonymous"),
            "max_value": _("Make at most 400 at once"),
        },
    )


class TypeInForm(forms.Form):
    """One line for each sheet: the numbers that were ticked."""

    sheets = forms.CharField(
        label=_("The sheets, one on each line"),
        help_text=_("Type the numbers that were ticked, from top to bottom, 0 where none was."),
        missing=_("Type at least one sheet"),
        max_length=MOST_SHEETS * 150,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "inputmode": "numeric"}),
    )
    part = forms.ChoiceField(
        label=_("Of which part are they?"), required=False, widget=forms.Select
    )
    written = forms.CharField(
        label=_("What was written on them, one on each line"),
        required=False,
        max_length=MOST_SHEETS * (LONGEST_WORDS + 2),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, pulse: Pulse, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = keys
        self.offer("part", part_choices(pulse))
        if not pulse.parts:
            del self.fields["part"]
        if not pulse.takes_words:
            del self.fields["written"]

    def clean_sheets(self) -> list[dict[str, str]]:
        lines = [each for each in self.cleaned_data["sheets"].splitlines() if each.strip()]
        if len(lines) > MOST_SHEETS:
            raise forms.ValidationError(gettext("Type at most 200 sheets at once"))
        return [self._read(number, line) for number, line in enumerate(lines, 1)]

    def _read(self, number: int, line: str) -> dict[str, str]:
        typed = [each for each in line if not each.isspace() and each not in ",;"]
        if wrong := [each for each in typed if each not in {"0", *NUMBERS}]:
            sentence = gettext("Line {number}: “{wrong}” is none of the numbers 0 to 5")
            raise forms.ValidationError(sentence.format(number=number, wrong=wrong[0]))
        if len(typed) != len(self.keys):
            sentence = gettext("Line {number} has {typed} numbers; a sheet has {wanted}")
            raise forms.ValidationError(
                sentence.format(number=number, typed=len(typed), wanted=len(self.keys))
            )
        return {
            key: NUMBERS[each] for key, each in zip(self.keys, typed, strict=True) if each != "0"
        }

    def clean_written(self) -> list[str]:
        lines = [each.strip() for each in self.cleaned_data["written"].splitlines()]
        if any(len(each) > LONGEST_WORDS for each in lines):
            raise forms.ValidationError(gettext("A line may have at most 500 letters"))
        return list(filter(None, lines))


def part_choices(pulse: Pulse) -> list[tuple[str, str]]:
    named = [(str(number), name) for number, name in enumerate(pulse.parts)]
    return [("", gettext("I’d rather not say")), *named]


class ModerateForm(forms.Form):
    keeps_people_safe = False  # nothing is written
    mark_optional = False

    def __init__(self, *args: Any, rows: Iterable[PulseWords], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[str(row.key)] = forms.ChoiceField(
                label=row.text,
                choices=[
                    (WordsState.SHOWN.value, gettext("Show it")),
                    (WordsState.WITHHELD.value, gettext("Withhold it")),
                ],
                required=False,
                initial="" if row.state == WordsState.WAITING else row.state,
                widget=forms.Radios(small=True, inline=True),
            )

    def states(self) -> dict[str, str]:
        return {key: state for key, state in self.cleaned_data.items() if state}


class WhatWeDidForm(forms.Form):
    you_said = forms.CharField(
        label=_("You said"),
        help_text=_("What you heard, in plain words. Nothing that shows who said it."),
        missing=_("Say what you heard"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    we_did = forms.CharField(
        label=_("We did"),
        help_text=_("What changed or will change, by when, and what will not, with the reason."),
        missing=_("Say what you did or will do"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
