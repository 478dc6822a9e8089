"""What a form says when an answer will not do: a sentence made from the field's label."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from .fields import DateField

Words = Callable[[], str]


def put_in_words(field: forms.Field, label: str) -> None:
    """Replace Django's own messages of this field; those that somebody wrote stay.

    Nothing is worded before it is said: most forms are right, or only shown.
    """
    kind: Any = type(field)  # a class has the hash that a cache needs
    silent = django_messages(kind)
    for code, words in words_of(kind).items():
        if field.error_messages.get(code) is silent.get(code):
            keeps = has_params(field, code)
            field.error_messages[code] = sentence_said(words, label, keeps=keeps)


def sentence(make: Words, label: str, *, keeps: bool) -> str:
    """`keeps`: Django will fill in a limit, so a percent sign of the label must survive that."""
    words = make()
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


sentence_said = lazy(sentence, str)


@cache
def django_messages(field: type[forms.Field]) -> Mapping[str, Any]:
    messages: dict[str, Any] = {}
    for part in reversed(field.__mro__):
        messages.update(getattr(part, "default_error_messages", {}))
    return messages


@cache
def words_of(field: type[forms.Field]) -> Mapping[str, Words]:
    kind = next(kind for kind in KINDS if issubclass(field, kind))
    return {**ANY, **KINDS[kind]}


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
