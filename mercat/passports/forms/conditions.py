"""Conditions as the chair chooses or writes them, and what is said about them afterwards."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms, working_days
from mercat.common.forms.fields import month_number
from mercat.files.forms import FilesField
from mercat.files.models import StoredFile
from mercat.organisations.models import Membership
from mercat.passports import library
from mercat.passports.library import LONGEST, MOST_CONDITIONS, USUAL_WORKING_DAYS, Term
from mercat.passports.lifecycle import CONDITIONAL

BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
DATED = re.compile(
    r"^(?P<text>.*\S)\s+by\s+(?P<day>\d{1,2})\s+(?P<month>[^\W\d]+)\s+(?P<year>\d{4})$",
    re.IGNORECASE,
)


def own_terms(text: str, *, usual: date | None) -> list[Term]:
    """One a line. A line that ends in "by 14 March 2027" has that day, the others the usual one."""
    lines = [BULLET.sub("", line).strip().rstrip(".") for line in text.splitlines()]
    return [_term(line, usual) for line in lines if line]


def _term(line: str, usual: date | None) -> Term:
    found = DATED.match(line)
    if found is None:
        if usual is None:
            raise ValidationError(gettext("Say by when each condition is to be met"))
        return _checked(line, usual)
    try:
        day = date(int(found["year"]), month_number(found["month"]), int(found["day"]))
    except ValueError as error:
        sentence = gettext("“{line}” must end in a real date, like “by 14 March 2027”")
        raise ValidationError(sentence.format(line=line)) from error
    return _checked(found["text"].rstrip(" ,;:"), day)


def _checked(text: str, day: date) -> Term:
    if len(text) > LONGEST:
        sentence = gettext("A condition must be {most} characters or fewer: “{text}…”")
        raise ValidationError(sentence.format(most=LONGEST, text=text[:40]))
    return Term(text=text, due_on=day)


class ConditionsForm(forms.Form):
    """The part of a decision that says what goes with an approval, and by when."""

    chosen = forms.MultipleChoiceField(
        label=_("Conditions"),
        help_text=_(
            "Only if you approve with conditions. They stand in the letter, with their days."
        ),
        required=False,
    )
    conditions = forms.CharField(
        label=_("Conditions of your own"),
        help_text=_("One a line. A line may end in its own day: by 14 March 2027."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    conditions_due_on = forms.DateField(
        label=_("By when, where a line names no day?"), required=False
    )

    def __init__(self, *args: Any, today: date, nation: str = "", **kwargs: Any) -> None:
        self.today, self.nation = today, nation
        super().__init__(*args, **kwargs)
        offered = library.conditions()
        chosen: Any = self.fields["chosen"]
        chosen.choices = [(each.key, gettext(each.text)) for each in offered]
        reveals = {each.key: f"due_{each.key}" for each in offered}
        chosen.widget = forms.Checkboxes(choices=chosen.choices, reveals=reveals, small=True)
        for each in offered:
            self.fields[f"due_{each.key}"] = self._due_field(each)
        self.fields["conditions_due_on"].initial = self._later(USUAL_WORKING_DAYS)
        self.order_fields(self.field_order)

    def _due_field(self, offered: library.Offered) -> forms.DateField:
        days = offered.working_days
        offer = ngettext("We offer %d working day.", "We offer %d working days.", days) % days
        return forms.DateField(
            label=gettext("By when?"),
            help_text=offer,
            initial=self._later(days),
            missing=gettext("Say by when: {text}").format(text=gettext(offered.text)),
        )

    def _later(self, days: int) -> date:
        return working_days.add(self.today, days, nation=self.nation or "scotland")

    def clean(self) -> dict[str, Any]:
        """The fields become one list of conditions."""
        cleaned = super().clean()
        typed, usual = cleaned.pop("conditions", ""), cleaned.pop("conditions_due_on", None)
        keys = cleaned.pop("chosen", [])
        days = {each.key: cleaned.pop(f"due_{each.key}", None) for each in library.conditions()}
        terms = [
            Term(text=gettext(each.text), due_on=day, key=each.key)
            for each in library.conditions()
            if each.key in keys and (day := days[each.key])
        ]
        try:
            terms += own_terms(typed, usual=usual)
        except ValidationError as error:
            self.add_error("conditions", error)
        cleaned["conditions"] = terms
        self._check(cleaned, terms, keys)
        return cleaned

    def _check(self, cleaned: dict[str, Any], terms: list[Term], keys: list[str]) -> None:
        goes_with = cleaned.get("outcome") in CONDITIONAL
        if goes_with and not terms and not keys and "conditions" not in self.errors:
            self.add_error("conditions", gettext("Choose or write the conditions"))
        if terms and "outcome" in cleaned and not goes_with:
            sentence = gettext("Choose “Approve with conditions”, or take the conditions out")
            self.add_error("outcome", sentence)
        if len(terms) > MOST_CONDITIONS:
            self.add_error("conditions", gettext("Twenty conditions at most: fewer are met sooner"))
        self._check_days(terms, cleaned.get("expires_on"))

    def _check_days(self, terms: list[Term], last: date | None) -> None:
        for term in terms:
            name = f"due_{term.key}" if term.key else "conditions"
            if term.due_on <= self.today:
                self.add_error(
                    name, gettext("The day must lie in the future: {text}").format(text=term.text)
                )
            elif last and term.due_on > last:
                sentence = gettext("The day must not lie after the passport’s last day: {text}")
                self.add_error(name, sentence.format(text=term.text))


class SayDoneForm(forms.Form):
    words = forms.CharField(
        label=_("What did you do?"),
        help_text=_("A line is enough, such as where we can see it."),
        missing=_("Say in a line what you did"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, member: Membership, attached: list[StoredFile], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.files_field = FilesField(
            label=gettext("Files that show it"), required=False, member=member, attached=attached
        )
        self.fields["files"] = self.files_field

    def keep_files(self, *, by: Membership, at: datetime) -> list[StoredFile]:
        """Valid or not: what is fit is on the page again."""
        return self.files_field.keep(by=by, at=at)


class AskAgainForm(forms.Form):
    words = forms.CharField(
        label=_("What is still missing?"),
        help_text=_("They read this word for word, in a mail and on their page. Plain and kind."),
        missing=_("Say what is still missing"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    due_on = forms.DateField(label=_("By when?"), missing=_("Say by when"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on <= self.today:
            raise ValidationError(gettext("The day must lie in the future"))
        if due_on > self.today + timedelta(days=730):
            raise ValidationError(gettext("The day must lie within two years"))
        return due_on
