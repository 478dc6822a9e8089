"""One section of the case as a form, built from its questions."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.passports.question_sets import Question, Section
from mercat.platforms import PLATFORMS, Account, NotAnAccount, likely, recognise

LONGEST_URL = 500  # that the register can hold
PLATFORM_CHOICES = [
    ("", _("I pasted an address")),
    *sorted(
        ((key, platform.name) for key, platform in PLATFORMS.items() if not platform.closed),
        key=lambda each: each[1].lower(),
    ),
]


class SectionForm(forms.Form):
    """One section of the case, built from its questions."""

    section: Section
    organisation: Organisation

    def __init__(
        self, *args: Any, section: Section, organisation: Organisation, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.section, self.organisation = section, organisation
        for question in section.questions:
            self.fields[question.key] = FIELDS[question.type](question, organisation)
            if question.type == "account":
                self.fields[f"{question.key}_platform"] = _platform_field()
        self.fields["row_version"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6
        )

    @property
    def row_version(self) -> int:
        return self.cleaned_data.get("row_version") or 0

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for question in self.section.questions:
            if question.type == "line" and cleaned.get(question.key):
                # One line: it becomes the subject of mails.
                cleaned[question.key] = " ".join(cleaned[question.key].split())
            if question.type == "account" and cleaned.get(question.key):
                self._recognise(question.key)
            if question.type == "colleague" and cleaned.get(question.key):
                self._find_colleague(question.key)
            if question.differs_from and question.key in cleaned:
                self._check_differs(question)
        return cleaned

    def _recognise(self, key: str) -> None:
        typed = self.cleaned_data[key]
        answer = recognise(typed, platform=self.cleaned_data.get(f"{key}_platform") or None)
        account = likely(answer)
        if isinstance(answer, NotAnAccount) and account is None:
            self.add_error(key, answer.sentence)
        elif account and (fault := _why_not(account)):
            self.add_error(key, fault)
        elif account:
            self.cleaned_data[key] = {"typed": typed, **account._asdict()}

    def _find_colleague(self, key: str) -> None:
        if organisations.member_by_email(self.organisation, self.cleaned_data[key]) is None:
            self.add_error(
                key,
                gettext(
                    "Nobody here has this e-mail address. Check its spelling, or ask an "
                    "administrator to invite them first"
                ),
            )

    def _check_differs(self, question: Question) -> None:
        if (
            self.cleaned_data[question.key].lower()
            == (self.cleaned_data.get(question.differs_from) or "").lower()
        ):
            self.add_error(
                question.key, gettext("Enter somebody else: one person alone is not enough")
            )

    def answers(self) -> dict[str, Any]:
        return {q.key: self.cleaned_data[q.key] for q in self.section.questions}


def _why_not(account: Account) -> str:
    """Why nobody can apply for this account, though it is one."""
    platform = PLATFORMS[account.platform]
    if platform.closed:
        return gettext("{platform} closed in {value}. Choose a platform that is open").format(
            platform=platform.name, value=platform.closed[:4]
        )
    if len(account.url) > LONGEST_URL:
        return gettext("This address is too long for the register. Paste a shorter one")
    return ""


def typed_from(answers: dict[str, Any]) -> dict[str, Any]:
    """Saved answers as the form's initial values."""
    return {key: v["typed"] if isinstance(v, dict) else v for key, v in answers.items()}


def _line(question: Question, organisation: Organisation) -> forms.CharField:
    return forms.CharField(
        label=question.label,
        help_text=question.hint,
        missing=question.missing,
        max_length=question.max_length,
    )


def _text(question: Question, organisation: Organisation) -> forms.CharField:
    return forms.CharField(
        label=question.label,
        help_text=question.hint,
        missing=question.missing,
        max_length=question.max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def _account(question: Question, organisation: Organisation) -> forms.CharField:
    return forms.CharField(
        label=question.label,
        help_text=question.hint,
        missing=question.missing,
        max_length=2048,
        widget=forms.TextInput(
            attrs={"spellcheck": "false", "autocapitalize": "none", "data-recognise": "true"}
        ),
    )


def _colleague(question: Question, organisation: Organisation) -> forms.EmailField:
    return forms.EmailField(
        label=question.label,
        help_text=question.hint,
        missing=question.missing,
        widget=forms.EmailInput(attrs={"spellcheck": "false"}),
    )


def _department(question: Question, organisation: Organisation) -> forms.ChoiceField:
    branches = organisations.department_tree(organisation)
    choices = [("", gettext("Choose a service"))] + [
        (branch.department.public_id, "\u2013 " * branch.depth + str(branch.department.name))
        for branch in branches
    ]
    return forms.ChoiceField(
        label=question.label, missing=question.missing, choices=choices, widget=forms.Select
    )


def _platform_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext("If you typed a name: on which platform?"),
        choices=PLATFORM_CHOICES,
        widget=forms.Select,
        required=False,
    )


FIELDS: dict[str, Callable[[Question, Organisation], Any]] = {
    "line": _line,
    "text": _text,
    "account": _account,
    "colleague": _colleague,
    "department": _department,
}
