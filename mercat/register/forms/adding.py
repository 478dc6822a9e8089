"""One account that the keeper adds by hand."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.organisations import queries as organisations
from mercat.organisations.forms import indented
from mercat.organisations.models import Department, Organisation
from mercat.people.models import Person
from mercat.platforms import Account as Recognised
from mercat.platforms import platform_name
from mercat.register import queries
from mercat.register.actions import Particulars
from mercat.register.forms.changes import account_typed, member_named
from mercat.register.models import Account, Custodian


class AddAccountForm(forms.Form):
    address = forms.CharField(
        label=_("Paste its address"),
        help_text=_("Open the account, and copy the address from the top of your browser."),
        missing=_("Paste the address of the account"),
        max_length=500,
        widget=forms.TextInput(
            {"spellcheck": "false", "autocapitalize": "none", "data-recognise": "true"}
        ),
    )
    name = forms.CharField(
        label=_("What is it called?"), max_length=120, missing=_("Enter the name of the account")
    )
    department = forms.ChoiceField(
        label=_("Which service is it for?"), required=False, widget=forms.Select
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("One or two sentences; the public reads them."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(rows=3),
    )
    audience = forms.CharField(
        label=_("Whom does it reach?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(rows=2),
    )
    owner = forms.EmailField(
        label=_("Work e-mail of whoever owns it"),
        help_text=_("They are asked to confirm it. Leave it empty if you do not know yet."),
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.recognised: Recognised | None = None
        self.known: Account | None = None  # where it is on the register already
        tree = organisations.department_tree(organisation)
        self.departments = {each.department.public_id: each.department for each in tree}
        self.offer("department", [("", _("Not known yet")), *indented(tree)])

    def clean_address(self) -> Recognised:
        self.recognised = account_typed(self.cleaned_data["address"])
        self.known = queries.known_as(self.organisation, self.recognised)
        if self.known is not None:
            raise forms.ValidationError(queries.why_known(self.known))
        return self.recognised

    @property
    def platform_name(self) -> str:
        return platform_name(self.recognised.platform) if self.recognised else ""

    def clean_department(self) -> Department | None:
        return self.departments.get(self.cleaned_data["department"])

    def clean_owner(self) -> Person | None:
        email = self.cleaned_data["owner"]
        return member_named(self.organisation, email) if email else None

    def particulars(self) -> Particulars:
        given = dict(self.cleaned_data)
        owner, _address = given.pop("owner"), given.pop("address")
        level = str(Custodian.Level.OWNER)
        return Particulars(**given, custodians=((owner, level),) if owner else ())
