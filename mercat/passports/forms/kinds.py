"""The field for each type of question."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.files.forms import FilesField
from mercat.files.models import StoredFile
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.passports.forms.table import TableField
from mercat.passports.question_sets import Question
from mercat.platforms import PLATFORMS

LONGEST_URL = 500  # that the register can hold
MOST_HOURS = 10_000
PLATFORM_CHOICES = [
    ("", _("I pasted an address")),
    *sorted(
        ((key, platform.name) for key, platform in PLATFORMS.items() if not platform.closed),
        key=lambda each: each[1].lower(),
    ),
]


def _common(question: Question) -> dict[str, Any]:
    return {
        "label": question.label,
        "help_text": question.hint,
        "missing": question.missing,
        "required": question.required,
    }


def _line(question: Question, organisation: Organisation) -> forms.CharField:
    return forms.CharField(**_common(question), max_length=question.max_length)


def _text(question: Question, organisation: Organisation) -> forms.CharField:
    return forms.CharField(
        **_common(question),
        max_length=question.max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def _account(question: Question, organisation: Organisation) -> forms.CharField:
    return forms.CharField(
        **_common(question),
        max_length=2048,
        widget=forms.TextInput(
            attrs={"spellcheck": "false", "autocapitalize": "none", "data-recognise": "true"}
        ),
    )


def _accounts(question: Question, organisation: Organisation) -> Any:
    return accounts_field(question, [])


def accounts_field(question: Question, offered: list[tuple[str, str]]) -> Any:
    """Several of the register's accounts, or one of them."""
    kind = forms.ChoiceField if question.type == "listed" else forms.MultipleChoiceField
    return kind(**_common(question), choices=offered)


def _table(question: Question, organisation: Organisation) -> TableField:
    return TableField(question=question, **_common(question))


def _email(question: Question, organisation: Organisation) -> forms.EmailField:
    return forms.EmailField(
        **_common(question), widget=forms.EmailInput(attrs={"spellcheck": "false"})
    )


def _mailbox(question: Question, organisation: Organisation) -> forms.EmailField:
    attrs = {"spellcheck": "false", "autocomplete": "off"}
    return forms.EmailField(**_common(question), widget=forms.EmailInput(attrs=attrs))


def _link(question: Question, organisation: Organisation) -> forms.URLField:
    return forms.URLField(
        **_common(question),
        max_length=LONGEST_URL,
        widget=forms.TextInput(
            attrs={"spellcheck": "false", "autocapitalize": "none", "inputmode": "url"}
        ),
    )


def _number(question: Question, organisation: Organisation) -> forms.IntegerField:
    return forms.IntegerField(
        **_common(question),
        min_value=0,
        max_value=MOST_HOURS,
        widget=forms.TextInput(width=4),
    )


def _date(question: Question, organisation: Organisation) -> forms.DateField:
    return forms.DateField(**_common(question))


def _choice(question: Question, organisation: Organisation) -> forms.ChoiceField:
    return forms.ChoiceField(
        **_common(question),
        choices=_choices_of(question),
        widget=forms.Radios(hints=_hints(question)),
    )


def _choices(question: Question, organisation: Organisation) -> forms.MultipleChoiceField:
    alone = next((option.value for option in question.options if option.alone), None)
    return forms.MultipleChoiceField(
        **_common(question),
        choices=_choices_of(question),
        widget=forms.Checkboxes(hints=_hints(question), or_before=alone),
    )


def _choices_of(question: Question) -> list[tuple[str, str]]:
    return [(option.value, option.label) for option in question.options]


def _hints(question: Question) -> dict[str, str]:
    return {option.value: option.hint for option in question.options if option.hint}


def _department(question: Question, organisation: Organisation) -> forms.ChoiceField:
    branches = organisations.department_tree(organisation)
    choices = [("", gettext("Choose a service"))] + [
        (branch.department.public_id, "\u2013 " * branch.depth + str(branch.department.name))
        for branch in branches
    ]
    return forms.ChoiceField(
        label=question.label, missing=question.missing, choices=choices, widget=forms.Select
    )


def files_field(
    question: Question, member: Membership | None, attached: list[StoredFile]
) -> FilesField:
    return FilesField(**_common(question), member=member, attached=attached)


def platform_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext("If you typed a name: on which platform?"),
        choices=PLATFORM_CHOICES,
        widget=forms.Select,
        required=False,
    )


def find_field(question: Question) -> forms.CharField:
    return forms.CharField(
        label=gettext("Find other accounts of ours"),
        help_text=gettext("By a part of the name, the service or the platform."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"data-find": question.key, "autocomplete": "off"}),
    )


FIELDS: dict[str, Callable[[Question, Organisation], Any]] = {
    "account": _account,
    "accounts": _accounts,
    "choice": _choice,
    "choices": _choices,
    "colleague": _email,
    "date": _date,
    "department": _department,
    "line": _line,
    "link": _link,
    "listed": _accounts,
    "mailbox": _mailbox,
    "number": _number,
    "table": _table,
    "text": _text,
}
