from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.organisations import queries as organisations
from mercat.organisations.forms import indented
from mercat.organisations.models import Department, Organisation
from mercat.people.models import Person
from mercat.platforms import PLATFORMS
from mercat.register.languages import LANGUAGES
from mercat.register.lifecycle import Status

NEEDS = [
    ("", _("Any")),
    ("unconfirmed", _("Nobody confirmed it lately")),
    ("short", _("Fewer than two administrators")),
]
STATUSES = [each for each in Status.choices if each[0] != Status.OWN]


class RegisterFilter(forms.FilterForm):
    q = forms.CharField(label=_("Name, handle or address"), max_length=300, required=False)
    department = forms.ChoiceField(label=_("Service"), required=False, widget=forms.Select)
    platform = forms.ChoiceField(
        label=_("Platform"),
        choices=[("", _("Any")), *((each.key, each.name) for each in PLATFORMS.values())],
        required=False,
        widget=forms.Select,
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=[("", _("Any")), *STATUSES], required=False, widget=forms.Select
    )
    need = forms.ChoiceField(
        label=_("What it needs"), choices=NEEDS, required=False, widget=forms.Select
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("Any")), *LANGUAGES.items()],
        required=False,
        widget=forms.Select,
    )
    owner = forms.CharField(label=_("Work e-mail of its owner"), max_length=254, required=False)
    sort = forms.ChoiceField(
        label=_("In order of"),
        choices=[("", _("Name")), ("newest", _("Newest on the register"))],
        required=False,
        widget=forms.Select,
    )

    def __init__(self, *args: Any, organisation: Organisation, sees_owner: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.organisation = organisation
        tree = organisations.department_tree(organisation)
        self.departments = {each.department.public_id: each.department for each in tree}
        self.offer("department", [("", gettext("Any")), *indented(tree)])
        if not sees_owner:
            del self.fields["owner"]

    def clean_department(self) -> Department | None:
        return self.departments.get(self.cleaned_data["department"])

    def clean_owner(self) -> Person | None:
        email = self.cleaned_data["owner"]
        if not email:
            return None
        member = organisations.member_by_email(self.organisation, email)
        if member is None:
            raise forms.ValidationError(gettext("Nobody here has this address"))
        return member.person

    def chosen(self) -> dict[str, Any]:
        """What to look for; a choice that does not exist counts as none."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}

    def kept(self) -> dict[str, str]:
        """What the next page's address repeats."""
        said = {name: self.data.get(name, "")[:300] for name in self.fields}
        return {name: text for name, text in said.items() if text and name not in self.errors}


class SaveViewForm(forms.Form):
    name = forms.CharField(
        label=_("Save these filters as"), max_length=60, missing=_("Give the view a name")
    )
    is_shared = forms.BooleanField(label=_("Everybody here may use them"), required=False)
    query = forms.CharField(max_length=500, widget=forms.HiddenInput)
