"""What is typed when a passport is suspended, resumed or taken back."""

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms


class SuspendForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The holder reads this word for word, in a mail and on the passport’s page."),
        missing=_("Say why, so that the holder knows"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    review_on = forms.DateField(
        label=_("When do you look at it again?"),
        help_text=_("On that day it stands on your list of work. Soon is kind."),
        missing=_("Enter the day on which you look at it again"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_review_on(self) -> date:
        review_on: date = self.cleaned_data["review_on"]
        if review_on <= self.today:
            raise forms.ValidationError(gettext("The day must lie in the future"))
        return review_on


class ResumeForm(forms.Form):
    words = forms.CharField(
        label=_("A word to the holder"),
        help_text=_("They read it in the mail that tells them that they may go on."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RevokeForm(forms.Form):
    reasons = forms.CharField(
        label=_("What are the panel’s reasons?"),
        help_text=_(
            "The holder reads them word for word. Say what happened, and what rule it met."
        ),
        missing=_("Give the reasons"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    when = forms.ChoiceField(
        label=_("When would it end?"),
        choices=[
            ("after", _("Not before the holder has replied")),
            ("now", _("Now, because it cannot wait")),
        ],
        widget=forms.Radios(
            hints={
                "after": _("They have ten working days, and somebody may stand beside them."),
                "now": _(
                    "A second person has to agree within ten working days, or it is valid again."
                ),
            }
        ),
        missing=_("Choose when it would end"),
    )


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("What would you like the panel to know?"),
        help_text=_("Your own words stand beside its reasons."),
        missing=_("Write your reply"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    companion = forms.CharField(
        label=_("Who stands beside you?"),
        help_text=_("A colleague or a trade union representative, if you like."),
        required=False,
        max_length=200,
    )


class SettleRevocationForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What is decided?"),
        choices=[
            ("stands", _("The passport stands")),
            ("revoked", _("The passport is taken back")),
        ],
        widget=forms.Radios(),
        missing=_("Choose what is decided"),
    )
    words = forms.CharField(
        label=_("What does the holder read?"),
        help_text=_("It stands in the letter. Answer what they said in their reply."),
        missing=_("Write what the holder reads"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
