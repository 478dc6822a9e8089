from typing import Any

from mercat.common import forms
from mercat.organisations.models import Organisation
from mercat.register import queries
from mercat.register.forms.changes import reason


class OfferForm(forms.Form):
    to = forms.ChoiceField(
        label="Which organisation?",
        widget=forms.Select,
        missing="Choose the organisation that runs it from now on",
    )
    reason = reason("Why does it go there?")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {each.slug: each for each in queries.could_take(organisation)}
        named = [(slug, str(each)) for slug, each in self.others.items()]
        self.offer("to", [("", "Choose"), *named])

    def clean_to(self) -> Organisation:
        return self.others[self.cleaned_data["to"]]


class RefuseForm(forms.Form):
    reason = reason("Why do you not take it?")
