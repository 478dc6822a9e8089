"""What is typed when a passport is suspended, resumed or taken back."""

from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.organisations import queries as organisations
from mercat.passports.lifecycle import RATIFY_WORKING_DAYS
from mercat.passports.models import Passport
from mercat.people.models import Person


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


class SurrenderForm(forms.Form):
    """Where the passport is for an account: who looks after that from now on."""

    after = forms.ChoiceField(
        label=_("Who looks after the account from now on?"),
        choices=[
            ("same", _("Those who look after it now")),
            ("colleague", _("A colleague takes my part over")),
            ("unsure", _("I do not know")),
        ],
        missing=_("Say who looks after the account from now on"),
        widget=forms.Radios(
            reveals={"colleague": "person"},
            hints={"unsure": _("The register keeper finds somebody, or closes it.")},
        ),
    )
    person = forms.EmailField(
        label=_("Their work e-mail"),
        help_text=_("Let them in to the account yourself. They apply for a passport of their own."),
        missing=_("Enter the work e-mail of the colleague who takes it over"),
        widget=forms.EmailInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, passport: Passport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passport = passport
        if passport.account_id is None:
            del self.fields["after"], self.fields["person"]

    def clean_person(self) -> Person | None:
        typed = self.cleaned_data.get("person")
        if not typed:
            return None
        found = organisations.member_by_email(self.passport.organisation, typed)
        if found is None:
            raise forms.ValidationError(gettext("Nobody here has this e-mail address"))
        if found.person_id == self.passport.holder_id:
            raise forms.ValidationError(gettext("This is you. Name somebody else"))
        return found.person

    @property
    def to(self) -> Person | None:
        chosen = self.cleaned_data.get("after") == "colleague"
        return self.cleaned_data["person"] if chosen else None


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
        widget=forms.Radios(),
        missing=_("Choose when it would end"),
    )

    def __init__(self, *args: Any, reply_days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = ngettext(
            "They have %d working day, and somebody may stand beside them.",
            "They have %d working days, and somebody may stand beside them.",
            reply_days,
        )
        now = ngettext(
            "A second person has to agree within %d working day, or it is valid again.",
            "A second person has to agree within %d working days, or it is valid again.",
            RATIFY_WORKING_DAYS,
        )
        when: Any = self.fields["when"]
        hints = {"after": after % reply_days, "now": now % RATIFY_WORKING_DAYS}
        when.widget = forms.Radios(choices=when.choices, hints=hints)


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
