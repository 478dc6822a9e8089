"""The base of every form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms.utils import ErrorDict

from .words import put_in_words

if TYPE_CHECKING:
    Base = forms.BaseForm
else:
    Base = object


class PlainWords(Base):
    """Errors in plain words, no bubbles of the browser's, and fields that a choice reveals."""

    use_required_attribute = False
    mark_optional = True
    keeps_people_safe = True  # a page where people write or upload says how; see base.html

    def full_clean(self) -> None:
        if self.is_bound:
            for name, field in self.fields.items():
                put_in_words(field, str(self[name].label))
        for name in self.unasked():
            self.fields[name].required = False
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.unasked():
            cleaned[name] = getattr(self.fields[name], "empty_value", None)
        return cleaned

    def offer(self, name: str, choices: Any) -> None:
        """The choices of a field, where they are known only now."""
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def offer_rows(self, name: str, rows: QuerySet[Any]) -> None:
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows

    def leave_unchecked(self) -> None:
        """What was typed stands there again, and nothing is said of it yet."""
        self._errors = ErrorDict(renderer=self.renderer)

    def revealed_by(self) -> dict[str, tuple[str, str]]:
        """Of each field that a choice reveals: the field and the choice."""
        return {
            revealed: (name, value)
            for name, field in self.fields.items()
            for value, revealed in getattr(field.widget, "reveals", {}).items()
            if revealed in self.fields
        }

    def unasked(self) -> list[str]:
        """The fields whose choice was not made."""
        return [
            revealed
            for revealed, (name, value) in self.revealed_by().items()
            if self.is_bound and value not in as_list(self[name].data)
        ]


class Form(PlainWords, forms.Form):
    pass


class ModelForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    pass


class FilterForm(Form):
    """Fields of a list's filters: nothing is required, so nothing is called optional."""

    template_name = "django/forms/filters.html"
    mark_optional = False


def as_list(data: Any) -> list[str]:
    return [str(value) for value in (data if isinstance(data, list | tuple) else [data])]
