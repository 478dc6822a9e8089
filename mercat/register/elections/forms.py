from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.organisations import queries as organisations
from mercat.organisations.models import Nation, Organisation
from mercat.people.models import Person
from mercat.register.elections.models import Period

RULES = _(
    "Say nothing for or against a party, a candidate or what they campaign for, and share, like "
    "and answer nothing of theirs.\n"
    "Announce nothing new that is in dispute between them. What people need every day goes on: "
    "bins, schools, warnings.\n"
    "Stop paid posts, and look through those that are planned.\n"
    "Take down what others write for or against a candidate under our posts, and note when.\n"
    "An account that we run with others is handed over to them for the time.\n"
    "On your own accounts you may say what you like, as long as nobody can think that you speak "
    "for us.\n"
    "In doubt, do not post, and ask communications."
)


class DaysForm(forms.Form):
    name = forms.CharField(
        label=_("Which election?"),
        help_text=_("For example: Local elections, 6 May 2027"),
        max_length=120,
        missing=_("Say which election it is"),
    )
    starts_on = forms.DateField(
        label=_("First day"), missing=_("Enter the first day of the period")
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        help_text=_("The period ends by itself at the end of this day."),
        missing=_("Enter the last day of the period"),
    )

    def __init__(self, *args: Any, today: date, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.today = today

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", gettext("The last day cannot be before the first"))
        elif last and last < self.today:
            self.add_error("ends_on", gettext("The last day has passed already"))
        return given


class ProposalForm(DaysForm):
    nation = forms.ChoiceField(
        label=_("To the organisations of which nation?"),
        choices=Nation.choices,
        widget=forms.Radios,
        missing=_("Choose a nation"),
    )
    field_order = ("nation",)


class PeriodForm(DaysForm):
    rules_text = forms.CharField(
        label=_("What do those who look after accounts acknowledge?"),
        help_text=_("A draft of ours. Have it read by whoever runs the election for you."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 14}),
        missing=_("Write the rules"),
    )

    def __init__(self, *args: Any, period: Period | None = None, **rest: Any) -> None:
        super().__init__(*args, **{"initial": self._known(period), **rest})

    def _known(self, period: Period | None) -> dict[str, Any]:
        if period is None:
            return {"rules_text": str(RULES)}
        known = {name: getattr(period, name) for name in ("name", "starts_on", "ends_on")}
        return {**known, "rules_text": period.rules or str(RULES)}


class MemberField(forms.EmailField):
    """A work e-mail; what it cleans to is the person."""

    organisation: Organisation | None = None

    def clean(self, value: Any) -> Person:
        email = super().clean(value)
        member = self.organisation and organisations.member_by_email(self.organisation, email)
        if not member:
            raise forms.ValidationError(
                gettext("Nobody here has the address {email}").format(email=email)
            )
        return member.person


class PartnershipForm(forms.Form):
    keeps_people_safe = False  # names of colleagues and partners

    hands_over = MemberField(
        label=_("Who hands it over?"),
        help_text=_("Their work e-mail. They look after it now."),
        missing=_("Enter the work e-mail of whoever hands it over"),
    )
    to = forms.CharField(
        label=_("To whom?"),
        help_text=_("The partner, and who there takes care of it for the time."),
        max_length=200,
        missing=_("Say to whom it is handed over"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["hands_over"].organisation = organisation  # type: ignore[attr-defined]


class CandidateForm(forms.Form):
    keeps_people_safe = False  # the address of a colleague

    person = MemberField(
        label=_("Who is a candidate?"),
        help_text=_("Their work e-mail. They are told nothing by this, so speak with them first."),
        missing=_("Enter their work e-mail"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["person"].organisation = organisation  # type: ignore[attr-defined]
