from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.home.erasure.erasing import ASKED, LEFT


class EraseForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why are they erased?"),
        choices=[
            (ASKED, _("They asked for it")),
            (LEFT, _("They have left, and nothing needs their name any more")),
        ],
        missing=_("Say why they are erased"),
    )
    sure = forms.BooleanField(
        label=_("I have read what it will mean, and know that nobody can bring it back"),
        missing=_("Confirm that you know what it will mean"),
    )
