from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.passports.lifecycle import DETECTED_ALONE, Effect, InterestKind
from mercat.passports.models import PanelSeat

KINDS = [(kind.value, kind.label) for kind in InterestKind if kind not in DETECTED_ALONE]


class InterestForm(forms.Form):
    """A member’s own answer. Which interest it is, the other members never read."""

    answer = forms.ChoiceField(
        label=_("Do you have an interest in this case?"),
        choices=[
            ("no", _("No")),
            (Effect.STEP_OUT.value, _("Yes, and I step out")),
            (Effect.DECLARE.value, _("Yes, I declare it and take part")),
        ],
        missing=_("Say whether you have an interest"),
        widget=forms.Radios,
    )
    kind = forms.ChoiceField(
        label=_("If yes: which?"),
        help_text=_("The clerk reads this. Other members read only whether you step out."),
        choices=KINDS,
        required=False,
        widget=forms.Radios,
    )
    words = forms.CharField(
        label=_("Anything the clerk should know"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("answer", "no") != "no" and not cleaned.get("kind"):
            self.add_error("kind", gettext("Choose which interest it is"))
        return cleaned

    def said(self) -> dict[str, str]:
        """Nothing but the answer where there is no interest."""
        if self.cleaned_data["answer"] == "no":
            return {}
        return {
            "kind": self.cleaned_data["kind"],
            "effect": self.cleaned_data["answer"],
            "words": self.cleaned_data["words"],
        }


class SetInterestForm(forms.Form):
    """What the clerk sets for a member, in the place of what was found and said."""

    person = forms.ChoiceField(
        label=_("Whose interest?"), missing=_("Choose a member of the panel"), widget=forms.Select
    )
    kind = forms.ChoiceField(
        label=_("Which interest?"),
        choices=KINDS,
        missing=_("Choose which interest it is"),
        widget=forms.Radios,
    )
    effect = forms.ChoiceField(
        label=_("What follows from it?"),
        choices=Effect.choices,
        missing=_("Choose what follows from it"),
        widget=forms.Radios,
    )
    words = forms.CharField(
        label=_("Why"),
        help_text=_("The member may read this."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, seats: Iterable[PanelSeat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {seat.person.public_id: seat.person for seat in seats}
        names = [(key, person.name) for key, person in self.people.items()]
        self.offer("person", [("", gettext("Choose a member")), *names])

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "person": self.people[self.cleaned_data["person"]]}
