"""What is asked of a keeper who changes many accounts together."""

import copy
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mercat.common import forms
from mercat.organisations import queries as organisations
from mercat.organisations.forms import indented
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register.forms.changes import LoseForm, member_named
from mercat.register.forms.custodians import short_reason
from mercat.register.forms.details import DetailsForm
from mercat.register.lifecycle import BulkKind


class BulkKindForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What do you want to change?"),
        choices=BulkKind.choices,
        widget=forms.Radios(
            hints={
                BulkKind.CUSTODIAN: gettext_lazy("Such as: somebody follows in somebody’s post"),
                BulkKind.LOST: gettext_lazy("The look-up warns people about them at once"),
            }
        ),
        missing=gettext_lazy("Choose what you want to change"),
    )


class BulkFieldForm(forms.Form):
    """One field of the account's own form, for all of them."""

    def __init__(self, *args: Any, kind: str, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = copy.deepcopy(DetailsForm.base_fields[kind])
        field.required = True
        field.error_messages["required"] = _("Say what it is to be")
        if kind == BulkKind.DEPARTMENT:
            tree = organisations.department_tree(organisation)
            field.choices = [("", _("Choose a service")), *indented(tree)]  # type: ignore[attr-defined]
        self.fields["value"] = field

    def content(self) -> dict[str, Any]:
        return {"value": self.cleaned_data["value"]}


class BulkCustodianForm(forms.Form):
    left = forms.EmailField(
        label=gettext_lazy("Work e-mail of whoever stops"),
        help_text=gettext_lazy("It may be somebody who has left already."),
        missing=gettext_lazy("Enter the work e-mail of whoever stops"),
    )
    to = forms.EmailField(
        label=gettext_lazy("Work e-mail of whoever follows"),
        help_text=gettext_lazy("They get the same parts."),
        missing=gettext_lazy("Enter the work e-mail of whoever follows"),
    )
    reason = short_reason()

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_left(self) -> Person:
        found = organisations.anybody_by_email(self.organisation, self.cleaned_data["left"])
        if found is None:
            raise forms.ValidationError(_("Nobody with this address works here or has worked here"))
        return found.person

    def clean_to(self) -> Person:
        person = member_named(self.organisation, self.cleaned_data["to"])
        if person == self.cleaned_data.get("left"):
            raise forms.ValidationError(_("This is the same person"))
        return person

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**{n: given[n].public_id for n in ("left", "to")}, "reason": given["reason"]}


class BulkLoseForm(LoseForm):
    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"since": given["since"].isoformat(), "reason": given["reason"]}


BulkForm = BulkFieldForm | BulkCustodianForm | BulkLoseForm


def bulk_form(kind: str, data: Any, *, organisation: Organisation, today: date) -> BulkForm:
    if kind == BulkKind.CUSTODIAN:
        return BulkCustodianForm(data, organisation=organisation)
    if kind == BulkKind.LOST:
        return BulkLoseForm(data, today=today)
    return BulkFieldForm(data, kind=kind, organisation=organisation)
