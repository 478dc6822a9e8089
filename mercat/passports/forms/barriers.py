from typing import Any

from django.utils.translation import gettext_lazy as _

from mercat.access.models import Barrier
from mercat.common import forms
from mercat.passports import queries
from mercat.passports.models import Application

MOST = 100  # offered


class NameBarrierForm(forms.Form):
    """One of those that wait: `cleaned_data["barrier"]` is it."""

    barrier = forms.ChoiceField(
        label=_("What does your application depend on?"), missing=_("Choose what it depends on")
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {each.public_id: each for each in queries.barriers_for(application)[:MOST]}
        self.offer(
            "barrier",
            [
                (key, f"{each.title} ({each.get_state_display()})")
                for key, each in self.found.items()
            ],
        )

    def clean_barrier(self) -> Barrier:
        return self.found[self.cleaned_data["barrier"]]
