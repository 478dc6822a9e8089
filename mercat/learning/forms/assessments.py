from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.learning.frameworks import Framework
from mercat.learning.models import FrameworkVersion, Share
from mercat.organisations import queries as organisations
from mercat.organisations.models import Department, Membership, Organisation


class StartForm(forms.Form):
    """The framework was chosen by the address."""

    keeps_people_safe = False  # a title and dates
    title = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("Such as “Learning with social media, 2027”."),
        missing=_("Say what you call it"),
        max_length=160,
    )
    department = forms.ChoiceField(
        label=_("What is it of?"),
        required=False,
        widget=forms.Select,
    )
    starts_on = forms.DateField(
        label=_("From which day?"),
        help_text=_("The time that the answers speak of."),
        missing=_("Enter the first day"),
    )
    ends_on = forms.DateField(label=_("Until which day?"), missing=_("Enter the last day"))
    capabilities = forms.MultipleChoiceField(
        label=_("Which capabilities?"), missing=_("Choose at least one capability")
    )
    target = forms.ChoiceField(
        label=_("Which stage do you aim at?"),
        help_text=_("For all of them. You can set each on its own later."),
        required=False,
    )

    def __init__(
        self, *args: Any, organisation: Organisation, version: FrameworkVersion, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        tree = organisations.department_tree(organisation)
        self.departments = {each.department.public_id: each.department for each in tree}
        self.offer(
            "department",
            [
                ("", gettext("The whole organisation")),
                *((each.department.public_id, f"{each.dashes}{each.department}") for each in tree),
            ],
        )
        capabilities, target = self.fields["capabilities"], self.fields["target"]
        data = version.data
        capabilities.choices = [(each.key, each.name) for each in data.capabilities]  # type: ignore[attr-defined]
        capabilities.initial = [
            each.key for each in data.capabilities if "social_media" in each.relevant_to
        ] or [each.key for each in data.capabilities]
        target.choices = stage_choices(data, gettext("None yet"))  # type: ignore[attr-defined]

    def clean_department(self) -> Department | None:
        return self.departments.get(self.cleaned_data["department"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", gettext("The last day must not lie before the first"))
        return cleaned


class StartAgainForm(forms.Form):
    """The next one, from last time's."""

    keeps_people_safe = False  # a title and dates
    title = forms.CharField(
        label=_("What do you call it?"), missing=_("Say what you call it"), max_length=160
    )
    starts_on = forms.DateField(label=_("From which day?"), missing=_("Enter the first day"))
    ends_on = forms.DateField(label=_("Until which day?"), missing=_("Enter the last day"))
    capabilities = forms.MultipleChoiceField(
        label=_("Which capabilities?"), missing=_("Choose at least one capability")
    )
    teams = forms.MultipleChoiceField(
        label=_("Which teams are asked again?"),
        help_text=_("Each gets a mail with the day. You can ask others later."),
        required=False,
    )
    due_on = forms.DateField(label=_("By when do they answer?"), missing=_("Say by when"))

    def __init__(
        self,
        *args: Any,
        data: Framework,
        teams: list[tuple[Share, Membership]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.by_id = today, {share.public_id: (share, lead) for share, lead in teams}
        self.offer("capabilities", [(each.key, each.name) for each in data.capabilities])
        self.offer(
            "teams",
            [(share.public_id, f"{share.team}: {lead.person.name}") for share, lead in teams],
        )
        if not teams:
            del self.fields["teams"]

    def clean_teams(self) -> list[tuple[Share, Membership]]:
        return [self.by_id[each] for each in self.cleaned_data["teams"]]

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(gettext("The day must not have passed"))
        return due_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned.setdefault("teams", [])
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", gettext("The last day must not lie before the first"))
        return cleaned


def stage_choices(data: Framework, nothing: str) -> list[tuple[str, str]]:
    return [("", nothing), *((each.key, each.name) for each in data.stages)]


class TargetsForm(forms.Form):
    keeps_people_safe = False  # nothing is written
    mark_optional = False

    def __init__(self, *args: Any, data: Framework, capabilities: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in data.capabilities:
            if each.key in capabilities:
                self.fields[each.key] = forms.ChoiceField(
                    label=each.name,
                    choices=stage_choices(data, gettext("No target")),
                    required=False,
                    widget=forms.Select,
                )


class AssignForm(forms.Form):
    keeps_people_safe = False  # a colleague's address at work
    team = forms.CharField(
        label=_("Which team?"), missing=_("Say which team answers"), max_length=120
    )
    lead = forms.EmailField(
        label=_("Who answers for it? Their work e-mail"),
        help_text=_("They get a mail with the day, and may ask their colleagues."),
        missing=_("Enter the work e-mail of whoever answers"),
        widget=forms.EmailInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    due_on = forms.DateField(label=_("By when?"), missing=_("Say by when"))

    def __init__(self, *args: Any, organisation: Organisation, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation, self.today = organisation, today

    def clean_lead(self) -> Membership:
        found = organisations.member_by_email(self.organisation, self.cleaned_data["lead"])
        if found is None:
            raise forms.ValidationError(gettext("Nobody here has this e-mail address"))
        return found

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(gettext("The day must not have passed"))
        return due_on


class RequestChangesForm(forms.Form):
    asked = forms.CharField(
        label=_("What would you like them to look at again?"),
        help_text=_("They read this word for word. Plain and kind."),
        missing=_("Say what they should look at again"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does it stop?"),
        help_text=_("A line is enough. What was answered stays readable for you."),
        missing=_("Say why it stops"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class JudgeForm(forms.Form):
    mark_optional = False  # the first choice is an answer too, and the hint says when to say why
    stage = forms.ChoiceField(label=_("Where do you stand?"), required=False)
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Wanted where you differ from the suggestion. It stands in the report."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, data: Framework, suggested: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggested = suggested
        first = data.stages[0].name
        nothing = gettext("Not yet “{stage}”").format(stage=first)
        self.offer("stage", stage_choices(data, nothing))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        differs = cleaned.get("stage", "") != self.suggested
        if differs and not cleaned.get("reason") and "stage" not in self.errors:
            self.add_error("reason", gettext("Say why you differ from the suggestion"))
        return cleaned
