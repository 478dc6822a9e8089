"""Fields: Django's, with `missing` and `page_heading`, and widgets that fit."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common.languages import Text

from . import widgets

FOUR_DIGITS = re.compile("[0-9]{4}")
ABSENT = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
SHORTEST_MONTH = 3  # letters: "mar" is March, "ma" might be May


class Asked:
    """What every field of ours takes beside Django's arguments."""

    page_heading = False

    def __init__(
        self, *args: Any, missing: Text = "", page_heading: bool = False, **kwargs: Any
    ) -> None:
        if missing:
            kwargs["error_messages"] = {
                "required": missing,
                **(kwargs.get("error_messages") or {}),
            }
        self.page_heading = page_heading
        super().__init__(*args, **kwargs)


class CharField(Asked, forms.CharField):
    widget = widgets.TextInput

    def to_python(self, value: Any) -> Any:
        """A line break counts as one character, as it does where one types."""
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class RegexField(Asked, forms.RegexField):
    widget = widgets.TextInput


class SlugField(Asked, forms.SlugField):
    widget = widgets.TextInput


class UUIDField(Asked, forms.UUIDField):
    widget = widgets.TextInput


class EmailField(Asked, forms.EmailField):
    widget = widgets.EmailInput


class URLField(Asked, forms.URLField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **kwargs})


class IntegerField(Asked, forms.IntegerField):
    widget = widgets.TextInput

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {"inputmode": "numeric", "spellcheck": "false"}


class DecimalField(Asked, forms.DecimalField):
    widget = widgets.TextInput

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {"inputmode": "decimal", "spellcheck": "false"}


class BooleanField(Asked, forms.BooleanField):
    widget = widgets.Checkbox


class ChoiceField(Asked, forms.ChoiceField):
    widget = widgets.Radios

    def __deepcopy__(self, memo: dict[int, Any]) -> ChoiceField:
        """A form's choices are replaced, never changed, so the forms of a class share them."""
        memo[id(self.choices)] = self.choices
        copied: ChoiceField = super().__deepcopy__(memo)
        return copied


class TypedChoiceField(Asked, forms.TypedChoiceField):
    widget = widgets.Radios


class MultipleChoiceField(Asked, forms.MultipleChoiceField):
    widget = widgets.Checkboxes


class ModelChoiceField(Asked, forms.ModelChoiceField):  # type: ignore[type-arg]
    widget = widgets.Select


class ModelMultipleChoiceField(Asked, forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = widgets.Checkboxes


class FileField(Asked, forms.FileField):
    pass


class ImageField(Asked, forms.ImageField):
    pass


class DateField(Asked, forms.Field):
    """A date typed in three boxes; its errors name what is missing."""

    widget = widgets.DateInput
    default_error_messages = {
        "incomplete": _("The date must include %(absent)s"),
        "year": _("The year must have 4 numbers"),
        "invalid": _("The date must be a real date, like 27 3 2027"),
    }

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values or isinstance(value, datetime.date):
            return value or None
        if isinstance(value, str):
            value = tuple(reversed(value.split("-", 2)))
        typed = dict(zip(widgets.PARTS, value, strict=False))
        self.check_complete(typed)
        return self.real_date(**typed)

    def check_complete(self, typed: dict[str, str]) -> None:
        absent = [part for part in widgets.PARTS if not typed.get(part)]
        if absent:
            words = gettext(" and ").join(str(ABSENT[part]) for part in absent)
            self.refuse("incomplete", parts=absent, absent=words)

    def real_date(self, *, day: str, month: str, year: str) -> datetime.date:
        if not FOUR_DIGITS.fullmatch(year):
            self.refuse("year", parts=["year"])
        try:
            return datetime.date(int(year), month_number(month), int(day))
        except ValueError:
            return self.refuse("invalid", parts=list(widgets.PARTS))

    def refuse(self, code: str, **params: Any) -> NoReturn:
        raise ValidationError(self.error_messages[code], code=code, params=params)


def month_number(typed: str) -> int:
    """3, 03, March, mar and a month's name in the reader's language are all 3."""
    word = typed.strip().rstrip(".").casefold()
    if word.isdecimal():
        return int(word)
    if len(word) >= SHORTEST_MONTH:
        for number in range(1, 13):
            names = calendar.month_name[number], str(MONTHS[number])
            if any(name.casefold().startswith(word) for name in names):
                return number
    raise ValueError(typed)
