"""Of departments; `forms` has those of people."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.organisations import queries
from mercat.organisations.forms import Named, indented
from mercat.organisations.models import Department, Organisation
from mercat.people.models import Person


class DepartmentForm(Named):
    name = forms.CharField(
        label=_("What is it called?"), max_length=120, missing=_("Enter the name of the department")
    )
    second = forms.CharField(label=_("Its name in Welsh"), max_length=120, required=False)
    parent = forms.ChoiceField(
        label=_("Which department is it part of?"), required=False, widget=forms.Select
    )
    head = forms.EmailField(
        label=_("Work e-mail of its head"),
        help_text=_("If your policy says so, they are asked for a view on cases of their service."),
        required=False,
        widget=forms.EmailInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(
        self,
        *args: Any,
        organisation: Organisation,
        department: Department | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisation, self.department = organisation, department
        self.kept = dict(department.name) if department else {}
        self._second_language(organisation)
        self.tree = queries.department_tree(organisation)
        outside = queries.below(department) if department else set()
        above = [each for each in self.tree if each.department.pk not in outside]
        self.departments = {each.department.public_id: each.department for each in above}
        top = ("", gettext("None: it stands at the top"))
        self.offer("parent", [top, *indented(above)])
        if department:
            parent = department.parent.public_id if department.parent else ""
            self.initial = {"name": self.kept.get("en", str(department)), "parent": parent}
            self.initial["second"] = self.kept.get(self.second_code, "")
            self.initial["head"] = department.head.email if department.head else ""

    def clean_head(self) -> Person | None:
        """Whoever is head already may stay so after leaving: one change need not force another."""
        email = self.cleaned_data["head"]
        current = self.department.head if self.department else None
        if not email or (current and email.lower() == current.email.lower()):
            return current if email else None
        found = queries.member_by_email(self.organisation, email)
        if found is None:
            raise ValidationError(gettext("Nobody here has this e-mail address"))
        return found.person

    def clean_parent(self) -> Department | None:
        return self.departments.get(self.cleaned_data["parent"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name, parent = cleaned.get("name", ""), cleaned.get("parent")
        beside = [
            each.department
            for each in self.tree
            if each.department.parent_id == (parent.pk if parent else None)
            and each.department != self.department
        ]
        if any(str(each).casefold() == name.casefold() for each in beside):
            self.add_error("name", gettext("{name} is there already").format(name=name))
        return cleaned

    def given(self) -> dict[str, Any]:
        """What the actions take: the name by language, other languages kept."""
        placed = {key: self.cleaned_data[key] for key in ("parent", "head")}
        return {"name": self.by_language(), **placed}
