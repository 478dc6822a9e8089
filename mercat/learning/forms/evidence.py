from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.files.forms import FilesField
from mercat.files.models import StoredFile
from mercat.learning.frameworks import Capability
from mercat.learning.lifecycle import EvidenceFor
from mercat.organisations.models import Membership


def indicator_choices(capability: Capability) -> list[tuple[str, str]]:
    return [(each.key, each.text) for each in capability.of("organisation")]


class EvidenceForm(forms.Form):
    title = forms.CharField(label=_("What is it?"), missing=_("Say what it is"), max_length=160)
    shows = forms.ChoiceField(
        label=_("What does it show?"),
        choices=EvidenceFor.choices,
        missing=_("Choose what it shows"),
    )
    indicators = forms.MultipleChoiceField(
        label=_("Which of these does it speak for?"), missing=_("Choose at least one")
    )
    text = forms.CharField(
        label=_("In words"),
        help_text=_("What it says, or where it is kept. No names of people who use services."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    url = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        error_messages={"invalid": _("Enter a link that begins with https://")},
    )
    dated_on = forms.DateField(
        label=_("Of which day is it?"),
        help_text=_("The day of the thing itself, not today."),
        missing=_("Enter the day that it is of"),
    )
    review_on = forms.DateField(label=_("When should somebody look at it again?"), required=False)

    def __init__(
        self,
        *args: Any,
        capability: Capability,
        member: Membership,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.offer("indicators", indicator_choices(capability))
        self.files_field = FilesField(label=gettext("Files"), required=False, member=member)
        self.fields["files"] = self.files_field
        self.order_fields(["title", "shows", "indicators", "text", "url", "files", "dated_on"])

    def clean_dated_on(self) -> date:
        dated_on: date = self.cleaned_data["dated_on"]
        if dated_on > self.today:
            raise forms.ValidationError(gettext("The day must not lie in the future"))
        return dated_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        has_something = any(cleaned.get(name) for name in ("text", "url", "files"))
        if not has_something and not {"text", "url", "files"} & set(self.errors):
            self.add_error("text", gettext("Write something, give a link, or add a file"))
        return cleaned

    def keep_files(self, *, by: Membership, at: datetime) -> list[StoredFile]:
        """Valid or not: what is fit is on the page again."""
        return self.files_field.keep(by=by, at=at)


class ReviewEvidenceForm(forms.Form):
    keeps_people_safe = False  # a day
    review_on = forms.DateField(
        label=_("It still holds. When should somebody look again?"),
        help_text=_("Leave it empty if nobody has to."),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_review_on(self) -> date | None:
        review_on: date | None = self.cleaned_data["review_on"]
        if review_on and review_on <= self.today:
            raise forms.ValidationError(gettext("The day must lie in the future"))
        return review_on


class UseEvidenceForm(forms.Form):
    keeps_people_safe = False  # nothing is written
    mark_optional = False
    indicators = forms.MultipleChoiceField(
        label=_("Which of these does it speak for?"), required=False
    )

    def __init__(self, *args: Any, capability: Capability, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("indicators", indicator_choices(capability))
