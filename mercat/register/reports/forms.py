from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.files.forms import FilesField
from mercat.files.models import StoredFile
from mercat.organisations.models import Membership
from mercat.register.reports.lifecycle import ALLOWED, Doing, ReviewState, State, Why

# What the list may be narrowed to: several states are one thing to whoever reads it.
SHOWN = {
    "waiting": (State.RECEIVED, State.LOOKED_AT, State.PROPOSED),
    "known_false": (State.KNOWN_FALSE,),
    "not_false": (State.NOT_FALSE, State.LIFTED),
    "set_aside": (State.SET_ASIDE,),
}


class ShownFilter(forms.FilterForm):
    shown = forms.ChoiceField(
        label=_("Show"),
        choices=[
            ("waiting", _("Those that wait")),
            ("known_false", _("Known to be false")),
            ("not_false", _("Not false")),
            ("set_aside", _("Set aside")),
        ],
        widget=forms.Select(),
        required=False,
    )

    def chosen(self) -> str:
        return (self.is_valid() and self.cleaned_data["shown"]) or "waiting"


class ClearForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why is it not false?"),
        choices=Why.choices,
        widget=forms.Radios(),
        missing=_("Select why it is not false"),
    )
    words = forms.CharField(
        label=_("Anything for those who come after you?"),
        help_text=_("Whoever reported it hears the reason that you chose, and not these words."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


NEVER = _(
    "Parody and criticism are never called false, whatever one thinks of them. "
    "Go back, and say that it is not false"
)


class ProposeForm(forms.Form):
    does = forms.ChoiceField(
        label=_("What does it do?"),
        choices=Doing.choices,
        widget=forms.Radios(),
        missing=_("Select what it does"),
        error_messages={"allowed": NEVER},
    )
    since = forms.DateField(
        label=_("Since when, as far as you know?"),
        missing=_("Enter since when it has pretended"),
    )
    evidence = forms.CharField(
        label=_("What shows it?"),
        help_text=_(
            "What stands there, word for word, and why somebody would believe that it is us. The "
            "second person decides by this, and so may a review."
        ),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        missing=_("Say what shows that it pretends to be us"),
    )

    def __init__(self, *args: Any, today: date, member: Membership, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["picture"] = FilesField(
            label=gettext("A picture of it"),
            member=member,
            only_picture=True,
            error_messages={"required": gettext("Choose a picture of what stands there today")},
        )
        self.fields["sure"] = forms.BooleanField(
            label=gettext("It is neither parody nor criticism, nor somebody of the same name"),
            missing=gettext("Say that it is neither parody nor criticism"),
        )
        self.pictures: list[StoredFile] = []

    def clean_does(self) -> str:
        does: str = self.cleaned_data["does"]
        if does in ALLOWED:
            raise forms.ValidationError(NEVER, code="allowed")
        return does

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if since > self.today:
            raise forms.ValidationError(gettext("This day has to be today or before"))
        return since

    def keep(self, *, by: Membership, at: datetime) -> None:
        """A picture that is fit is kept, whatever else is wrong."""
        self.pictures = self.fields["picture"].keep(by=by, at=at)  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """Why: to decline, and to call it false no longer."""

    words = forms.CharField(
        label=_("Why?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        missing=_("Say why"),
    )


class AnswerReviewForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What do you find?"),
        choices=[
            (ReviewState.KEPT, _("It pretends to be us: what we say of it stays")),
            (ReviewState.LIFTED, _("It does not: we stop calling it false")),
        ],
        widget=forms.Radios(),
        missing=_("Select what you find"),
    )
    answer = forms.CharField(
        label=_("What do you answer?"),
        help_text=_("It goes to whoever asked, with your reasons and without your name."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        missing=_("Write the answer"),
    )


class LetterForm(forms.Form):
    text = forms.CharField(
        label=_("The letter"),
        help_text=_("Change what you like. We keep it here and never send it."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 24}),
        missing=_("Write the letter"),
    )
