from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from mercat.common import forms
from mercat.common.refusals import NotAllowed
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.passports import question_sets, rules
from mercat.passports.forms.section import SectionForm


class EmergencyForm(SectionForm):
    """Who will hold it, and the questions: `cleaned_data["holder"]` is the membership."""

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        section = question_sets.load(question_sets.EMERGENCY).sections[0]
        super().__init__(*args, section=section, organisation=by.organisation, **kwargs)
        self.by = by
        self.fields["holder"] = forms.EmailField(
            label=gettext("Work e-mail of the person who will hold it"),
            help_text=gettext("They get a letter at once."),
            missing=gettext("Enter the work e-mail of the person who will hold it"),
            widget=forms.EmailInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
        )
        self.order_fields(["holder"])

    def clean_holder(self) -> Membership:
        found = organisations.member_by_email(self.organisation, self.cleaned_data["holder"])
        if found is None:
            raise ValidationError(gettext("Nobody here has this e-mail address"))
        try:
            rules.check_can_hold_emergency(self.by, found)
        except NotAllowed as refusal:
            raise ValidationError(str(refusal)) from refusal
        return found
