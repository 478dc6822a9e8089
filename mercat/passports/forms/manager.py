from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.passports.models import Application, ManagerView


class ManagerViewForm(forms.Form):
    view = forms.ChoiceField(
        label=_("What is your view?"),
        choices=ManagerView.View.choices,
        missing=_("Choose what your view is"),
    )
    text = forms.CharField(
        label=_("Your comment, or why you object"),
        help_text=_("The applicant and the panel read this."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        needs_words = {ManagerView.View.COMMENT, ManagerView.View.OBJECT}
        if cleaned.get("view") in needs_words and not cleaned.get("text"):
            self.add_error("text", gettext("Tell the panel in a sentence or two"))
        return cleaned


class NameManagerForm(forms.Form):
    """Who it is, found among the members: `cleaned_data["manager"]` is the membership."""

    manager = forms.EmailField(
        label=_("Work e-mail of the line manager"),
        missing=_("Enter the work e-mail of the line manager"),
        widget=forms.EmailInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application

    def clean_manager(self) -> Membership:
        found = organisations.member_by_email(
            self.application.organisation, self.cleaned_data["manager"]
        )
        if found is None:
            raise forms.ValidationError(gettext("Nobody here has this e-mail address"))
        if found.person_id == self.application.applicant_id:
            raise forms.ValidationError(gettext("This is the applicant. Name their manager"))
        return found
