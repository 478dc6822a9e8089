from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.home.about.contacts import HINTS, KINDS, PARTS, Contact
from mercat.organisations.models import Organisation

LABELS = {"name": _("Name or team"), "phone": _("Telephone"), "email": _("E-mail")}


class ContactsForm(forms.Form):
    """For each purpose a name, a telephone number and an address."""

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, title in KINDS.items():
            known = organisation.contacts.get(kind, {})
            for part in PARTS:
                field = forms.EmailField if part == "email" else forms.CharField
                self.fields[f"{kind}_{part}"] = field(
                    label=f"{title}: {str(LABELS[part]).lower()}",
                    help_text=HINTS[kind] if part == "name" else "",
                    max_length=254 if part == "email" else 100,
                    required=False,
                    initial=known.get(part, ""),
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("safeguarding_name") and not (
            cleaned.get("safeguarding_phone") or cleaned.get("safeguarding_email")
        ):
            self.add_error("safeguarding_phone", gettext("Say how to reach them: number or e-mail"))
        return cleaned

    def contacts(self) -> dict[str, Contact]:
        return {
            kind: {part: self.cleaned_data[f"{kind}_{part}"] for part in PARTS} for kind in KINDS
        }


class ComplaintForm(forms.Form):
    keeps_people_safe = False  # they speak of themselves; the page says whom to call

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        missing=_("Enter your name"),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("The answer goes there. We use it for nothing else."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        missing=_("Enter your e-mail address"),
    )
    text = forms.CharField(
        label=_("What went wrong with your personal data?"),
        help_text=_("What happened, when, and what would put it right."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        missing=_("Say what went wrong"),
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("What do you answer?"),
        help_text=_(
            "It goes to them by mail: what you found, what you did, and that they may go to "
            "the Information Commissioner if they are not satisfied."
        ),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        missing=_("Write the answer"),
    )
