from typing import Any

from mercat.common import forms
from mercat.register.checks.lifecycle import Trouble
from mercat.register.checks.models import Finding

RENAME, LOSE, IGNORE = "rename", "lose", "ignore"


class JudgeForm(forms.Form):
    judgement = forms.ChoiceField(
        label="What is to be done?", widget=forms.Radios(), missing="Select what is to be done"
    )
    since = forms.DateField(
        label="Since when is it out of our hands?",
        help_text="The look-up says so from that day on.",
        required=False,
    )
    reason = forms.CharField(
        label="Why is all well?",
        help_text="One sentence, for those who come after you.",
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
            *([(RENAME, f"Take over the new name, {finding.handle}")] if renamed else []),
            (LOSE, "It is lost: somebody else has it, or nobody can reach it"),
            (IGNORE, "All is well"),
        ]
        field.widget.reveals = {LOSE: "since", IGNORE: "reason"}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("judgement") == LOSE and "since" not in self.errors:
            if not given.get("since"):
                self.add_error("since", "Enter the day since when it is out of our hands")
            elif given["since"] > self.today:
                self.add_error("since", "This day has to be today or before")
        if given.get("judgement") == IGNORE and not given.get("reason"):
            self.add_error("reason", "Say why all is well")
        return given


class PageForm(forms.Form):
    url = forms.URLField(
        label="The page’s address",
        help_text="Leave it empty and the checks look at our front pages.",
        max_length=2000,
        required=False,
    )


class AttestForm(forms.Form):
    is_ours = forms.ChoiceField(
        label="Is this account ours, by what you see there?",
        choices=[("yes", "Yes"), ("no", "No, or I cannot tell")],
        widget=forms.Radios(),
    )
    saw_code = forms.BooleanField(label="The code stands in its profile", required=False)
    seen = forms.CharField(
        label="What did you see?",
        help_text=(
            "For example: the profile names our website, and its posts are about our services. "
            "Write no names of people who use services."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        missing="Say what you saw",
    )

    def __init__(self, *args: Any, code: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if code:
            self.fields["saw_code"].label = f"The code {code} stands in its profile"
        else:
            del self.fields["saw_code"]
