from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.files.forms import FilesField
from mercat.files.models import StoredFile
from mercat.organisations.models import Department, Membership, Organisation
from mercat.register.checks.lifecycle import Trouble
from mercat.register.checks.models import Finding

RENAME, LOSE, IGNORE = "rename", "lose", "ignore"


class JudgeForm(forms.Form):
    mark_optional = False  # what is needed depends on the choice
    judgement = forms.ChoiceField(
        label=_("What is to be done?"),
        widget=forms.Radios(),
        missing=_("Select what is to be done"),
    )
    since = forms.DateField(
        label=_("Since when is it out of our hands?"),
        help_text=_("The look-up says so from that day on."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Why is all well?"),
        help_text=_("One sentence, for those who come after you."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, finding: Finding, today: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        renamed = finding.trouble == Trouble.RENAMED
        field = self.fields["judgement"]
        field.choices = [  # type: ignore[attr-defined]
            *(
                [
                    (
                        RENAME,
                        gettext("Take over the new name, {handle}").format(handle=finding.handle),
                    )
                ]
                if renamed
                else []
            ),
            (LOSE, gettext("It is lost: somebody else has it, or nobody can reach it")),
            (IGNORE, gettext("All is well")),
        ]
        field.widget.reveals = {LOSE: "since", IGNORE: "reason"}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("judgement") == LOSE and "since" not in self.errors:
            if not given.get("since"):
                self.add_error("since", gettext("Enter the day since when it is out of our hands"))
            elif given["since"] > self.today:
                self.add_error("since", gettext("This day has to be today or before"))
        if given.get("judgement") == IGNORE and not given.get("reason"):
            self.add_error("reason", gettext("Say why all is well"))
        return given


ADOPT, REPORT, RECONSIDER = "adopt", "report", "reconsider"


class FoundForm(forms.Form):
    mark_optional = False
    judgement = forms.ChoiceField(
        label=_("Whose account is it?"),
        choices=[
            (ADOPT, _("Ours: put it on the register")),
            (IGNORE, _("Not ours: do not bring it up again")),
            (REPORT, _("Somebody’s who pretends to be us")),
        ],
        widget=forms.Radios(reveals={REPORT: "reason"}),
        missing=_("Select whose account it is"),
    )
    name = forms.CharField(label=_("What is it called?"), max_length=120, required=False)
    department = forms.ModelChoiceField(
        label=_("Which service does it belong to?"),
        queryset=Department.objects.none(),
        to_field_name="public_id",
        empty_label=_("Not known yet"),
        required=False,
    )
    reason = forms.CharField(
        label=_("How does it pretend to be us?"),
        help_text=_("For example: it uses our crest and name. Parody and criticism are not this."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        found = Department.objects.filter(organisation=organisation)
        self.offer_rows("department", found)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("judgement") == ADOPT and not given.get("name"):
            self.add_error("name", gettext("Enter what it is called on the register"))
        if given.get("judgement") == REPORT and not given.get("reason"):
            self.add_error("reason", gettext("Say how it pretends to be us"))
        return given


class PageForm(forms.Form):
    url = forms.URLField(
        label=_("The page’s address"),
        help_text=_("Leave it empty and the checks look at our front pages."),
        max_length=2000,
        required=False,
    )


class AttestForm(forms.Form):
    mark_optional = False
    is_ours = forms.ChoiceField(
        label=_("Is this account ours, by what you see there?"),
        choices=[("yes", _("Yes")), ("no", _("No, or I cannot tell"))],
        widget=forms.Radios(),
    )
    saw_code = forms.BooleanField(label=_("The code stands in its profile"), required=False)
    seen = forms.CharField(
        label=_("What did you see?"),
        help_text=(
            _(
                "For example: the profile names our website, and its posts are about our services. "
                "Write no names of people who use services."
            )
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        missing=_("Say what you saw"),
    )

    def __init__(self, *args: Any, code: str, member: Membership, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["picture"] = FilesField(
            label=gettext("A picture of what you saw"),
            member=member,
            only_picture=True,
            required=False,
        )
        self.pictures: list[StoredFile] = []
        if code:
            self.fields["saw_code"].label = gettext("The code {code} stands in its profile").format(
                code=code
            )
        else:
            del self.fields["saw_code"]

    def clean(self) -> dict[str, Any]:
        """A yes needs something to see; the code that stood there is that."""
        given: dict[str, Any] = super().clean() or {}
        shown = given.get("picture") or given.get("saw_code") or self.errors.get("picture")
        if given.get("is_ours") == "yes" and not shown:
            self.add_error("picture", gettext("Choose a picture of its profile, for others to see"))
        return given

    def keep(self, *, by: Membership, at: datetime) -> None:
        """A picture that is fit is kept, whatever else is wrong."""
        self.pictures = self.fields["picture"].keep(by=by, at=at)  # type: ignore[attr-defined]
