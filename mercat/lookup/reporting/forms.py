from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.common.uploads import Checked
from mercat.files.forms import FilesField
from mercat.organisations.models import Organisation
from mercat.platforms import Account as Recognised
from mercat.register.forms.changes import account_typed
from mercat.register.reports.lifecycle import ALLOWED, Doing

RIGHT = _(
    "Parody and criticism are everybody’s right, so we take no report of them. If it breaks the "
    "rules of its platform, tell the platform"
)
EMAIL_HINT = _("You get one mail, and then we delete your address.")


class ReportForm(forms.Form):
    keeps_people_safe = False  # the page says so beside it, with whom to call at the organisation

    account = forms.CharField(
        label=_("Which account is it?"),
        help_text=_("Open the account, and copy the address from the top of your browser."),
        max_length=500,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "none"}),
        missing=_("Paste the address of the account"),
    )
    organisation = forms.ModelChoiceField(
        label=_("Which organisation does it pretend to be?"),
        queryset=Organisation.objects.none(),
        to_field_name="slug",
        empty_label=_("Choose one"),
        missing=_("Choose the organisation"),
    )
    does = forms.ChoiceField(
        label=_("What does it do?"),
        choices=Doing.choices,
        widget=forms.Radios(),
        missing=_("Select what it does"),
    )
    words = forms.CharField(
        label=_("What did you see?"),
        help_text=_("What stands there, and why somebody could believe it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        missing=_("Say what you saw"),
    )
    email = forms.EmailField(
        label=_("Your e-mail, if you want to hear what comes of it"),
        help_text=EMAIL_HINT,
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        about: Organisation | None,
        choices: Sequence[Organisation] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.about = about
        if about:
            del self.fields["organisation"]
        else:
            found = Organisation.objects.filter(pk__in=[each.pk for each in choices])
            self.offer_rows("organisation", found.order_by("slug"))
        self.fields["picture"] = FilesField(
            label=gettext("A picture of it"), member=None, only_picture=True, required=False
        )

    def clean_account(self) -> Recognised:
        return account_typed(self.cleaned_data["account"])

    def clean_does(self) -> str:
        does: str = self.cleaned_data["does"]
        if does in ALLOWED:
            raise forms.ValidationError(RIGHT)
        return does

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.errors and self.picture() and "picture" not in self.errors:
            self.add_error("picture", gettext("Choose the picture again: it could not be kept yet"))
        return given

    def picture(self) -> Checked | None:
        """Fit, and kept nowhere as long as something else is wrong: nobody knows who sent it."""
        field: Any = self.fields["picture"]
        return next(iter(field.fit), None)

    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "organisation": self.about or said["organisation"],
            "recognised": said["account"],
            **{name: said[name] for name in ("does", "words", "email")},
            "picture": self.picture(),
        }


class AskReviewForm(forms.Form):
    keeps_people_safe = False  # as above

    words = forms.CharField(
        label=_("Why does it not pretend to be them?"),
        help_text=_(
            "Whose account it is, what it is for, and what you would like people to be told of it."
        ),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        missing=_("Say why it does not pretend to be them"),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("The answer goes there. Then we delete your address."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        missing=_("Enter your e-mail address"),
    )
    is_mine = forms.BooleanField(
        label=_("I run this account, or I speak for whoever does"),
        missing=_("Say that you run this account, or speak for whoever does"),
    )
