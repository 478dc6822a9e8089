from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.home.models import Hold
from mercat.home.retention.periods import UNITS
from mercat.home.retention.table import TABLE
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.passports.models import Application
from mercat.people.models import Person

ADJUSTABLE = [rule for rule in TABLE if rule.limits]


class PeriodsForm(forms.Form):
    """One number for each kind that an organisation may decide about."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule in ADJUSTABLE:
            least, most = rule.limits or (rule.count, rule.count)
            self.fields[rule.key] = forms.IntegerField(
                label=rule.thing,
                help_text=gettext(
                    "In {unit} after: {trigger}. From {least} to {most}; {count} unless you choose "
                    "otherwise."
                ).format(
                    unit=UNITS[rule.unit],
                    trigger=rule.trigger,
                    least=least,
                    most=most,
                    count=rule.count,
                ),
                min_value=least,
                max_value=most,
                widget=forms.TextInput({"class": "govuk-input--width-4"}),
            )


class HoldForm(forms.Form):
    about = forms.ChoiceField(
        label=_("What must be kept?"),
        choices=Hold.About.choices,
        widget=forms.Radios(reveals={"person": "email", "application": "number"}),
        missing=_("Say what must be kept"),
    )
    email = forms.EmailField(label=_("Their work e-mail"), max_length=254)
    number = forms.CharField(
        label=_("Number of the application or passport"),
        help_text=_("As it stands on its page, like KX7-T4M2-9BC."),
        max_length=20,
    )
    reason = forms.ChoiceField(
        label=_("Why?"), choices=Hold.Reason.choices, missing=_("Say why it must be kept")
    )
    note = forms.CharField(
        label=_("Which request or dispute is it?"),
        help_text=_("A reference number is best. Auditors and administrators read it."),
        max_length=500,
        required=False,
    )
    until = forms.DateField(
        label=_("The last day of the hold"),
        help_text=_("Leave it empty if nobody knows yet. You can end the hold at any time."),
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_email(self) -> Person | None:
        email = self.cleaned_data["email"]
        if not email:
            return None
        known = organisations.memberships_of(self.organisation).filter(person__email__iexact=email)
        membership = known.first()
        if membership is None:
            raise forms.ValidationError(
                gettext("Nobody with the address {email} is or was a member here").format(
                    email=email
                )
            )
        return membership.person

    def clean_number(self) -> Application | None:
        number = self.cleaned_data["number"].replace("-", "").replace(" ", "").lower()
        if not number:
            return None
        here = Application.objects.filter(organisation=self.organisation)
        found = here.filter(public_id=number) | here.filter(passport__public_id=number)
        application = found.first()
        if application is None:
            raise forms.ValidationError(gettext("No application or passport here has this number"))
        return application

    def given(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "about": cleaned["about"],
            "person": cleaned.get("email") or None,
            "application": cleaned.get("number") or None,
            "reason": cleaned["reason"],
            "note": cleaned["note"],
            "until": cleaned["until"],
        }


class KeepForm(forms.Form):
    until = forms.DateField(
        label=_("Until when?"),
        help_text=_("On that day it comes up for review again."),
        missing=_("Name the day on which somebody shall look again"),
    )
    reason = forms.CharField(
        label=_("Why is it still needed?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        missing=_("Say why it is still needed"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"until": today + timedelta(days=365)}
        self.today = today

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until <= self.today:
            raise forms.ValidationError(gettext("Name a day that is still to come"))
        return until
