"""What a form says when an answer will not do: a sentence made from the field's label."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from .fields import DateField

Words = Callable[[], str]


def put_in_words(field: forms.Field, label: str) -> None:
    """Replace Django's own messages of this field; those that somebody wrote stay."""
    silent = django_messages(field)
    for code, words in {**ANY, **KINDS[kind_of(field)]}.items():
        if code not in field.error_messages or field.error_messages[code] == silent.get(code):
            field.error_messages[code] = sentence(words(), label, keeps=has_params(field, code))


def sentence(words: str, label: str, *, keeps: bool) -> str:
    """`keeps`: Django will fill in a limit, so a percent sign of the label must survive that."""
    asks = label.endswith("?")
    names = {
        "label": "{label}",
        "enter": _("Answer “{label}”") if asks else _("Fill in “{label}”"),
        "choose": _("Choose an answer to “{label}”"),
        "subject": _("Your answer to “{label}”") if asks else _("“{label}”"),
    }
    safe = label.replace("%", "%%") if keeps else label
    return words.format(**{name: text.format(label=safe) for name, text in names.items()})


def has_params(field: forms.Field, code: str) -> bool:
    return code in WITH_PARAMS or (code == "invalid" and isinstance(field, WITH_INVALID_PARAMS))


def django_messages(field: forms.Field) -> dict[str, Any]:
    messages: dict[str, Any] = {}
    for part in reversed(type(field).__mro__):
        messages.update(getattr(part, "default_error_messages", {}))
    return messages


def kind_of(field: forms.Field) -> type[forms.Field]:
    return next(kind for kind in KINDS if isinstance(field, kind))


WITH_PARAMS = {"max_length", "min_length", "max_value", "min_value", "invalid_choice", "incomplete"}
WITH_PARAMS |= {"invalid_pk_value", "null_characters_not_allowed", "year"}
WITH_INVALID_PARAMS = (DateField, forms.RegexField)

ANY: dict[str, Words] = {
    "required": lambda: "{enter}",
    "invalid": lambda: _("{subject} is not written as we expect"),
    "max_length": lambda: _("{subject} must be %(limit_value)d characters or fewer"),
    "min_length": lambda: _("{subject} must be %(limit_value)d characters or more"),
    "max_value": lambda: _("{subject} must be %(limit_value)s or less"),
    "min_value": lambda: _("{subject} must be %(limit_value)s or more"),
    "null_characters_not_allowed": lambda: _(
        "{subject} holds a character we cannot keep. Type it again"
    ),
}

CHOICES: dict[str, Words] = {
    "required": lambda: "{choose}",
    "invalid_choice": lambda: _("Choose one of the answers shown for “{label}”"),
    "invalid_pk_value": lambda: _("Choose one of the answers shown for “{label}”"),
    "invalid_list": lambda: _("Choose from the answers shown for “{label}”"),
}

FILES: dict[str, Words] = {
    "required": lambda: _("Choose a file for “{label}”"),
    "invalid": lambda: _("Choose a file for “{label}”"),
    "missing": lambda: _("Choose a file for “{label}”"),
    "empty": lambda: _("The file for “{label}” is empty"),
    "max_length": lambda: _("The file’s name must be %(max)d characters or fewer"),
    "invalid_image": lambda: _("The file for “{label}” must be a picture"),
    "contradiction": lambda: _("Choose a new file or remove the old one, not both"),
}

NUMBER: dict[str, Words] = {"invalid": lambda: _("{subject} must be a number")}

# The first kind that fits counts, so the narrow ones come first.
KINDS: dict[type[forms.Field], dict[str, Words]] = {
    forms.FileField: FILES,
    forms.MultipleChoiceField: CHOICES,
    forms.ChoiceField: CHOICES,
    forms.ModelChoiceField: CHOICES,
    forms.BooleanField: {"required": lambda: _("Tick “{label}”")},
    forms.EmailField: {"invalid": lambda: _("Enter an email address like name@example.org")},
    forms.URLField: {"invalid": lambda: _("Enter a web address like https://www.example.org")},
    forms.FloatField: NUMBER,
    forms.DecimalField: NUMBER,
    forms.IntegerField: {"invalid": lambda: _("{subject} must be a whole number")},
    DateField: {
        "incomplete": lambda: _("{subject} must include %(absent)s"),
        "year": lambda: _("{subject} must have a year of 4 numbers"),
        "invalid": lambda: _("{subject} must be a real date, like 27 3 2027"),
    },
    forms.Field: {},
}
