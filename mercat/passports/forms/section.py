"""One section of the case as a form, built from its questions."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from mercat.common import forms
from mercat.files.forms import FilesField
from mercat.files.models import StoredFile
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.passports.forms import kinds
from mercat.passports.question_sets import Question, Section
from mercat.platforms import PLATFORMS, Account, NotAnAccount, likely, recognise
from mercat.register import queries as register

FIND = "find_"


class SectionForm(forms.Form):
    """`given` are all answers so far: the picker offers accounts that come near them."""

    section: Section
    organisation: Organisation

    def __init__(
        self,
        *args: Any,
        section: Section,
        organisation: Organisation,
        given: Mapping[str, Any] | None = None,
        member: Membership | None = None,
        attached: Mapping[str, list[StoredFile]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.section, self.organisation = section, organisation
        self.given = given or {}
        self.offered: dict[str, dict[str, str]] = {}
        for question in section.questions:
            if question.type == "files":
                held = (attached or {}).get(question.key, [])
                self.fields[question.key] = kinds.files_field(question, member, held)
                continue
            self.fields[question.key] = kinds.FIELDS[question.type](question, organisation)
            if question.type == "account":
                self.fields[f"{question.key}_platform"] = kinds.platform_field()
            if question.type in {"accounts", "listed"}:
                self._offer(question)
        self.fields["row_version"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6
        )

    @property
    def row_version(self) -> int:
        return self.cleaned_data.get("row_version") or 0

    def _offer(self, question: Question) -> None:
        find = f"{FIND}{question.key}"
        self.fields[find] = kinds.find_field(question)
        words = str(self.typed(find) or "")
        found = register.offered(
            self.organisation,
            words=words,
            chosen=_listed(self.typed(question.key)),
            near=self.given,
        )
        offered = [(each.public_id, str(each.full_name)) for each in found]
        self.fields[question.key] = kinds.accounts_field(question, offered)
        self.offered[question.key] = dict(offered)
        if words and not found:
            self.fields[find].help_text = gettext(
                "Nothing of ours is called that. Try another word."
            )

    def typed(self, name: str) -> Any:
        """What stands in the field now, right or wrong."""
        if not self.is_bound:
            return self.initial.get(name)
        return self.fields[name].widget.value_from_datadict(self.data, self.files, name)

    def all_typed(self) -> dict[str, Any]:
        """To show the page once more, with nothing lost and nothing called wrong yet."""
        return {name: self.typed(name) for name in self.fields}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for question in self.section.questions:
            if cleaned.get(question.key) and question.type in CLEANING:
                CLEANING[question.type](self, question)
            if question.differs_from and question.key in cleaned:
                self._check_differs(question)
            if question.later_than and cleaned.get(question.key):
                self._check_later(question)
        return cleaned

    def _one_line(self, question: Question) -> None:
        # It becomes the subject of mails.
        self.cleaned_data[question.key] = " ".join(self.cleaned_data[question.key].split())

    def _recognise(self, question: Question) -> None:
        key = question.key
        typed = self.cleaned_data[key]
        answer = recognise(typed, platform=self.cleaned_data.get(f"{key}_platform") or None)
        account = likely(answer)
        if isinstance(answer, NotAnAccount) and account is None:
            self.add_error(key, answer.said(gettext))
        elif account and (fault := _why_not(account)):
            self.add_error(key, fault)
        elif account:
            self.cleaned_data[key] = {"typed": typed, **account._asdict()}

    def _find_colleague(self, question: Question) -> None:
        if (
            organisations.member_by_email(self.organisation, self.cleaned_data[question.key])
            is None
        ):
            self.add_error(
                question.key,
                gettext(
                    "Nobody here has this e-mail address. Check its spelling, or ask an "
                    "administrator to invite them first"
                ),
            )

    def _check_mailbox(self, question: Question) -> None:
        if organisations.member_by_email(self.organisation, self.cleaned_data[question.key]):
            self.add_error(
                question.key,
                gettext("This is one person’s own address. Enter a mailbox that a team reads"),
            )

    def _check_choices(self, question: Question) -> None:
        chosen = self.cleaned_data[question.key]
        if question.all_of and len(chosen) < len(question.options):
            self.add_error(question.key, question.missing)
        alone = next((option for option in question.options if option.alone), None)
        if alone and alone.value in chosen and len(chosen) > 1:
            self.add_error(
                question.key,
                gettext("Tick “{label}” or others, not both").format(label=alone.label),
            )

    def _name_accounts(self, question: Question) -> None:
        names = self.offered[question.key]
        self.cleaned_data[question.key] = [
            {"account": account_id, "name": names[account_id]}
            for account_id in self.cleaned_data[question.key]
        ]

    def _name_account(self, question: Question) -> None:
        account_id = self.cleaned_data[question.key]
        name = self.offered[question.key][account_id]
        self.cleaned_data[question.key] = {"account": account_id, "name": name}

    def _check_differs(self, question: Question) -> None:
        if (
            self.cleaned_data[question.key].lower()
            == (self.cleaned_data.get(question.differs_from) or "").lower()
        ):
            self.add_error(
                question.key, gettext("Enter somebody else: one person alone is not enough")
            )

    def _check_later(self, question: Question) -> None:
        earlier = self.cleaned_data.get(question.later_than)
        if earlier and self.cleaned_data[question.key] <= earlier:
            self.add_error(question.key, gettext("The last day must come after the first"))

    def keep_files(self, *, by: Membership, at: datetime) -> None:
        """Store what is fit, whether the rest of the page is right or wrong."""
        for field in self.fields.values():
            if isinstance(field, FilesField):
                field.keep(by=by, at=at)

    def answers(self) -> dict[str, Any]:
        return {q.key: self._answer(q) for q in self.section.questions}

    def _answer(self, question: Question) -> Any:
        field = self.fields[question.key]
        if isinstance(field, FilesField):
            return [_named(each) for each in field.staying()]
        return _kept(self.cleaned_data[question.key])


CLEANING: dict[str, Callable[[SectionForm, Question], None]] = {
    "account": SectionForm._recognise,
    "accounts": SectionForm._name_accounts,
    "choices": SectionForm._check_choices,
    "colleague": SectionForm._find_colleague,
    "line": SectionForm._one_line,
    "listed": SectionForm._name_account,
    "mailbox": SectionForm._check_mailbox,
}


def _listed(chosen: Any) -> list[str]:
    return [chosen] if isinstance(chosen, str) and chosen else list(chosen or [])


def _named(stored: StoredFile) -> dict[str, Any]:
    """A file as the answers, and each version that is sent, name it."""
    return {
        "file": stored.public_id,
        "name": stored.name,
        "kind": str(stored.kind_of.name),
        "size": stored.size,
        "sha256": stored.sha256,
    }


def _kept(answer: Any) -> Any:
    return answer.isoformat() if isinstance(answer, date) else answer


def _why_not(account: Account) -> str:
    """Why nobody can apply for this account, though it is one."""
    platform = PLATFORMS[account.platform]
    if platform.closed:
        return gettext("{platform} closed in {value}. Choose a platform that is open").format(
            platform=platform.name, value=platform.closed[:4]
        )
    if len(account.url) > kinds.LONGEST_URL:
        return gettext("This address is too long for the register. Paste a shorter one")
    return ""


def typed_from(answers: dict[str, Any]) -> dict[str, Any]:
    """Saved answers as the form's initial values."""
    return {key: _typed(answer) for key, answer in answers.items()}


def _typed(answer: Any) -> Any:
    if isinstance(answer, list):
        return [_typed(each) for each in answer]
    if isinstance(answer, dict):
        return answer.get("typed") or answer.get("account") or answer
    return answer
